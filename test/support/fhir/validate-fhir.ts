import fhirpath, { type Model } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';

import {
  CODE_SYSTEMS,
  codesOf,
  type ElementDefinition,
  type Profile,
  PROFILES,
  propertiesOf,
  type TypeProperty,
} from './fhir-definitions.js';

/** What is wrong, and where: `Bundle.entry[3].resource.component[1].code`. */
export interface FhirProblem {
  readonly path: string;
  readonly message: string;
}

type Json = unknown;
type JsonObject = Readonly<Record<string, unknown>>;

/** Forms of FHIR R4's primitive types (https://hl7.org/fhir/R4/datatypes.html). */
const PRIMITIVES: Readonly<Record<string, RegExp | 'boolean' | 'number'>> = {
  boolean: 'boolean',
  integer: 'number',
  unsignedInt: 'number',
  positiveInt: 'number',
  decimal: 'number',
  string: /^[\s\S]+$/,
  markdown: /^[\s\S]+$/,
  xhtml: /^[\s\S]+$/,
  code: /^[^\s]+(\s[^\s]+)*$/,
  id: /^[A-Za-z0-9\-.]{1,64}$/,
  uri: /^\S+$/,
  url: /^\S+$/,
  canonical: /^\S+$/,
  oid: /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/,
  uuid: /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  base64Binary: /^[A-Za-z0-9+/=\s]+$/,
  date: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  dateTime: /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  time: /^\d{2}:\d{2}:\d{2}(\.\d+)?$/,
};

/**
 * Checks a resource against FHIR R4 and, where `meta.profile` names one of the Genomics Reporting guide, against that
 * profile's snapshot: unknown and missing elements, types, fixed values, patterns, slices, required bindings that
 * can be listed, references within a bundle, and the profile's FHIRPath constraints.
 */
export function validateFhir(resource: Json): readonly FhirProblem[] {
  const problems: FhirProblem[] = [];
  const add = (path: string, message: string): void => void problems.push({ path, message });
  if (!isObject(resource)) return [{ path: '', message: 'is no object' }];
  const type = String(resource['resourceType']);
  checkType(resource, type, type, add);
  const inBundle = resourcesOf(resource);
  for (const { path, resource: one } of inBundle) {
    checkReferences(one, path, inBundle, resource['resourceType'] === 'Bundle', add);
    const claimed = (one['meta'] as { profile?: unknown } | undefined)?.profile;
    for (const url of Array.isArray(claimed) ? claimed : []) {
      const profile = PROFILES.get(String(url));
      if (profile === undefined) add(`${path}.meta.profile`, `unknown profile ${String(url)}`);
      else if (profile.type !== one['resourceType']) add(path, `is no ${profile.type}`);
      else checkProfile(one, profile, path, inBundle, add);
    }
  }
  return problems;
}

type Add = (path: string, message: string) => void;

interface Located {
  readonly path: string;
  readonly fullUrl: string | null;
  readonly resource: JsonObject;
}

