import type { Biomarkers } from '../../findings/biomarkers/biomarkers.js';
import {
  coded,
  component,
  entryUrl,
  type FhirEntry,
  GENETICS,
  GUIDE_CODES,
  guideProfile,
  LABORATORY,
  LOINC,
  UCUM,
} from './fhir-json.js';

const CATEGORY = coded(GUIDE_CODES, 'biomarker-category');
const BIOMARKER_ONTOLOGY =
  'http://hl7.org/fhir/uv/genomics-reporting/CodeSystem/molecular-biomarker-ontology-cs';

/** LOINC answers of list LL3994-4. */
const MSI_ANSWERS = {
  MSS: { code: 'LA14122-8', display: 'Stable' },
  'MSI-L': { code: 'LA26202-4', display: 'MSI-L' },
  'MSI-H': { code: 'LA26203-2', display: 'MSI-H' },
} as const;

function biomarker(
  key: string,
  caseHash: string,
  common: Readonly<Record<string, unknown>>,
  kind: 'molgen' | 'immuneStain',
  told: Readonly<Record<string, unknown>>,
): FhirEntry {
  const isGenetic = kind === 'molgen';
  return {
    fullUrl: entryUrl([caseHash, 'biomarker', key]),
    resource: {
      resourceType: 'Observation',
      meta: { profile: [guideProfile('molecular-biomarker')] },
      ...common,
      category: [LABORATORY, CATEGORY, ...(isGenetic ? [GENETICS] : [])],
      ...told,
      component: [component(CATEGORY, { valueCodeableConcept: coded(BIOMARKER_ONTOLOGY, kind) })],
    },
  };
}

/**
 * Tumour mutational burden, microsatellite state and PD-L1 as the guide's `molecular-biomarker`: the laboratory's
 * value where it gave one, else the estimate, which says so in its note. What is missing has no observation.
 */
export function biomarkerObservations(
  { lab, tmb, msi }: Biomarkers,
  caseHash: string,
  common: Readonly<Record<string, unknown>>,
): readonly FhirEntry[] {
  const entries: FhirEntry[] = [];
  const perMb =
    lab.tmb.kind === 'given'
      ? { value: lab.tmb.value.mutationsPerMb, note: `given by the laboratory (${lab.tmb.from})` }
      : tmb.kind === 'estimated'
        ? {
            value: tmb.value.perMb,
            note: `counted from the case's variants over ${tmb.value.target.sizeMb} Mb; 95 % interval ${tmb.value.low.toFixed(1)} to ${tmb.value.high.toFixed(1)}`,
          }
        : null;
  if (perMb !== null) {
    entries.push(
      biomarker('tmb', caseHash, common, 'molgen', {
        code: coded(LOINC, '94076-7', 'Mutations/Megabase [# Ratio] in Tumor'),
        valueQuantity: {
          value: perMb.value,
          unit: 'mutations per megabase',
          system: UCUM,
          code: '1/1000000',
        },
        note: [{ text: perMb.note }],
      }),
    );
  }
  if (lab.msi.kind === 'given') {
    const { code, display } = MSI_ANSWERS[lab.msi.value];
    entries.push(
      biomarker('msi', caseHash, common, 'molgen', {
        code: coded(
          LOINC,
          '81695-9',
          'Microsatellite instability [Interpretation] in Cancer specimen Qualitative',
        ),
        valueCodeableConcept: coded(LOINC, code, display),
        note: [{ text: `given by the laboratory (${lab.msi.from})` }],
      }),
    );
  } else if (msi.kind === 'estimated') {
    entries.push(
      biomarker('msi', caseHash, common, 'molgen', {
        code: coded(
          LOINC,
          '81695-9',
          'Microsatellite instability [Interpretation] in Cancer specimen Qualitative',
        ),
        valueCodeableConcept: { text: `variants suggest ${msi.value.suggests}` },
        note: [{ text: `no replacement for a test: ${msi.value.reason}` }],
      }),
    );
  }
  const tps = lab.pdl1Tps;
  if (tps.kind === 'given' && tps.value.clone?.toUpperCase() === '22C3') {
    entries.push(
      biomarker('pd-l1', caseHash, common, 'immuneStain', {
        code: coded(LOINC, '85147-7', 'PD-L1 by clone 22C3 [Presence] in Tissue by Immune stain'),
        valueQuantity: { value: tps.value.value, unit: '%', system: UCUM, code: '%' },
        note: [{ text: `tumour proportion score, given by the laboratory (${tps.from})` }],
      }),
    );
  } else if (tps.kind === 'given') {
    entries.push(
      biomarker('pd-l1', caseHash, common, 'immuneStain', {
        code: { text: 'PD-L1 tumour proportion score by immunohistochemistry' },
        valueQuantity: { value: tps.value.value, unit: '%', system: UCUM, code: '%' },
        note: [
          {
            text: `clone ${tps.value.clone ?? 'not stated'}; given by the laboratory (${tps.from})`,
          },
        ],
      }),
    );
  }
  return entries;
}
