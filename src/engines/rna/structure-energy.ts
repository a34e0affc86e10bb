import { InputError } from '../../core/errors.js';
import {
  type Dangles,
  type EnergyModel,
  exteriorStemEnergy,
  hairpinEnergy,
  interiorEnergy,
  LONGEST_INTERIOR,
  multiClosingEnergy,
  multiStemEnergy,
  pairCode,
  SHORTEST_HAIRPIN,
  TABLE_START,
} from './energy-model.js';
import { baseCodes, parseDotBracket, type Partners } from './structure.js';

type Branch = readonly [start: number, end: number];

/** The outermost pairs within [from, to). */
function branchesWithin(partners: Partners, from: number, to: number): readonly Branch[] {
  const branches: Branch[] = [];
  for (let at = from; at < to; at++) {
    const partner = partners[at] as number;
    if (partner < 0) continue;
    branches.push([at, partner]);
    at = partner;
  }
  return branches;
}

function requireModelled(codes: Uint8Array, [i, j]: Branch, branches: readonly Branch[]): void {
  const refuse = (problem: string): never => {
    throw new InputError(`the bases ${i + 1} and ${j + 1} ${problem}`);
  };
  if (pairCode(codes[i] as number, codes[j] as number) < 0) refuse('do not pair');
  if (j - i - 1 < SHORTEST_HAIRPIN) {
    refuse(`close a hairpin of fewer than ${SHORTEST_HAIRPIN} bases`);
  }
  const [only, second] = branches;
  if (only === undefined || second !== undefined) return;
  const unpaired = only[0] - i - 1 + (j - only[1] - 1);
  if (unpaired > LONGEST_INTERIOR) {
    refuse(`close an interior loop of more than ${LONGEST_INTERIOR} unpaired bases`);
  }
}

/** Energy of the loop that a pair closes; 1/100 kcal/mol. */
function loopEnergy(
  model: EnergyModel,
  codes: Uint8Array,
  [i, j]: Branch,
  branches: readonly Branch[],
  dangles: Dangles,
): number {
  const [only, second] = branches;
  if (only === undefined) return hairpinEnergy(model, codes, i, j);
  if (second === undefined) return interiorEnergy(model, codes, i, j, ...only);
  const inBranches = branches.reduce((sum, [start, end]) => sum + end - start + 1, 0);
  const unpaired = j - i - 1 - inBranches;
  return branches.reduce(
    (sum, [start, end]) => sum + multiStemEnergy(model, codes, start, end, dangles),
    multiClosingEnergy(model, codes, i, j, dangles) +
      unpaired * (model.values[TABLE_START.multiUnpaired] as number),
  );
}

/** Free energy of a structure given by partners, 1/100 kcal/mol. @throws InputError as `structureEnergy`. */
export function partnersEnergy(
  model: EnergyModel,
  codes: Uint8Array,
  partners: Partners,
  dangles: Dangles,
): number {
  const outermost = branchesWithin(partners, 0, codes.length);
  let energy = 0;
  const pending = [...outermost];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const inside = branchesWithin(partners, pair[0] + 1, pair[1]);
    requireModelled(codes, pair, inside);
    energy += loopEnergy(model, codes, pair, inside, dangles);
    pending.push(...inside);
  }
  return outermost.reduce(
    (sum, [start, end]) => sum + exteriorStemEnergy(model, codes, start, end, dangles),
    energy,
  );
}

/**
 * Free energy of an RNA folded as `dotBracket` says, against the unfolded RNA; kcal/mol.
 * @throws InputError for letters that are no bases, brackets that do not match the sequence or each other, pairs
 * outside the model, hairpins below 3 and interior loops above 30 unpaired bases.
 */
export function structureEnergy(
  sequence: string,
  dotBracket: string,
  model: EnergyModel,
  dangles: Dangles = 'both-sides',
): number {
  if (dotBracket.length !== sequence.length) {
    throw new InputError(
      `the structure has ${dotBracket.length} characters, the sequence ${sequence.length} bases`,
    );
  }
  return partnersEnergy(model, baseCodes(sequence), parseDotBracket(dotBracket), dangles) / 100;
}