function resourcesOf(resource: JsonObject): readonly Located[] {
  const type = String(resource['resourceType']);
  if (type !== 'Bundle') return [{ path: type, fullUrl: null, resource }];
  const entries = Array.isArray(resource['entry']) ? resource['entry'] : [];
  return entries.flatMap((entry: Json, i) => {
    if (!isObject(entry) || !isObject(entry['resource'])) return [];
    return [
      {
        path: `Bundle.entry[${i}].resource`,
        fullUrl: typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : null,
        resource: entry['resource'],
      },
    ];
  });
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkType(value: Json, type: string, path: string, add: Add): void {
  const primitive = PRIMITIVES[type];
  if (primitive !== undefined) {
    checkPrimitive(value, type, primitive, path, add);
    return;
  }
  if (!isObject(value)) {
    add(path, `is no ${type}`);
    return;
  }
  if (type === 'Resource') {
    checkType(value, String(value['resourceType']), path, add);
    return;
  }
  const properties = propertiesOf(type);
  if (properties === null) add(path, `has no known type: ${type}`);
  else checkProperties(value, properties, path, add);
}

function checkPrimitive(
  value: Json,
  type: string,
  form: RegExp | 'boolean' | 'number',
  path: string,
  add: Add,
): void {
  const fits =
    form === 'boolean'
      ? typeof value === 'boolean'
      : form === 'number'
        ? typeof value === 'number' &&
          Number.isFinite(value) &&
          (type === 'decimal' || Number.isInteger(value)) &&
          (type !== 'unsignedInt' || value >= 0) &&
          (type !== 'positiveInt' || value > 0)
        : typeof value === 'string' && form.test(value);
  if (!fits) add(path, `is no ${type}: ${JSON.stringify(value)}`);
}

function checkProperties(
  value: JsonObject,
  properties: readonly TypeProperty[],
  path: string,
  add: Add,
): void {
  const byName = new Map(properties.map((one) => [one.name, one]));
  const chosen = new Set<string>();
  if (Object.keys(value).length === 0) add(path, 'is empty');
  for (const [name, inner] of Object.entries(value)) {
    const property = byName.get(name);
    const at = `${path}.${name}`;
    if (property === undefined) {
      if (name !== 'resourceType' || !isResourceAt(path)) add(at, 'is no element of it');
      continue;
    }
    if (property.choice !== null && !name.startsWith('_')) {
      if (chosen.has(property.choice)) add(at, `is a second ${property.choice}[x]`);
      chosen.add(property.choice);
    }
    if (property.isMultiple !== Array.isArray(inner)) {
      add(at, property.isMultiple ? 'is no list' : 'is a list');
      continue;
    }
    const items: readonly Json[] = Array.isArray(inner) ? inner : [inner];
    if (items.length === 0) add(at, 'is an empty list');
    for (const [i, item] of items.entries()) {
      const itemAt = property.isMultiple ? `${at}[${i}]` : at;
      if (property.properties.length > 0 && PRIMITIVES[property.type] === undefined) {
        if (isObject(item)) checkProperties(item, property.properties, itemAt, add);
        else add(itemAt, `is no ${property.type}`);
      } else checkType(item, property.type, itemAt, add);
      const codes = property.valueSet === null ? null : codesOf(property.valueSet);
      if (codes !== null && typeof item === 'string' && !codes.has(item)) {
        add(itemAt, `is no code of ${property.valueSet}: ${item}`);
      }
    }
  }
  for (const { name, isRequired, choice } of properties) {
    if (isRequired && choice === null && !(name in value)) add(path, `lacks ${name}`);
  }
}

/** `resourceType` stands in resources only. */
function isResourceAt(path: string): boolean {
  return /^[A-Z]\w*$/.test(path) || /\.(?:resource|contained\[\d+\])$/.test(path);
}

function checkReferences(
  value: Json,
  path: string,
  located: readonly Located[],
  isInBundle: boolean,
  add: Add,
): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => checkReferences(item, `${path}[${i}]`, located, isInBundle, add));
    return;
  }
  if (!isObject(value)) return;
  const reference = value['reference'];
  if (
    isInBundle &&
    typeof reference === 'string' &&
    reference.startsWith('urn:uuid:') &&
    !located.some(({ fullUrl }) => fullUrl === reference)
  ) {
    add(`${path}.reference`, `leads to nothing in the bundle: ${reference}`);
  }
  for (const [name, inner] of Object.entries(value)) {
    checkReferences(inner, `${path}.${name}`, located, isInBundle, add);
  }
}

/** An element of a snapshot with those below it, slices by name. */
interface Node {
  readonly definition: ElementDefinition;
  readonly children: Map<string, Node>;
  readonly slices: Map<string, Node>;
}

const TREES = new Map<string, Node>();

function treeOf(profile: Profile): Node {
  const known = TREES.get(profile.url);
  if (known !== undefined) return known;
  const [first, ...others] = profile.snapshot.element;
  const root = node(first as ElementDefinition);
  for (const definition of others) {
    let at = root;
    const segments = definition.id.split('.').slice(1);
    for (const [i, segment] of segments.entries()) {
      const [name = '', slice] = segment.split(':');
      const isLast = i === segments.length - 1;
      let child = at.children.get(name);
      if (child === undefined) {
        child = node(definition);
        at.children.set(name, child);
      }
      if (slice !== undefined) {
        let own = child.slices.get(slice);
        if (own === undefined) {
          if (!isLast) throw new Error(`${definition.id} stands before its slice`);
          own = node(definition);
          child.slices.set(slice, own);
        }
        child = own;
      }
      at = child;
    }
  }
  TREES.set(profile.url, root);
  return root;
}

function node(definition: ElementDefinition): Node {
  return { definition, children: new Map(), slices: new Map() };
}

