import { describe, expect, it } from 'vitest';

import type { HlaAllele } from '../../core/brands.js';
import type { Given } from '../../case/tumour-case.js';
import { openOncoTree } from '../../engines/evidence/oncotree.js';
import type { SmallVariant, TumourAlteration } from '../../engines/evidence/tumour-alteration.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { emptyFindings } from '../../../test/contract/check-modality.js';
import { smallBiomarkers } from '../../../test/support/small-biomarkers.js';
import type { Findings } from '../findings.js';
import { type AlterationsOfPatient, trialPatientOf } from './trial-patient-of.js';

const tree = openOncoTree(await openPackStore().load('oncotree'));
const given = <T>(value: T): Given<T> => ({ kind: 'given', value, from: 'test' });

function altered(...alterations: readonly TumourAlteration[]): AlterationsOfPatient {
  return { alterations, filtersOf: new Map(), copyNumberGenes: ['MET', 'CDKN2A'] };
}

function small(gene: string, change: string, more: Partial<SmallVariant> = {}): SmallVariant {
  return {
    kind: 'small-variant',
    id: `${gene} ${change}`,
    label: `${gene} ${change}`,
    origin: 'somatic',
    gene,
    effect: 'missense',
    readings: [],
    upstream: null,
    exons: null,
    splicedExons: null,
    place: null,
    function: null,
    oncogenic: null,
    otherCopyLost: null,
    ...more,
  };
}

function findings(
  tumour: Partial<Findings['tumour']> = {},
  clinic: Parameters<typeof smallBiomarkers>[0] = {},
  more: Partial<Findings> = {},
): Findings {
  const empty = emptyFindings();
  return {
    ...empty,
    ...more,
    tumour: { ...empty.tumour, ...tumour },
    biomarkers: smallBiomarkers(clinic),
  };
}

const WITH_VARIANTS = { variantCount: 1 };

describe('the patient as trials ask for one', () => {
  it('knows nothing of what was not given', () => {
    const patient = trialPatientOf(findings(), altered(), tree);
    expect(patient).toMatchObject({
      ageYears: null,
      sex: null,
      ecog: null,
      tumourTypes: null,
      isSolid: null,
      mutations: null,
      fusions: null,
      copyNumber: null,
      hla: null,
      pdL1: { TPS: null, CPS: null, IC: null },
      tmbPerMb: null,
      msi: null,
      stage: null,
      priorLines: null,
      priorTherapies: null,
      analytes: {},
      conditions: {},
    });
  });

  it('has the tumour type with all above and below it', () => {
    const patient = trialPatientOf(findings({ tumourType: given('NSCLC') }), altered(), tree);
    expect(patient.tumourTypes).toEqual(['NSCLC', 'LUNG']);
    expect(patient.narrowerTypes).toEqual(expect.arrayContaining(['LUAD', 'LUSC']));
    expect(patient.isSolid).toBe(true);
    expect(trialPatientOf(findings({ tumourType: given('AML') }), altered(), tree).isSolid).toBe(
      false,
    );
  });

  it('takes clinic and laboratory as they were given', () => {
    const clinic = {
      clinical: {
        age: 61,
        sex: 'female',
        ecog: 1,
        hiv: false,
        hepatitisB: false,
        hepatitisC: true,
        stage: 'IIIB',
      },
      biomarkers: [
        { name: 'PD-L1 TPS', value: 60, unit: '%', assay: '22C3' },
        { name: 'MSI', value: 'MSS', unit: null, assay: null },
        { name: 'TMB', value: 11.2, unit: 'mutations/Mb', assay: null },
      ],
    };
    expect(trialPatientOf(findings({}, clinic), altered(), tree)).toMatchObject({
      ageYears: 61,
      sex: 'female',
      ecog: 1,
      stage: 3,
      pdL1: { TPS: 60, CPS: null, IC: null },
      tmbPerMb: 11.2,
      msi: 'MSS',
      conditions: { hiv: false, hepatitis: true },
    });
  });

  it('tells no earlier therapy from none told of', () => {
    const had = (clinic: Parameters<typeof smallBiomarkers>[0], more: Partial<Findings> = {}) => {
      const { priorLines, priorTherapies } = trialPatientOf(
        findings({}, clinic, more),
        altered(),
        tree,
      );
      return { priorLines, priorTherapies };
    };
    expect(had({})).toEqual({ priorLines: null, priorTherapies: null });
    expect(had({ priorTherapy: [] })).toEqual({ priorLines: 0, priorTherapies: [] });
    expect(had({}, { priorTherapy: ['osimertinib'] }).priorTherapies).toEqual(['osimertinib']);
  });

  it('has alleles by their locus, without those of two chains', () => {
    const hla = given([
      'HLA-A*02:01' as HlaAllele,
      'DRB1*15:01' as HlaAllele,
      'HLA-DQA1*01:02/DQB1*06:02' as HlaAllele,
    ]);
    expect(trialPatientOf(findings({ hla }), altered(), tree).hla).toEqual([
      'A*02:01',
      'DRB1*15:01',
    ]);
  });

  it('has a mutation once for each exon it touches, and none where the protein stays', () => {
    const patient = trialPatientOf(
      findings(WITH_VARIANTS),
      altered(
        small('EGFR', 'L858R', { exons: [21] }),
        small('TP53', 'R175H'),
        small('MET', 'exon 14 splice site', {
          effect: 'splice-site',
          exons: [],
          splicedExons: [14],
        }),
        small('APC', 'L10=', { effect: 'silent' }),
      ),
      tree,
    );
    expect(patient.mutations).toEqual([
      {
        gene: 'EGFR',
        name: 'EGFR L858R',
        proteinChange: 'L858R',
        terms: ['missense_variant'],
        exon: 21,
      },
      {
        gene: 'TP53',
        name: 'TP53 R175H',
        proteinChange: 'R175H',
        terms: ['missense_variant'],
        exon: null,
      },
      {
        gene: 'MET',
        name: 'MET exon 14 splice site',
        proteinChange: null,
        terms: ['splice_donor_variant', 'splice_acceptor_variant'],
        exon: 14,
      },
    ]);
  });

  it('says which filter a mutation failed, and takes a lost exon for skipped', () => {
    const variant = small('KRAS', 'G12C');
    const lost = {
      kind: 'exon-loss',
      id: 'MET 14',
      label: 'MET exon 14 skipping',
      origin: 'somatic',
      gene: 'MET',
      firstExon: 14,
      lastExon: 14,
    } as const;
    const { mutations } = trialPatientOf(
      findings(WITH_VARIANTS),
      { ...altered(variant, lost), filtersOf: new Map([[variant.id, ['clustered_events']]]) },
      tree,
    );
    expect(mutations?.map(({ name, terms, exon }) => [name, terms, exon])).toEqual([
      ['KRAS G12C (filter clustered_events)', ['missense_variant'], null],
      ['MET exon 14 skipping', ['exon_loss_variant'], 14],
    ]);
  });

  it('knows the copies of those genes only that were looked at', () => {
    const loss = {
      kind: 'copy-number',
      id: 'CDKN2A deletion',
      label: 'CDKN2A deletion',
      origin: 'somatic',
      gene: 'CDKN2A',
      change: 'deletion',
      copies: 0,
    } as const;
    const patient = trialPatientOf(
      findings({}, {}, { copyNumber: given([]) }),
      altered(loss),
      tree,
    );
    expect(patient.copyNumber).toEqual({
      genes: ['MET', 'CDKN2A'],
      changes: [{ gene: 'CDKN2A', change: 'loss' }],
    });
  });
});
