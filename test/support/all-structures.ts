import type { Partners } from '../../src/engines/rna/structure.js';
import { pairCode, SHORTEST_HAIRPIN } from '../../src/engines/rna/energy-model.js';

/** Every structure without pseudoknots of a short RNA, by trying every partner of each base. */
export function allStructures(codes: Uint8Array): readonly Partners[] {
  const structures: Partners[] = [];
  const partners = new Int32Array(codes.length).fill(-1);
  /** Settles base `at`; `open` holds the 5' bases whose partner is still to come. */
  const settle = (at: number, open: readonly number[]): void => {
    if (at === codes.length) {
      if (open.length === 0) structures.push(partners.slice());
      return;
    }
    settle(at + 1, open);
    settle(at + 1, [...open, at]);
    const five = open.at(-1);
    if (five === undefined || at - five <= SHORTEST_HAIRPIN) return;
    if (pairCode(codes[five] as number, codes[at] as number) < 0) return;
    partners[five] = at;
    partners[at] = five;
    settle(at + 1, open.slice(0, -1));
    partners[five] = -1;
    partners[at] = -1;
  };
  settle(0, []);
  return structures;
}