function checkProfile(
  resource: JsonObject,
  profile: Profile,
  path: string,
  located: readonly Located[],
  add: Add,
): void {
  checkNode(resource, treeOf(profile), path, { resource, located, add });
}

interface Scope {
  readonly resource: JsonObject;
  readonly located: readonly Located[];
  readonly add: Add;
}

function checkNode(value: Json, { definition, children }: Node, path: string, scope: Scope): void {
  checkConstraints(value, definition, path, scope);
  if (!isObject(value)) return;
  for (const [name, child] of children) {
    const values = valuesOf(value, name, child.definition, path, scope);
    checkCount(values.length, child.definition, `${path}.${name}`, scope.add);
    for (const { item, at } of values) {
      checkValue(item, child.definition, at, scope);
      checkNode(item, child, at, scope);
    }
    checkSlices(values, child, `${path}.${name}`, scope);
  }
}

interface Found {
  readonly item: Json;
  readonly at: string;
  /** The type of a choice, as its name has it. */
  readonly type: string | null;
}

function valuesOf(
  value: JsonObject,
  name: string,
  { type }: ElementDefinition,
  path: string,
  { add }: Scope,
): readonly Found[] {
  if (!name.endsWith('[x]')) {
    const inner = value[name];
    if (inner === undefined) return [];
    return (Array.isArray(inner) ? inner : [inner]).map((item: Json, i) => ({
      item,
      at: Array.isArray(inner) ? `${path}.${name}[${i}]` : `${path}.${name}`,
      type: null,
    }));
  }
  const stem = name.slice(0, -3);
  return Object.entries(value).flatMap(([key, item]) => {
    if (!key.startsWith(stem) || !/^[A-Z]/.test(key.slice(stem.length))) return [];
    const given = key.slice(stem.length);
    const allowed = (type ?? []).map(({ code }) => code);
    const isAllowed = allowed.some((code) => code.toLowerCase() === given.toLowerCase());
    if (!isAllowed) add(`${path}.${key}`, `is none of ${allowed.join(', ')}`);
    return [{ item, at: `${path}.${key}`, type: given }];
  });
}

function checkCount(
  count: number,
  { min, max, sliceName }: ElementDefinition,
  path: string,
  add: Add,
): void {
  const of = sliceName === undefined ? '' : ` of slice ${sliceName}`;
  if (count < min) add(path, `${count}${of}, at least ${min} wanted`);
  if (max !== '*' && count > Number(max)) add(path, `${count}${of}, at most ${max} allowed`);
}

function fixedOf(
  definition: ElementDefinition,
): { readonly kind: 'fixed' | 'pattern'; readonly value: Json } | null {
  for (const [key, value] of Object.entries(definition)) {
    if (key.startsWith('fixed')) return { kind: 'fixed', value };
    if (key.startsWith('pattern')) return { kind: 'pattern', value };
  }
  return null;
}

function fitsPattern(value: Json, pattern: Json): boolean {
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) &&
      pattern.every((one) => (value as readonly Json[]).some((item) => fitsPattern(item, one)))
    );
  }
  if (isObject(pattern)) {
    return (
      isObject(value) && Object.entries(pattern).every(([key, one]) => fitsPattern(value[key], one))
    );
  }
  return value === pattern;
}

function fitsFixed(value: Json, fixed: Json): boolean {
  return JSON.stringify(value) === JSON.stringify(fixed);
}

function checkValue(
  value: Json,
  definition: ElementDefinition,
  path: string,
  { add }: Scope,
): void {
  const wanted = fixedOf(definition);
  if (wanted !== null) {
    const fits =
      wanted.kind === 'fixed' ? fitsFixed(value, wanted.value) : fitsPattern(value, wanted.value);
    if (!fits) add(path, `is not ${JSON.stringify(wanted.value)}`);
  }
  const { binding } = definition;
  if (binding?.strength === 'required' && binding.valueSet !== undefined) {
    const codes = codesOf(binding.valueSet);
    if (codes !== null && typeof value === 'string' && !codes.has(value)) {
      add(path, `is no code of ${binding.valueSet}: ${value}`);
    }
  }
  if (isObject(value)) checkOwnCodes(value, path, add);
}

/** A code of one of the guide's own systems has to be in it. */
function checkOwnCodes(value: JsonObject, path: string, add: Add): void {
  const codings = Array.isArray(value['coding']) ? (value['coding'] as readonly Json[]) : [];
  for (const coding of codings) {
    if (!isObject(coding)) continue;
    const codes = CODE_SYSTEMS.get(String(coding['system']));
    if (codes !== undefined && !codes.has(String(coding['code']))) {
      add(`${path}.coding`, `${String(coding['code'])} is no code of ${String(coding['system'])}`);
    }
  }
}

