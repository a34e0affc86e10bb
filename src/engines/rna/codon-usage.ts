import { InputError, PackError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { residueAt } from '../genome/consequence/codons.js';

export const CODON_USAGE_PACK_ID = 'codon-usage-human';

/** A codon as an organism uses it. */
export interface UsedCodon {
  /** A, C, G, U. */
  readonly codon: string;
  /** Of all codons of its residue. */
  readonly share: number;
  /** -ln of its share over that of the most used codon of the residue; infinite for a codon that is never used. */
  readonly loss: number;
}

/** Shares of the 64 codons. */
export interface CodonUsage {
  readonly name: string;
  /** Codons of each residue and of `*`, in alphabetical order. */
  readonly codonsOf: ReadonlyMap<string, readonly UsedCodon[]>;
  readonly byCodon: ReadonlyMap<string, UsedCodon>;
}

const BASES = 'ACGU';
const CODONS: readonly string[] = [...BASES].flatMap((a) =>
  [...BASES].flatMap((b) => [...BASES].map((c) => a + b + c)),
);

/** Residue of a codon of A, C, G, U by the standard genetic code, `*` for a stop, `X` for anything else. */
export function residueOf(codon: string): string {
  return residueAt(codon.replaceAll('U', 'T'), 0, 1);
}

/** One letter a whole codon of an mRNA of A, C, G, U. */
export function translateMrna(mrna: string): string {
  return codonsIn(mrna).map(residueOf).join('');
}

export function codonsIn(mrna: string): readonly string[] {
  return mrna.match(/.../g) ?? [];
}

/** @throws InputError where a codon is missing, or the most used codon of a residue has no share. */
export function codonUsage(name: string, shares: ReadonlyMap<string, number>): CodonUsage {
  const most = new Map<string, number>();
  for (const codon of CODONS) {
    const share = shares.get(codon);
    if (share === undefined) throw new InputError(`${name} has no number for the codon ${codon}`);
    const residue = residueOf(codon);
    most.set(residue, Math.max(most.get(residue) ?? 0, share));
  }
  for (const [residue, share] of most) {
    if (!(share > 0)) throw new InputError(`${name} gives no codon of ${residue} a share`);
  }
  const byCodon = new Map<string, UsedCodon>();
  const codonsOf = new Map<string, UsedCodon[]>();
  for (const codon of CODONS) {
    const share = shares.get(codon) as number;
    const residue = residueOf(codon);
    const loss = Math.log((most.get(residue) as number) / share);
    const used = { codon, share, loss };
    byCodon.set(codon, used);
    codonsOf.set(residue, [...(codonsOf.get(residue) ?? []), used]);
  }
  return { name, codonsOf, byCodon };
}

/** @throws PackError where the pack is not a table of codon shares. */
export function decodeCodonUsage({ manifest, bytes }: LoadedPack): CodonUsage {
  const shares = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, number>>;
  if (typeof shares['AUG'] !== 'number') {
    throw new PackError('this is no table of codon shares', { pack: manifest.id });
  }
  return codonUsage(`${manifest.id} ${manifest.version}`, new Map(Object.entries(shares)));
}

/** The pack's bytes: canonical JSON, codons in alphabetical order. */
export function encodeCodonUsage(shares: ReadonlyMap<string, number>): Uint8Array {
  const sorted = [...shares].sort(([a], [b]) => compareText(a, b));
  return new TextEncoder().encode(`${JSON.stringify(Object.fromEntries(sorted))}\n`);
}

/**
 * A table of codon shares as CSV: in each line a codon of A, C, G, T or U, its residue and its share, in any order; a
 * header or a line without a codon is passed over.
 * @throws InputError with the line for a residue that the standard genetic code does not give, or a share below 0.
 */
export function readCodonShares(text: string, file: string): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  text.split(/\r?\n/).forEach((line, at) => {
    const cells = line.split(/[,\t;]/).map((cell) => cell.trim().toUpperCase());
    const codon = cells.find((cell) => /^[ACGTU]{3}$/.test(cell))?.replaceAll('T', 'U');
    if (codon === undefined) return;
    const place = { file, line: at + 1 };
    const residue = cells.find((cell) => /^[A-Z*]$/.test(cell));
    const number = cells.find((cell) => /^\d*\.?\d+(E-?\d+)?$/.test(cell));
    if (residue !== residueOf(codon)) {
      throw new InputError(
        `${codon} codes for ${residueOf(codon)}, the table says ${residue ?? 'nothing'}`,
        place,
      );
    }
    if (number === undefined) throw new InputError(`${codon} has no share`, place);
    if (shares.has(codon)) throw new InputError(`${codon} is there twice`, place);
    shares.set(codon, Number(number));
  });
  return shares;
}

/**
 * Codon adaptation index of a coding sequence: the geometric mean of share over highest share of its residue (Sharp &
 * Li 1987, Nucleic Acids Res 15:1281), over all codons, those of M and W too, but stops. Null without a codon.
 */
export function codonAdaptation(mrna: string, usage: CodonUsage): number | null {
  const coding = codonsIn(mrna).filter((codon) => residueOf(codon) !== '*');
  if (coding.length === 0) return null;
  const loss = coding.reduce((sum, codon) => sum + (usage.byCodon.get(codon)?.loss ?? Infinity), 0);
  return Math.exp(-loss / coding.length);
}
