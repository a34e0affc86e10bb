import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

import { importFrom } from '../../src/cli/case-flags.js';
import { canonicalJson } from '../../src/core/canonical-json.js';
import { quietContext } from '../../src/core/context.js';
import type { FhirResource } from '../../src/dossier/fhir/fhir-json.js';
import { fhirBundle, type FhirImplication } from '../../src/dossier/fhir/fhir-bundle.js';
import type { Findings } from '../../src/findings/findings.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import { type Engines, findFindings, openEngines } from '../../src/pipeline.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { guideExamples } from '../support/fhir/fhir-definitions.js';
import { validateFhir } from '../support/fhir/validate-fhir.js';

type Json = unknown;

const GUIDE = 'http://hl7.org/fhir/uv/genomics-reporting/StructureDefinition';

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines(openPackStore());
});

async function demo(folder: string): Promise<Findings> {
  const path = fileURLToPath(new URL(`../../data/demo/${folder}/case.yaml`, import.meta.url));
  const context = quietContext();
  const tumour = await importFrom({ path, text: readFileSync(path, 'utf8') }, {}, context);
  return findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
}

function implicationOf({ drivers }: Findings): FhirImplication {
  return {
    therapy: 'Sotorasib',
    effect: 'responsive',
    level: 'CIViC level A',
    tumourType: 'Lung Adenocarcinoma',
    variantIds: drivers.map(({ variantId }) => variantId),
    biomarkers: ['tmb'],
    citations: ['EID0'],
  };
}

interface Bundle extends FhirResource {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: FhirResource }[];
}