function checkSlices(
  values: readonly Found[],
  { definition, slices }: Node,
  path: string,
  scope: Scope,
): void {
  const { slicing } = definition;
  if (slices.size === 0 || slicing === undefined) return;
  const assigned = new Map<string, Found[]>([...slices.keys()].map((name) => [name, []]));
  for (const found of values) {
    const match = [...slices].find(([, slice]) =>
      (slicing.discriminator ?? []).every((by) => isOfSlice(found, slice, by, scope)),
    );
    if (match !== undefined) assigned.get(match[0])?.push(found);
    else if (slicing.rules === 'closed') scope.add(found.at, 'is of no slice');
  }
  for (const [name, slice] of slices) {
    const own = assigned.get(name) as readonly Found[];
    checkCount(own.length, slice.definition, path, scope.add);
    for (const { item, at } of own) {
      checkValue(item, slice.definition, at, scope);
      checkNode(item, slice, at, scope);
    }
  }
}

function isOfSlice(
  { item, type }: Found,
  slice: Node,
  by: { readonly type: string; readonly path: string },
  { located }: Scope,
): boolean {
  if (by.type === 'type' && by.path === '$this') {
    return (slice.definition.type ?? []).some(
      ({ code }) => code.toLowerCase() === type?.toLowerCase(),
    );
  }
  if (by.path === 'url') {
    const urls = (slice.definition.type ?? []).flatMap(({ profile }) => profile ?? []);
    const fixed = slice.children.get('url');
    const own = fixed === undefined ? null : fixedOf(fixed.definition);
    const url = isObject(item) ? item['url'] : undefined;
    return urls.includes(String(url)) || (own !== null && own.value === url);
  }
  if (by.type === 'profile') {
    const reference = isObject(item) ? item['reference'] : undefined;
    const target = located.find(({ fullUrl }) => fullUrl === reference)?.resource;
    const claimed =
      (target?.['meta'] as { profile?: readonly string[] } | undefined)?.profile ?? [];
    const wanted = (slice.definition.type ?? []).flatMap(
      ({ targetProfile }) => targetProfile ?? [],
    );
    return wanted.some((url) => claimed.includes(url));
  }
  const steps = by.path === '$this' ? [] : by.path.split('.');
  let at: Node | undefined = slice;
  let values: readonly Json[] = [item];
  for (const step of steps) {
    at = at?.children.get(step);
    values = values.flatMap((value) => {
      const inner = isObject(value) ? value[step] : undefined;
      return inner === undefined ? [] : Array.isArray(inner) ? (inner as readonly Json[]) : [inner];
    });
  }
  if (at === undefined) return false;
  const wanted = fixedOf(at.definition);
  if (wanted !== null) return values.some((value) => fitsPattern(value, wanted.value));
  // The pattern may stand one level below: category by its coding.
  for (const [name, child] of at.children) {
    const below = fixedOf(child.definition);
    if (below === null) continue;
    return values.some((value) => {
      const inner = isObject(value) ? value[name] : undefined;
      const items = Array.isArray(inner) ? (inner as readonly Json[]) : [inner];
      return items.some((one) => fitsPattern(one, below.value));
    });
  }
  return false;
}

/**
 * Constraints that only a terminology server can answer, and dom-3 (contained resources are referred to), whose
 * `as` on a list FHIRPath 2 refuses.
 */
const NOT_EVALUATED = /memberOf|conformsTo|htmlChecks|\.as\(canonical\)/;

function checkConstraints(
  value: Json,
  definition: ElementDefinition,
  path: string,
  { resource, add }: Scope,
): void {
  // The engine fails at a bare number as its root; what is asked of an element holds for one.
  if (typeof value === 'number') return;
  for (const { key, severity, human, expression } of definition.constraint ?? []) {
    if (severity !== 'error' || expression === undefined || NOT_EVALUATED.test(expression))
      continue;
    const result = fhirpath.evaluate(
      value as object,
      { base: definition.path, expression },
      { resource, rootResource: resource },
      r4 as unknown as Model,
      { traceFn: () => undefined },
    ) as readonly unknown[];
    if (result.length === 1 && result[0] === false) add(path, `${key}: ${human}`);
  }
}
