import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import { InputError, PackError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { nearestNodes } from './oncotree-nearest.js';

export const ONCOTREE_PACK_ID = 'oncotree';

/** One tumour type of OncoTree. */
export interface OncoTreeNode {
  readonly code: string;
  readonly name: string;
  /** E.g. `Non-Small Cell Lung Cancer`; null where the tree gives none. */
  readonly mainType: string | null;
  /** E.g. `Lung`. */
  readonly tissue: string;
  /** Null for a tissue, whose parent is the root. */
  readonly parent: string | null;
  /** Steps below the root; a tissue has 1. */
  readonly level: number;
  /** Codes that meant the same in earlier releases. */
  readonly formerCodes: readonly string[];
  /** Codes of earlier releases of which it took over all or a part. */
  readonly replacedCodes: readonly string[];
  readonly umls: readonly string[];
  readonly nci: readonly string[];
}

/** The tree of tumour types; codes are as OncoTree writes them. */
export interface OncoTree {
  /** Release, e.g. `2025-10-03`. */
  readonly release: string;
  readonly nodes: readonly OncoTreeNode[];
  /** Null where no current type has the code. */
  node(code: string): OncoTreeNode | null;
  parent(code: string): OncoTreeNode | null;
  /** Nearest first, the tissue last; without the type itself. */
  ancestors(code: string): readonly OncoTreeNode[];
  children(code: string): readonly OncoTreeNode[];
  /** Everything below, by code; without the type itself. */
  descendants(code: string): readonly OncoTreeNode[];
  /** Other children of the same parent, by code. */
  siblings(code: string): readonly OncoTreeNode[];
  tissue(code: string): string | null;
  /** Types that a code, a former code or a name may have meant, likeliest first; `limit` of them at most. */
  nearestCodes(text: string, limit?: number): readonly OncoTreeNode[];
}

const FORMAT = 'oncoscript/oncotree/1';

/** Gzip of lines: format and release, then a type each, every one after its parent. */
export function encodeOncoTree(release: string, nodes: readonly OncoTreeNode[]): Uint8Array {
  const lines = nodes.map((node) =>
    [
      node.code,
      node.name,
      node.mainType ?? '',
      node.tissue,
      node.parent ?? '',
      node.formerCodes.join(','),
      node.replacedCodes.join(','),
      node.umls.join(','),
      node.nci.join(','),
    ].join('\t'),
  );
  return gzipSync(strToU8([`${FORMAT}\t${release}`, ...lines].join('\n')), { level: 9, mtime: 0 });
}

/** @throws PackError where the pack holds something else. */
export function openOncoTree({ manifest, bytes }: LoadedPack): OncoTree {
  const [header = '', ...lines] = strFromU8(gunzipSync(bytes)).split('\n');
  const [format, release = ''] = header.split('\t');
  if (format !== FORMAT) {
    throw new PackError('the pack does not hold OncoTree', {
      pack: manifest.id,
      expected: FORMAT,
      found: header.slice(0, 40),
    });
  }
  const byCode = new Map<string, OncoTreeNode>();
  const childrenOf = new Map<string, OncoTreeNode[]>();
  for (const line of lines) {
    const cells = line.split('\t');
    const parent = cells[4] === '' ? null : (cells[4] as string);
    const node: OncoTreeNode = {
      code: cells[0] as string,
      name: cells[1] as string,
      mainType: cells[2] === '' ? null : (cells[2] as string),
      tissue: cells[3] as string,
      parent,
      level: parent === null ? 1 : (byCode.get(parent) as OncoTreeNode).level + 1,
      formerCodes: list(cells[5]),
      replacedCodes: list(cells[6]),
      umls: list(cells[7]),
      nci: list(cells[8]),
    };
    byCode.set(node.code, node);
    if (parent === null) continue;
    const siblings = childrenOf.get(parent) ?? [];
    siblings.push(node);
    childrenOf.set(parent, siblings);
  }
  const nodes = [...byCode.values()];
  const parentOf = (code: string): OncoTreeNode | null => {
    const parent = byCode.get(code)?.parent ?? null;
    return parent === null ? null : (byCode.get(parent) as OncoTreeNode);
  };
  const childrenByCode = (code: string): readonly OncoTreeNode[] =>
    (childrenOf.get(code) ?? []).toSorted((a, b) => compareText(a.code, b.code));
  return {
    release,
    nodes,
    node: (code) => byCode.get(code) ?? null,
    parent: parentOf,
    ancestors: (code) => {
      const found: OncoTreeNode[] = [];
      for (let at = parentOf(code); at !== null; at = parentOf(at.code)) found.push(at);
      return found;
    },
    children: childrenByCode,
    descendants: (code) => {
      const found = [...(childrenOf.get(code) ?? [])];
      for (let i = 0; i < found.length; i++) {
        found.push(...(childrenOf.get((found[i] as OncoTreeNode).code) ?? []));
      }
      return found.sort((a, b) => compareText(a.code, b.code));
    },
    siblings: (code) => {
      const parent = parentOf(code);
      return parent === null
        ? []
        : childrenByCode(parent.code).filter((sibling) => sibling.code !== code);
    },
    tissue: (code) => byCode.get(code)?.tissue ?? null,
    nearestCodes: (text, limit = 5) => nearestNodes(nodes, text, limit),
  };
}

/**
 * The type of a code as the case gives it.
 * @throws InputError with the nearest codes where there is none.
 */
export function knownTumourType(tree: OncoTree, code: string, file?: string): OncoTreeNode {
  const node = tree.node(code);
  if (node !== null) return node;
  const nearest = tree.nearestCodes(code).map((near) => `${near.code} (${near.name})`);
  throw new InputError(`${code} is no OncoTree code (release ${tree.release})`, {
    ...(file === undefined ? {} : { file }),
    hint:
      nearest.length === 0
        ? 'https://oncotree.mskcc.org lists them'
        : `did you mean ${nearest.join(', ')}?`,
  });
}

function list(cell: string | undefined): readonly string[] {
  return cell === undefined || cell === '' ? [] : cell.split(',');
}
