import { hlaLocus } from '../../core/hla-allele.js';
import { SOFTWARE_VERSION } from '../../core/version.js';
import type { Findings } from '../../findings/findings.js';
import { biomarkerObservations } from './biomarker-observations.js';
import {
  coded,
  component,
  entryUrl,
  type FhirEntry,
  type FhirResource,
  GENETICS,
  GUIDE_CODES,
  guideProfile,
  LABORATORY,
  LOINC,
  reference,
} from './fhir-json.js';
import { variantObservation } from './variant-observation.js';

/** What one alteration or marker implies for one therapy, from the evidence at hand. */
export interface FhirImplication {
  /** Drug or combination. */
  readonly therapy: string;
  readonly effect: 'responsive' | 'resistant' | 'unknown';
  /** As the evidence grades it, e.g. `CIViC level A`. */
  readonly level: string;
  readonly tumourType: string;
  /** Drivers it rests on, by variant id; biomarkers by key: `tmb`, `msi`, `pd-l1`. */
  readonly variantIds: readonly string[];
  readonly biomarkers: readonly string[];
  /** E.g. `EID2994`, `PMID 12345678`. */
  readonly citations: readonly string[];
}

const EFFECTS = {
  responsive: { code: 'LA6677-4', display: 'Responsive' },
  resistant: { code: 'LA6676-6', display: 'Resistant' },
  unknown: { code: 'LA6682-4', display: 'Unknown Significance' },
} as const;
const NOTICE =
  'Made by Oncoscript for research use only; not validated for clinical decisions. Implications are those of published evidence for the alterations found, not of a trial in this patient.';

/**
 * A FHIR R4 bundle of what was found, by the profiles of HL7's Genomics Reporting guide 3.0.0: patient (without any
 * name), specimen, study, variants of cancer genes, HLA genotypes, molecular biomarkers, therapeutic implications and
 * the report over them. The same findings give the same bytes; it has no date, since none is known of the tests.
 */
export function fhirBundle(
  findings: Findings,
  implications: readonly FhirImplication[],
): FhirResource {
  const { inputHash, tumour } = findings;
  const url = (...key: readonly string[]): string => entryUrl([inputHash, ...key]);
  const patient = url('patient');
  const specimen = url('specimen');
  const common = {
    status: 'preliminary',
    subject: reference(patient),
    specimen: reference(specimen),
  };
  const variants = new Map(findings.neoantigens.variants.map((one) => [one.id, one]));
  const drivers = new Map<string, FhirEntry>();
  for (const driver of findings.drivers) {
    const key = `${driver.variantId} ${driver.geneSymbol}`;
    drivers.set(key, {
      fullUrl: url('variant', key),
      resource: variantObservation(driver, findings, variants, common),
    });
  }
  const genotypes = hlaGenotypes(findings, url, common);
  const biomarkers = biomarkerObservations(findings.biomarkers, inputHash, common);
  const therapeutic = implications.flatMap((implication, index) => {
    const derivedFrom = [
      ...findings.drivers
        .filter(({ variantId }) => implication.variantIds.includes(variantId))
        .map((driver) => url('variant', `${driver.variantId} ${driver.geneSymbol}`)),
      ...implication.biomarkers
        .map((key) => entryUrl([inputHash, 'biomarker', key]))
        .filter((known) => biomarkers.some(({ fullUrl }) => fullUrl === known)),
    ];
    // An implication of something that has no observation of its own can't be stated in this profile.
    if (derivedFrom.length === 0) return [];
    return [
      {
        fullUrl: url('implication', String(index), implication.therapy),
        resource: therapeuticImplication(implication, derivedFrom, common),
      },
    ];
  });
  const study = studyEntry(findings, url, patient);
  const results = [...drivers.values(), ...genotypes, ...biomarkers, ...therapeutic];
  const report: FhirEntry = {
    fullUrl: url('report'),
    resource: {
      resourceType: 'DiagnosticReport',
      meta: { profile: [guideProfile('genomic-report')] },
      extension: [
        {
          url: guideProfile('genomic-study-reference'),
          valueReference: reference(study.fullUrl),
        },
      ],
      status: 'preliminary',
      category: [GENETICS],
      code: coded(LOINC, '51969-4', 'Genetic analysis report'),
      subject: reference(patient),
      specimen: [reference(specimen)],
      ...(results.length === 0 ? {} : { result: results.map(({ fullUrl }) => reference(fullUrl)) }),
      conclusion: NOTICE,
    },
  };
  const entries: readonly FhirEntry[] = [
    {
      fullUrl: patient,
      resource: {
        resourceType: 'Patient',
        identifier: [{ system: 'urn:oncoscript:case', value: tumour.name }],
      },
    },
    {
      fullUrl: specimen,
      resource: {
        resourceType: 'Specimen',
        ...(tumour.tumourSample.kind === 'given'
          ? { identifier: [{ value: tumour.tumourSample.value }] }
          : {}),
        status: 'available',
        subject: reference(patient),
      },
    },
    study,
    ...results,
    report,
  ];
  return { resourceType: 'Bundle', type: 'collection', entry: entries };
}

