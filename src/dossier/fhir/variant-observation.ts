import { plainChromosome, refSeqAccession } from '../../engines/genome/chromosome-names.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings, MutantProtein, NeoantigenVariant } from '../../findings/findings.js';
import {
  coded,
  component,
  type FhirResource,
  GENETICS,
  guideProfile,
  HGNC,
  HGVS,
  LABORATORY,
  LOINC,
  SEQUENCE_ONTOLOGY,
  UCUM,
} from './fhir-json.js';

/** Sequence Ontology terms of the change of bases. */
const CHANGE_TYPES = {
  SNV: 'SO:0001483',
  MNV: 'SO:0002007',
  insertion: 'SO:0000667',
  deletion: 'SO:0000159',
  delins: 'SO:1000032',
} as const;
/** LOINC answers for the builds, as the guide's examples have them. */
const ASSEMBLIES = { GRCh37: 'LA14029-5', GRCh38: 'LA26806-2' } as const;

function changeType(reference_: string, alternate: string): keyof typeof CHANGE_TYPES {
  if (reference_.length === alternate.length) return reference_.length === 1 ? 'SNV' : 'MNV';
  if (alternate.startsWith(reference_)) return 'insertion';
  return reference_.startsWith(alternate) ? 'deletion' : 'delins';
}

/** The names of the change on the transcript that the driver was called on. */
function namesOf(
  driver: DriverFinding,
  variants: ReadonlyMap<string, NeoantigenVariant>,
): MutantProtein | null {
  const proteins = variants.get(driver.variantId)?.proteins ?? [];
  return proteins.find(({ transcript }) => transcript === driver.transcript) ?? null;
}

/** A somatic variant of a cancer gene as the guide's `variant`: place, bases, names, reads. */
export function variantObservation(
  driver: DriverFinding,
  findings: Findings,
  variants: ReadonlyMap<string, NeoantigenVariant>,
  common: Readonly<Record<string, unknown>>,
): FhirResource {
  const { build } = findings.tumour;
  const { geneSymbol, transcript, start0, reference: bases, alternate } = driver;
  const chromosome = plainChromosome(driver.chromosome);
  const accession = build.kind === 'given' ? refSeqAccession(chromosome, build.value) : null;
  const names = namesOf(driver, variants);
  const reads = variants.get(driver.variantId)?.tumourDna ?? null;
  const type = changeType(bases, alternate);
  const components = [
    component(coded(LOINC, '48018-6', 'Gene studied [ID]'), {
      valueCodeableConcept: { coding: [{ system: HGNC, display: geneSymbol }] },
    }),
    ...(build.kind === 'given'
      ? [
          component(coded(LOINC, '62374-4', 'Human reference sequence assembly version'), {
            valueCodeableConcept: coded(LOINC, ASSEMBLIES[build.value], build.value),
          }),
        ]
      : []),
    ...(accession === null
      ? []
      : [
          component(coded(LOINC, '48013-7', 'Genomic reference sequence [ID]'), {
            valueCodeableConcept: coded('http://www.ncbi.nlm.nih.gov/nuccore', accession),
          }),
        ]),
    ...(accession !== null && type === 'SNV'
      ? [
          component(coded(LOINC, '81290-9', 'Genomic DNA change (gHGVS)'), {
            valueCodeableConcept: coded(HGVS, `${accession}:g.${start0 + 1}${bases}>${alternate}`),
          }),
        ]
      : []),
    component(coded(LOINC, '81254-5', 'Genomic allele start-end'), {
      valueRange: { low: { value: start0 + 1 }, high: { value: start0 + bases.length } },
    }),
    component(coded(LOINC, '92822-6', 'Genomic coord system'), {
      valueCodeableConcept: coded(LOINC, 'LA30102-0', '1-based character counting'),
    }),
    component(coded(LOINC, '69547-8', 'Genomic ref allele [ID]'), { valueString: bases }),
    component(coded(LOINC, '69551-0', 'Genomic alt allele [ID]'), { valueString: alternate }),
    component(coded(LOINC, '48019-4', 'DNA change type'), {
      valueCodeableConcept: coded(SEQUENCE_ONTOLOGY, CHANGE_TYPES[type], type),
    }),
    component(coded(LOINC, '48002-0', 'Genomic source class'), {
      valueCodeableConcept: coded(LOINC, 'LA6684-0', 'Somatic'),
    }),
    ...(transcript === null
      ? []
      : [
          component(coded(LOINC, '51958-7', 'Transcript reference sequence [ID]'), {
            valueCodeableConcept: coded(transcriptSystem(transcript), transcript),
          }),
        ]),
    ...hgvsComponent('48004-6', 'DNA change (c.HGVS)', names?.hgvsc ?? null),
    ...hgvsComponent('48005-3', 'Amino acid change (pHGVS)', names?.hgvsp ?? null),
    ...quantity('81258-6', 'Sample variant allelic frequency [NFr]', reads?.alleleFraction ?? null),
    ...quantity('82121-5', 'Allelic read depth', reads?.depth ?? null),
  ];
  return {
    resourceType: 'Observation',
    meta: { profile: [guideProfile('variant')] },
    ...common,
    category: [LABORATORY, GENETICS],
    code: coded(LOINC, '69548-6', 'Genetic variant assessment'),
    valueCodeableConcept: coded(LOINC, 'LA9633-4', 'Present'),
    method: coded(LOINC, 'LA26398-0', 'Sequencing'),
    ...(driver.change === null
      ? {}
      : {
          note: [
            {
              text: `${geneSymbol} p.${driver.change}; oncogenicity: ${driver.oncogenicity.class}`,
            },
          ],
        }),
    component: components,
  };
}

function transcriptSystem(transcript: string): string {
  return transcript.startsWith('ENS')
    ? 'http://www.ensembl.org'
    : 'http://www.ncbi.nlm.nih.gov/refseq';
}

function hgvsComponent(code: string, display: string, name: string | null): readonly object[] {
  if (name === null) return [];
  return [component(coded(LOINC, code, display), { valueCodeableConcept: coded(HGVS, name) })];
}

function quantity(code: string, display: string, value: number | null): readonly object[] {
  if (value === null) return [];
  return [
    component(coded(LOINC, code, display), { valueQuantity: { value, system: UCUM, code: '1' } }),
  ];
}