/** One resource of each kind and profile, so that every one is broken once and not a hundred times. */
function oneOfEach(bundle: Bundle): Bundle {
  const seen = new Set<string>();
  const kept = bundle.entry.filter(({ resource }) => {
    const profile = (resource['meta'] as { profile?: readonly string[] } | undefined)?.profile?.[0];
    const key = profile ?? resource.resourceType;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const urls = new Set(kept.map(({ fullUrl }) => fullUrl));
  const pruned = JSON.parse(JSON.stringify(kept), (_, value: Json): Json => {
    if (!Array.isArray(value)) return value;
    return value.filter(
      (one: Json) =>
        !(typeof one === 'object' && one !== null && 'reference' in one) ||
        urls.has(String(one.reference)),
    );
  }) as Bundle['entry'];
  return { ...bundle, entry: pruned };
}

interface Mutant {
  readonly what: string;
  readonly bundle: Json;
}

/** Every object and list in a resource with the way to it. */
function* places(
  value: Json,
  path: readonly (string | number)[] = [],
): Generator<{ readonly value: Json; readonly path: readonly (string | number)[] }> {
  yield { value, path };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* places(inner as Json, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function changed(
  bundle: Json,
  path: readonly (string | number)[],
  change: (at: Record<string | number, unknown>, key: string | number) => void,
): Json {
  const copy = structuredClone(bundle);
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  change(at, path.at(-1) as string | number);
  return copy;
}

/** Whether FHIR R4 (https://hl7.org/fhir/R4) or the guide's page of the profile demands the element. */
function isDemanded(path: string, profile: string): boolean {
  if (/^type$/.test(path)) return true;
  const inside = path.replace(/^entry\.\d+\.resource\./, '');
  if (/\.extension\.\d+\.url$|^extension\.\d+\.url$/.test(inside)) return true;
  switch (profile) {
    case 'variant':
    case 'genotype':
    case 'molecular-biomarker':
    case 'therapeutic-implication':
      return (
        /^(?:status|code|category|category\.[01]|component\.\d+\.code)$/.test(inside) ||
        (profile === 'therapeutic-implication' && /^derivedFrom$/.test(inside)) ||
        (profile === 'variant' && /^component\.0\.valueCodeableConcept$/.test(inside))
      );
    case 'genomic-report':
      return /^(?:status|code|category|category\.0)$/.test(inside);
    case 'genomic-study':
      return /^(?:status|category|subject)$/.test(inside);
    default:
      return false;
  }
}

function* mutants(bundle: Bundle): Generator<Mutant> {
  const profiles = bundle.entry.map(
    ({ resource }) =>
      (resource['meta'] as { profile?: readonly string[] } | undefined)?.profile?.[0]
        ?.split('/')
        .at(-1) ?? '',
  );
  for (const { value, path } of places(bundle)) {
    const text = path.join('.');
    const profile = path[0] === 'entry' && path.length > 1 ? (profiles[Number(path[1])] ?? '') : '';
    if (path.length > 0 && isDemanded(text, profile)) {
      yield {
        what: `${profile}: without ${text}`,
        bundle: changed(bundle, path, (at, key) => {
          if (Array.isArray(at)) at.splice(Number(key), 1);
          else delete at[key];
        }),
      };
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      yield {
        what: `${profile}: unknown element in ${text}`,
        bundle: changed(bundle, [...path, 'notOfFhir'], (at, key) => {
          at[key] = 'x';
        }),
      };
    }
    if (path.length === 0) continue;
    const wrong: Json =
      typeof value === 'string'
        ? 5
        : typeof value === 'object'
          ? Array.isArray(value)
            ? 'a list once'
            : 'an object once'
          : 'x';
    yield {
      what: `${profile}: ${text} of another type`,
      bundle: changed(bundle, path, (at, key) => {
        at[key] = wrong;
      }),
    };
  }
}

describe('the validator', () => {
  it("finds nothing wrong with the guide's own examples", () => {
    const examples = guideExamples();
    expect(examples.length).toBeGreaterThan(200);
    const faulty = examples.flatMap(({ name, resource }) => {
      const problems = validateFhir(resource);
      return problems.length === 0 ? [] : [[name, problems]];
    });
    expect(faulty).toEqual([]);
  });

  it('catches every mutant of a bundle: an element missing, unknown, or of another type', async () => {
    const findings = await demo('lung-a');
    const whole = fhirBundle(findings, [implicationOf(findings)]) as Bundle;
    const bundle = oneOfEach(whole);
    expect(validateFhir(bundle)).toEqual([]);
    let made = 0;
    const missed: string[] = [];
    for (const { what, bundle: mutant } of mutants(bundle)) {
      made++;
      if (validateFhir(mutant).length === 0) missed.push(what);
    }
    expect(missed).toEqual([]);
    expect(made).toBeGreaterThan(500);
  });
});

describe('the FHIR bundle', () => {
  it.each(['lung-a', 'lung-b'])(
    'of demo tumour %s is valid, and the same twice',
    async (folder) => {
      const findings = await demo(folder);
      const bundle = fhirBundle(findings, [implicationOf(findings)]) as Bundle;
      expect(validateFhir(bundle)).toEqual([]);
      const profiles = new Set(
        bundle.entry.flatMap(({ resource }) => {
          const meta = resource['meta'] as { profile?: readonly string[] } | undefined;
          return meta?.profile ?? [];
        }),
      );
      expect([...profiles].sort()).toEqual(
        [
          'genomic-report',
          'genomic-study',
          'genotype',
          'molecular-biomarker',
          'therapeutic-implication',
          'variant',
        ].map((name) => `${GUIDE}/${name}`),
      );
      expect(canonicalJson(fhirBundle(findings, [implicationOf(findings)]))).toBe(
        canonicalJson(bundle),
      );
    },
  );

  it("uses LOINC codes and answers only as the guide's profiles and examples do", async () => {
    const findings = await demo('lung-a');
    const known = new Set(
      (JSON.stringify(guideExamples()) + profilesText()).match(/\b(?:LA)?\d{3,6}-\d\b/g) ?? [],
    );
    const used = JSON.stringify(fhirBundle(findings, [implicationOf(findings)])).matchAll(
      /"code":"((?:LA)?\d{3,6}-\d)"/g,
    );
    // PD-L1 by clone 22C3 and the others of the guide's value set of biomarkers stand in its value sets.
    for (const [, code] of used) expect(known).toContain(code);
  });

  it('of a tumour of which nothing is known is a valid report without results', async () => {
    const findings = await demo('lung-a');
    const nothing: Findings = {
      ...findings,
      drivers: [],
      neoantigens: { alleles: [], variants: [] },
      tumour: { ...findings.tumour, hla: { kind: 'missing', reason: 'not given' } },
    };
    const bundle = fhirBundle(nothing, []) as Bundle;
    expect(validateFhir(bundle)).toEqual([]);
  });
});

function profilesText(): string {
  const folder = new URL('../../node_modules/hl7.fhir.uv.genomics-reporting/', import.meta.url);
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  return ['variant', 'genotype', 'molecular-biomarker', 'therapeutic-implication', 'genomic-report']
    .map((name) => read(`StructureDefinition-${name}.json`))
    .concat(read('ValueSet-molecular-biomarker-code-vs.json'))
    .concat(read('ValueSet-genetic-therapeutic-implications-vs.json'))
    .join('\n');
}
