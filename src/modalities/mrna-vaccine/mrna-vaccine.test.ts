import { beforeAll, describe, expect, it } from 'vitest';

import { emptyFindings } from '../../../test/contract/check-modality.js';
import { tumourOf } from '../../../test/support/vaccine-findings.js';
import type { HlaAllele } from '../../core/brands.js';
import { canonicalJson } from '../../core/canonical-json.js';
import { quietContext } from '../../core/context.js';
import type { Construct } from '../../engines/constructs/construct.js';
import { translateMrna } from '../../engines/rna/codon-usage.js';
import type { Findings } from '../../findings/findings.js';
import { openEngines, type Engines } from '../../pipeline.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { mrnaVaccine } from './mrna-vaccine.js';
import type { MrnaVaccineDesign } from './mrna-vaccine-design.js';
import type { MrnaVaccineOptions } from './options.js';

const A2 = 'HLA-A*02:01' as HlaAllele;
const B7 = 'HLA-B*07:02' as HlaAllele;
const UNKNOWN = 'HLA-B*82:99' as HlaAllele;

let engines: Engines;

const designs = (
  findings: Findings,
  options: Partial<MrnaVaccineOptions> = {},
): Promise<readonly MrnaVaccineDesign[]> =>
  mrnaVaccine.design(
    findings,
    { ...mrnaVaccine.defaults, windowResidues: 15, capPerGene: 1, ...options },
    engines,
    quietContext({ seed: 1 }),
  );

async function designed(
  findings: Findings,
  options: Partial<MrnaVaccineOptions> = {},
): Promise<MrnaVaccineDesign> {
  const [design] = await designs(findings, options);
  if (design === undefined) throw new Error('no design');
  return design;
}

/** What a feature of the construct spells. */
function spelled({ features, sequence }: Construct, role: string): readonly string[] {
  return features
    .filter((feature) => feature.role === role)
    .map(({ ranges }) => ranges.map(({ start0, end0 }) => sequence.slice(start0, end0)).join(''));
}

