import { PackError } from '../../core/errors.js';
import { VALUE_COUNT } from '../../kernels/reference/rna-fold-energies.js';

/** A hairpin whose whole loop was measured; 1/100 kcal/mol. */
export interface SpecialHairpin {
  /** Bases from the closing pair's 5' base to its 3' base. */
  readonly bases: string;
  readonly freeEnergy: number;
  readonly enthalpy: number;
}

/** A stack of two pairs, as `[outer][inner]` of the table `stack`, with another free energy at 37 C; 1/100 kcal/mol. */
export interface ModifiedStack {
  readonly outer: number;
  readonly inner: number;
  readonly freeEnergy: number;
}

/** What `data/rna-turner2004.bin` holds; 1/100 kcal/mol at 37 C and 1 M NaCl. */
export interface EnergyParameters {
  /** In the layout of `FoldEnergies.values`. */
  readonly freeEnergies: Int16Array;
  readonly enthalpies: Int16Array;
  readonly hairpins: readonly SpecialHairpin[];
  /** Stacks in which the one uridine is N1-methylpseudouridine. */
  readonly m1PsiStacks: readonly ModifiedStack[];
}

export const ENERGY_PACK_ID = 'rna-turner2004';

/*
 * Little-endian: magic u32, layout u16, numbers u16, free energies i16, enthalpies i16, hairpins u16; for each
 * hairpin its bases (u8 length, ASCII), free energy i16, enthalpy i16; stacks u16; for each stack outer pair u8,
 * inner pair u8, free energy i16.
 */
const MAGIC = 0x4e_52_53_4f; // "OSRN"
const LAYOUT_VERSION = 1;

/** The pack's bytes; the same on every machine. */
export function encodeEnergyPack(parameters: EnergyParameters): Uint8Array {
  const { freeEnergies, enthalpies, hairpins, m1PsiStacks } = parameters;
  const hairpinBytes = hairpins.reduce((sum, { bases }) => sum + 1 + bases.length + 4, 0);
  const stackBytes = 4 * m1PsiStacks.length;
  const bytes = new Uint8Array(4 + 2 + 2 + 4 * VALUE_COUNT + 2 + hairpinBytes + 2 + stackBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, LAYOUT_VERSION, true);
  view.setUint16(6, VALUE_COUNT, true);
  let at = 8;
  const i16 = (value: number): void => {
    view.setInt16(at, value, true);
    at += 2;
  };
  freeEnergies.forEach(i16);
  enthalpies.forEach(i16);
  i16(hairpins.length);
  for (const { bases, freeEnergy, enthalpy } of hairpins) {
    bytes[at++] = bases.length;
    for (let b = 0; b < bases.length; b++) bytes[at++] = bases.charCodeAt(b);
    i16(freeEnergy);
    i16(enthalpy);
  }
  i16(m1PsiStacks.length);
  for (const { outer, inner, freeEnergy } of m1PsiStacks) {
    bytes[at++] = outer;
    bytes[at++] = inner;
    i16(freeEnergy);
  }
  if (at !== bytes.length) throw new Error(`wrote ${at} bytes of ${bytes.length}`);
  return bytes;
}

/** Reads what `encodeEnergyPack` wrote. @throws PackError where the bytes are of another layout or length. */
export function decodeEnergyPack(bytes: Uint8Array): EnergyParameters {
  const refuse = (problem: string, expected: string, found: string): never => {
    throw new PackError(problem, { pack: ENERGY_PACK_ID, expected, found });
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (size: number): number => {
    if (at + size > bytes.length) {
      refuse('the energy pack is cut short', `${at + size} bytes or more`, `${bytes.length} bytes`);
    }
    at += size;
    return at - size;
  };
  const i16 = (): number => view.getInt16(take(2), true);

  const magic = view.getUint32(take(4), true);
  const layout = view.getUint16(take(2), true);
  const count = view.getUint16(take(2), true);
  if (magic !== MAGIC || layout !== LAYOUT_VERSION || count !== VALUE_COUNT) {
    refuse(
      'this is not an energy pack that this version reads',
      `layout ${LAYOUT_VERSION} of ${VALUE_COUNT} numbers`,
      magic === MAGIC ? `layout ${layout} of ${count} numbers` : 'another kind of file',
    );
  }
  const freeEnergies = Int16Array.from({ length: count }, i16);
  const enthalpies = Int16Array.from({ length: count }, i16);
  const hairpins = Array.from({ length: i16() }, () => {
    const length = view.getUint8(take(1));
    const bases = String.fromCharCode(...bytes.subarray(take(length), at));
    return { bases, freeEnergy: i16(), enthalpy: i16() };
  });
  const m1PsiStacks = Array.from({ length: i16() }, () => {
    const outer = view.getUint8(take(1));
    const inner = view.getUint8(take(1));
    return { outer, inner, freeEnergy: i16() };
  });
  if (at !== bytes.length) {
    refuse('the energy pack has bytes left over', `${at} bytes`, `${bytes.length} bytes`);
  }
  return { freeEnergies, enthalpies, hairpins, m1PsiStacks };
}
