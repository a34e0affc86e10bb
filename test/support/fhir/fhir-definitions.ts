import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** An element of a profile's snapshot, as far as it is checked. */
export interface ElementDefinition {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly min: number;
  readonly max: string;
  readonly base?: { readonly path: string };
  readonly type?: readonly {
    readonly code: string;
    readonly profile?: readonly string[];
    readonly targetProfile?: readonly string[];
  }[];
  readonly slicing?: {
    readonly discriminator?: readonly { readonly type: string; readonly path: string }[];
    readonly rules: 'closed' | 'open' | 'openAtEnd';
  };
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
  readonly constraint?: readonly {
    readonly key: string;
    readonly severity: 'error' | 'warning';
    readonly human: string;
    readonly expression?: string;
  }[];
  readonly [fixed: `fixed${string}` | `pattern${string}`]: unknown;
}

export interface Profile {
  readonly url: string;
  readonly type: string;
  readonly snapshot: { readonly element: readonly ElementDefinition[] };
}

/** A property of a type of FHIR R4. */
export interface TypeProperty {
  readonly name: string;
  readonly type: string;
  readonly isMultiple: boolean;
  readonly isRequired: boolean;
  /** `value` for `valueString`; null where the property is no choice of types. */
  readonly choice: string | null;
  /** A value set that is binding; null where none is. */
  readonly valueSet: string | null;
  /** Of an element whose own properties are listed in place. */
  readonly properties: readonly TypeProperty[];
}

/** As `fhir` writes it: every name with a dash before it. */
interface RawProperty {
  readonly [key: string]: unknown;
}

/** Profiles of the Genomics Reporting guide (npm hl7.fhir.uv.genomics-reporting), by their canonical. */
export const PROFILES: ReadonlyMap<string, Profile> = profiles();
/** Codes of the guide's own code systems. */
export const CODE_SYSTEMS: ReadonlyMap<string, ReadonlySet<string>> = codeSystems();

function guideFolder(): string {
  return dirname(require.resolve('hl7.fhir.uv.genomics-reporting/package.json'));
}

function guideFiles(prefix: string): readonly unknown[] {
  const folder = guideFolder();
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);
}

function profiles(): ReadonlyMap<string, Profile> {
  const read = guideFiles('StructureDefinition-') as readonly Profile[];
  return new Map(read.map((profile) => [profile.url, profile]));
}

function codeSystems(): ReadonlyMap<string, ReadonlySet<string>> {
  interface Concept {
    readonly code: string;
    readonly concept?: readonly Concept[];
  }
  const codesOf = (concepts: readonly Concept[] = []): readonly string[] =>
    concepts.flatMap(({ code, concept }) => [code, ...codesOf(concept)]);
  const read = guideFiles('CodeSystem-') as readonly {
    url: string;
    concept?: readonly Concept[];
  }[];
  return new Map(read.map(({ url, concept }) => [url, new Set(codesOf(concept))]));
}

/** Examples that the guide's authors published, by resource type and id. */
export function guideExamples(): readonly { readonly name: string; readonly resource: unknown }[] {
  const folder = join(guideFolder(), 'example');
  return readdirSync(folder)
    .sort()
    .map((name) => ({
      name,
      resource: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown,
    }));
}

const VALUE_SETS = new Map<string, ReadonlySet<string>>(
  Object.entries(
    require('fhir/profiles/valuesets.json') as Readonly<
      Record<
        string,
        { readonly systems?: readonly { readonly codes?: readonly { readonly code: string }[] }[] }
      >
    >,
  ).flatMap(([url, { systems = [] }]) => {
    const codes = systems.flatMap((system) => (system.codes ?? []).map(({ code }) => code));
    return codes.length === 0 ? [] : [[url, new Set(codes)] as const];
  }),
);

const TYPES = new Map<string, readonly TypeProperty[]>(
  Object.entries(require('fhir/profiles/types.json') as Readonly<Record<string, RawProperty>>).map(
    ([name, type]) => [name, propertyList(type['_properties'])],
  ),
);

function property(raw: RawProperty): TypeProperty {
  const valueSet = raw['_valueSet'] as string | undefined;
  return {
    name: raw['_name'] as string,
    type: raw['_type'] as string,
    isMultiple: raw['_multiple'] === true,
    isRequired: raw['_required'] === true,
    choice: (raw['_choice'] as string | undefined) ?? null,
    valueSet: raw['_valueSetStrength'] === 'required' ? (valueSet ?? null) : null,
    properties: propertyList(raw['_properties']),
  };
}

function propertyList(raw: unknown): readonly TypeProperty[] {
  return ((raw ?? []) as readonly RawProperty[]).map(property);
}

/**
 * Properties of a data type or resource of FHIR R4 (npm fhir); `#Bundle.link` are those of an element that stands
 * elsewhere. Null where there is no such type.
 */
export function propertiesOf(type: string): readonly TypeProperty[] | null {
  if (!type.startsWith('#')) return TYPES.get(type) ?? null;
  const [resource = '', ...steps] = type.slice(1).split('.');
  let properties = TYPES.get(resource) ?? null;
  for (const step of steps) {
    properties = properties?.find(({ name }) => name === step)?.properties ?? null;
  }
  return properties;
}

/** Codes of a value set of FHIR R4 that can be listed; null where it cannot. */
export function codesOf(valueSet: string): ReadonlySet<string> | null {
  return VALUE_SETS.get(valueSet.split('|')[0] as string) ?? null;
}