describe('an mRNA vaccine', () => {
  beforeAll(async () => {
    engines = await openEngines(openPackStore());
  });

  it('is not for a tumour with nothing usable, and says why', async () => {
    expect(mrnaVaccine.assess(emptyFindings()).verdict).toBe('cannot-say');
    expect(await designs(emptyFindings())).toEqual([]);
    const weak = tumourOf({ mutations: 2, alleles: [A2], rank: () => 40 });
    expect(mrnaVaccine.assess(weak).verdict).toBe('does-not-fit');
    expect(await designs(weak)).toEqual([]);
    const blind = tumourOf({ mutations: 2, alleles: [UNKNOWN], withoutModel: [UNKNOWN] });
    expect(mrnaVaccine.assess(blind).verdict).toBe('cannot-say');
    expect(await designs(blind)).toEqual([]);
  });

  it('of one epitope is that epitope between leader and trafficking domain', async () => {
    const findings = tumourOf({ mutations: 1, alleles: [A2], rank: () => 0.1 });
    const { epitopes, protein, mrna, plasmid, insert, junctions, problems } =
      await designed(findings);
    expect(epitopes).toHaveLength(1);
    const [epitope] = epitopes;
    // UniProt P01889: residues 1-24 lead, 308-362 are the membrane segment and tail.
    expect(protein.startsWith('MLVMAPRTVLLLLSAALALTETWA')).toBe(true);
    expect(protein).toContain(epitope?.sequence);
    const [cds] = spelled(mrna, 'CDS');
    expect(translateMrna(cds ?? '')).toBe(`${protein}**`);
    expect(spelled(mrna, 'epitope').map(translateMrna)).toEqual([epitope?.sequence]);
    expect(junctions.map(({ left, right }) => [left, right])).toEqual([
      [null, 'E01'],
      ['E01', null],
    ]);
    // The plasmid holds the mRNA as DNA, from the base behind the promoter to the last A before the site.
    const template = mrna.sequence.replaceAll('U', 'T');
    const [promoter] = spelled(plasmid, 'promoter');
    const [site] = spelled(plasmid, 'restriction_site');
    expect(plasmid.sequence.startsWith(`${promoter}${template}${site}`)).toBe(true);
    expect(template.startsWith(insert.sequence.slice((promoter ?? '').length))).toBe(true);
    expect(problems).toEqual([]);
  });

  it('keeps every epitope whole or says what was taken off, and the string is what is translated', async () => {
    const findings = tumourOf({
      mutations: 5,
      alleles: [A2, B7],
      rank: (mutation, peptide) => (peptide.length === 9 ? 0.05 + mutation / 10 : 30),
    });
    const { epitopes, epitopeString, junctions, mrna, protein, coding, parts } =
      await designed(findings);
    expect(epitopes).toHaveLength(5);
    const string = epitopes
      .map(({ id, sequence }) => {
        const before = junctions.find(({ right }) => right === id)?.spacer ?? '';
        return before + sequence;
      })
      .join('');
    const last = junctions.find(({ right }) => right === null)?.spacer ?? '';
    expect(epitopeString).toBe(string + last);
    expect(protein).toContain(epitopeString);
    expect(translateMrna(spelled(mrna, 'CDS')[0] ?? '')).toBe(`${protein}**`);
    for (const { sequence, clippedStart, clippedEnd, shown } of epitopes) {
      expect(sequence.length + clippedStart + clippedEnd).toBe(15);
      for (const { peptide } of shown) expect(sequence).toContain(peptide);
    }
    expect(coding.constraints.filter(({ met }) => !met)).toEqual([]);
    expect(parts.map(({ role }) => role)).toEqual([
      'promoter',
      'cap_site',
      'five_prime_UTR',
      'kozak_sequence',
      'signal_peptide',
      'trafficking_domain',
      'stop_codon',
      'three_prime_UTR',
      'polyA_sequence',
      'restriction_site',
      'backbone',
    ]);
  });

  it('starts with M and ends with the last epitope where leader and domain are left out', async () => {
    const findings = tumourOf({ mutations: 2, alleles: [A2], rank: () => 0.1 });
    const { protein, epitopeString } = await designed(findings, {
      signalPeptide: null,
      traffickingDomain: null,
    });
    expect(protein).toBe(`M${epitopeString}`);
  });

  it('takes at most as many epitopes as asked, of many', async () => {
    const findings = tumourOf({ mutations: 200, alleles: [A2, B7], rank: () => 0.1 });
    const { epitopes, set, order } = await designed(findings, { maxEpitopes: 8, capPerAllele: 8 });
    expect(epitopes).toHaveLength(8);
    expect(order.method).toBe('dynamic programming');
    expect(set.upperBound).toBeGreaterThanOrEqual(set.expected);
  });

  it('judges junctions on every allele of the patient, also where the tumour has lost one', async () => {
    const rank = (mutation: number, peptide: string, allele: HlaAllele): number =>
      allele === B7 && peptide.length === 9 ? 0.05 + mutation / 10 : 30;
    const findings = tumourOf({ mutations: 3, alleles: [A2, B7], rank });
    const { hla } = findings.biomarkers;
    const loci = hla.loci.map((locus) =>
      locus.locus === 'A'
        ? { ...locus, alleles: [A2], loss: { kind: 'both-lost', reason: 'no copy' } as const }
        : locus,
    );
    const lost = await designed({
      ...findings,
      biomarkers: { ...findings.biomarkers, hla: { ...hla, loci } },
    });
    const kept = await designed(findings);
    // What is shown on HLA-B alone is the same set, and healthy cells still have HLA-A.
    expect(lost.junctions).toEqual(kept.junctions);
    expect(lost.order).toEqual(kept.order);
    const without = await designed(tumourOf({ mutations: 3, alleles: [B7], rank }));
    expect(without.epitopeString.length).toBeGreaterThan(0);
    expect(without.order.junctionRanks).not.toEqual(kept.order.junctionRanks);
    expect(lost.claims.map(({ value }) => value)).toContain(
      'HLA-A*02:01 does not count: lost in the tumour; no copy',
    );
    expect(kept.claims.map(({ value }) => value).join()).not.toContain('does not count');
  });

  it('is the same twice, byte for byte, and JSON keeps it', async () => {
    const findings = tumourOf({ mutations: 3, alleles: [A2], rank: () => 0.1 });
    const text = canonicalJson(await designs(findings));
    expect(canonicalJson(await designs(findings))).toBe(text);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('refuses a part or a number that is none, naming the choices', async () => {
    const findings = tumourOf({ mutations: 1, alleles: [A2], rank: () => 0.1 });
    await expect(designs(findings, { utr5: 'utr5-hba' })).rejects.toThrow(
      'the parts library has no five_prime_UTR "utr5-hba"',
    );
    await expect(designs(findings, { maxEpitopes: 35 })).rejects.toThrow(
      'maxEpitopes is 35, expected a whole number from 1 to 34',
    );
    // `--set maxEpitopes=null` has the type of nothing: it is no number of epitopes.
    await expect(designs(findings, { maxEpitopes: null as unknown as number })).rejects.toThrow(
      'maxEpitopes is null, expected a whole number from 1 to 34',
    );
    await expect(designs(findings, { uridine: 'psi' })).rejects.toThrow('no uridine "psi"');
    await expect(designs(findings, { linearisation: 'EcoRI' })).rejects.toThrow(
      'EcoRI cannot end a transcript behind its last A',
    );
  });

  it('folds with N1-methylpseudouridine where asked, to other energies of the same protein', async () => {
    const findings = tumourOf({ mutations: 1, alleles: [A2], rank: () => 0.1 });
    const plain = await designed(findings);
    const modified = await designed(findings, { uridine: 'm1psi' });
    expect(modified.protein).toBe(plain.protein);
    expect(modified.coding.freeEnergyKcal).not.toBe(plain.coding.freeEnergyKcal);
  });

  it('orders the insert in pieces that a vendor makes', async () => {
    const findings = tumourOf({ mutations: 1, alleles: [A2], rank: () => 0.1 });
    const design = await designed(findings);
    const [sheet] = mrnaVaccine.orders(design);
    expect(sheet?.columns).toEqual(['Name', 'Sequence']);
    expect(sheet?.rows.map(([, sequence]) => sequence)).toEqual([design.insert.sequence]);
    expect(mrnaVaccine.report(design, findings)[0]?.blocks.map(({ kind }) => kind)).toContain(
      'line-plot',
    );
  });
});
