import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter } from 'yaml';
import type { z } from 'zod';

import { editDistance } from '../core/edit-distance.js';
import { InputError } from '../core/errors.js';

/** Line of the key or list item at a path, or of the nearest part around it that there is. */
export function lineOfPath(
  document: Document,
  lines: LineCounter,
  at: readonly PropertyKey[],
): number {
  let node: unknown = document.contents;
  let line = 1;
  for (const step of at) {
    let place: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      place = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      place = node;
    }
    if (!isNode(place) || !place.range) return line;
    line = lines.linePos(place.range[0]).line;
  }
  return line;
}

type Issue = z.core.$ZodIssue;

const HINTS: Readonly<Record<string, string>> = {
  '': 'a case file is a list of keys and values, as in "name: my tumour"; see docs/formats/case.md',
  build: 'write GRCh37 (hg19) or GRCh38 (hg38)',
  clinical: 'write blood values with their unit, as in albumin: 3.9 g/dL; see docs/formats/case.md',
  hla: 'write hla: ["A*02:01", "B*07:02"], or hla: { file: result.tsv }',
  purity: 'write the fraction of tumour cells, as in 0.75',
  tumourType: 'write the code, as in LUAD; https://oncotree.mskcc.org lists them',
};

/** The first problem of a case file in its order, with the line and the nearest valid key. */
export function firstProblem(
  issues: readonly Issue[],
  file: string,
  schema: Readonly<Record<string, unknown>>,
  lineOf: (at: readonly PropertyKey[]) => number,
): InputError {
  const placed = issues.map(insideUnion).map((issue) => {
    const { path } = issue;
    const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] as string] : path;
    return { issue, at, line: lineOf(at) };
  });
  const { issue, at, line } = placed.sort((a, b) => a.line - b.line)[0] as (typeof placed)[number];
  if (issue.code === 'unrecognized_keys') {
    const valid = keysAt(schema, issue.path);
    const nearest = nearestKey(String(at.at(-1)), valid);
    return new InputError(`unknown key "${at.join('.')}"`, {
      file,
      line,
      hint: `did you mean "${nearest}"? Known here: ${valid.join(', ')}`,
    });
  }
  const hint = HINTS[at.length === 0 ? '' : String(at[0])];
  return new InputError(`${at.length === 0 ? 'the case file' : at.join('.')}: ${issue.message}`, {
    file,
    line,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Of a value that may be of several kinds, the problem of the kind it was meant to be. */
function insideUnion(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inside = issue.errors.flat();
  const inner =
    inside.find(({ code }) => code === 'unrecognized_keys') ??
    inside.find(({ path }) => path.length > 0);
  return inner === undefined ? issue : { ...inner, path: [...issue.path, ...inner.path] };
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** Keys that the schema knows at a path. */
function keysAt(schema: SchemaNode, at: readonly PropertyKey[]): readonly string[] {
  let nodes = variantsOf(schema);
  for (const step of at) {
    nodes = nodes.flatMap((node) => {
      const next = typeof step === 'number' ? node.items : node.properties?.[String(step)];
      return next === undefined ? [] : variantsOf(next);
    });
  }
  return nodes.flatMap((node) => Object.keys(node.properties ?? {}));
}

function variantsOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf ?? [node];
}

function nearestKey(key: string, valid: readonly string[]): string {
  const distances = valid.map((candidate) =>
    editDistance(key.toLowerCase(), candidate.toLowerCase()),
  );
  return valid[distances.indexOf(Math.min(...distances))] as string;
}