function studyEntry(
  { tumour, packs }: Findings,
  url: (...key: readonly string[]) => string,
  patient: string,
): FhirEntry {
  const inputs = tumour.inputs.map(
    ({ role, name, sha256 }) => `${role} ${name} (SHA-256 ${sha256})`,
  );
  const used = packs.map(({ id, version }) => `${id} ${version}`);
  return {
    fullUrl: url('study'),
    resource: {
      resourceType: 'Procedure',
      meta: { profile: [guideProfile('genomic-study')] },
      status: 'completed',
      category: coded('http://terminology.hl7.org/CodeSystem/observation-category', 'laboratory'),
      code: { text: `Oncoscript ${SOFTWARE_VERSION}: interpretation of the tumour's variants` },
      subject: reference(patient),
      note: [
        { text: `inputs: ${inputs.length === 0 ? 'none' : inputs.join('; ')}` },
        { text: `data packs: ${used.length === 0 ? 'none' : used.join('; ')}` },
      ],
    },
  };
}

/** One genotype a locus, as a GL String without the version of a database, since none was given. */
function hlaGenotypes(
  { tumour: { hla } }: Findings,
  url: (...key: readonly string[]) => string,
  common: Readonly<Record<string, unknown>>,
): readonly FhirEntry[] {
  if (hla.kind !== 'given') return [];
  const byLocus = new Map<string, string[]>();
  for (const allele of hla.value) {
    const locus = hlaLocus(allele);
    byLocus.set(locus, [...(byLocus.get(locus) ?? []), allele]);
  }
  return [...byLocus].map(([locus, alleles]) => ({
    fullUrl: url('genotype', locus),
    resource: {
      resourceType: 'Observation',
      meta: { profile: [guideProfile('genotype')] },
      ...common,
      category: [LABORATORY, GENETICS],
      code: coded(LOINC, '84413-4', 'Genotype display name'),
      valueCodeableConcept: {
        coding: [{ system: 'http://glstring.org', code: alleles.join('+') }],
        text: alleles.join(', '),
      },
      note: [{ text: `as given to the case (${hla.from}); alleles listed once each` }],
      component: [
        component(coded(LOINC, '48018-6', 'Gene studied [ID]'), {
          valueCodeableConcept: {
            coding: [{ system: 'http://www.genenames.org', display: `HLA-${locus}` }],
          },
        }),
      ],
    },
  }));
}

function therapeuticImplication(
  { therapy, effect, level, tumourType, citations }: FhirImplication,
  derivedFrom: readonly string[],
  common: Readonly<Record<string, unknown>>,
): FhirResource {
  const { code, display } = EFFECTS[effect];
  return {
    resourceType: 'Observation',
    meta: { profile: [guideProfile('therapeutic-implication')] },
    ...common,
    category: [LABORATORY, GENETICS],
    code: coded(GUIDE_CODES, 'therapeutic-implication'),
    derivedFrom: derivedFrom.map(reference),
    ...(citations.length === 0 ? {} : { note: [{ text: `evidence: ${citations.join(', ')}` }] }),
    component: [
      component(coded(GUIDE_CODES, 'therapeutic-implication'), {
        valueCodeableConcept: coded(LOINC, code, display),
      }),
      component(coded(LOINC, '93044-6', 'Level of evidence'), {
        valueCodeableConcept: { text: level },
      }),
      component(coded(LOINC, '81259-4', 'Associated phenotype'), {
        valueCodeableConcept: { text: tumourType },
      }),
      component(coded(LOINC, '51963-7', 'Medication assessed [ID]'), {
        valueCodeableConcept: { text: therapy },
      }),
    ],
  };
}
