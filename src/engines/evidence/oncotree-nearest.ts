import { editDistance } from '../../core/edit-distance.js';
import { compareText } from '../../core/skipped.js';
import type { OncoTreeNode } from './oncotree.js';

/** Below this likeness a type is no suggestion. */
const LEAST_LIKENESS = 0.34;

/** Types whose code, former code or name is most like the text, likeliest first. */
export function nearestNodes(
  nodes: readonly OncoTreeNode[],
  text: string,
  limit: number,
): readonly OncoTreeNode[] {
  const asked = plain(text);
  if (asked === '') return [];
  return nodes
    .map((node) => ({ node, likeness: likeness(node, asked) }))
    .filter((near) => near.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || compareText(a.node.code, b.node.code))
    .slice(0, limit)
    .map(({ node }) => node);
}

function likeness(node: OncoTreeNode, asked: string): number {
  const code = plain(node.code);
  if (code === asked) return 3;
  if (node.formerCodes.some((former) => plain(former) === asked)) return 2.5;
  const name = plain(node.name);
  if (name === asked) return 2;
  if (node.replacedCodes.some((former) => plain(former) === asked)) return 1.5;
  const longest = Math.max(code.length, asked.length);
  const byCode = asked.includes(' ') ? 0 : 1 - editDistance(code, asked) / longest;
  const byMainType = node.mainType === null ? 0 : 0.9 * sharedTrigrams(plain(node.mainType), asked);
  return Math.max(byCode, sharedTrigrams(name, asked), byMainType);
}

/** Lower case, words joined by one space. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Dice's coefficient of the three-letter pieces of two texts, 0-1. */
function sharedTrigrams(a: string, b: string): number {
  const left = trigrams(a);
  const right = trigrams(b);
  let shared = 0;
  for (const piece of left) if (right.has(piece)) shared++;
  return (2 * shared) / (left.size + right.size);
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)));
}
