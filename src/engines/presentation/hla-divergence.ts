import type { HlaAllele } from '../../core/brands.js';
import type { Source } from '../../core/cited.js';

/** Residues of the binding domain (exons 2 and 3) of class I molecules, one length, aligned without gaps. */
export type HlaDomains = ReadonlyMap<HlaAllele, string>;

/** How far two alleles' binding domains lie apart. */
export type AlleleDivergence =
  | {
      readonly kind: 'measured';
      /** Mean Grantham distance a residue; 0 for twice the same allele. */
      readonly grantham: number;
      /** Share (0-1) of residues that differ. */
      readonly pDistance: number;
      /** Compared. */
      readonly residues: number;
    }
  | { readonly kind: 'missing'; readonly reason: string };

export const HED_SOURCES: readonly [Source, ...Source[]] = [
  {
    name: 'Pierini & Lenz 2018, divergent allele advantage at human MHC genes',
    doi: '10.1093/molbev/msy116',
  },
  {
    name: 'Grantham 1974, amino acid difference formula',
    doi: '10.1126/science.185.4154.862',
  },
  {
    name: 'Chowell et al. 2019, divergence of the HLA class I genotype and checkpoint inhibitors',
    pmid: '31700181',
    doi: '10.1038/s41591-019-0639-4',
  },
];

const RESIDUES = 'ARNDCQEGHILKMFPSTWYV';

/** Below the diagonal, a row for each residue of RESIDUES; Grantham 1974, Science 185:862, table 2. */
const GRANTHAM_ROWS = [
  '',
  '112',
  '111 86',
  '126 96 23',
  '195 180 139 154',
  '91 43 46 61 154',
  '107 54 42 45 170 29',
  '60 125 80 94 159 87 98',
  '86 29 68 81 174 24 40 98',
  '94 97 149 168 198 109 134 135 94',
  '96 102 153 172 198 113 138 138 99 5',
  '106 26 94 101 202 53 56 127 32 102 107',
  '84 91 142 160 196 101 126 127 87 10 15 95',
  '113 97 158 177 205 116 140 153 100 21 22 102 28',
  '27 103 91 108 169 76 93 42 77 95 98 103 87 114',
  '99 110 46 65 112 68 80 56 89 142 145 121 135 155 74',
  '58 71 65 85 149 42 65 59 47 89 92 78 81 103 38 58',
  '148 101 174 181 215 130 152 184 115 61 61 110 67 40 147 177 128',
  '112 77 143 160 194 99 122 147 83 33 36 85 36 22 110 144 92 37',
  '64 96 133 152 192 96 121 109 84 29 32 97 21 50 68 124 69 88 55',
] as const;

const GRANTHAM: ReadonlyMap<string, number> = new Map(
  GRANTHAM_ROWS.flatMap((row, i) =>
    row === ''
      ? []
      : row.split(' ').flatMap((cell, j): [string, number][] => {
          const a = RESIDUES[i] as string;
          const b = RESIDUES[j] as string;
          return [
            [a + b, Number(cell)],
            [b + a, Number(cell)],
          ];
        }),
  ),
);

/** Chemical distance of two of the twenty residues, 0-215. */
export function granthamDistance(a: string, b: string): number {
  if (a === b && RESIDUES.includes(a)) return 0;
  const distance = GRANTHAM.get(a + b);
  if (distance === undefined) throw new Error(`no Grantham distance between ${a} and ${b}`);
  return distance;
}

/**
 * Divergence of two alleles over the whole binding domain, as in Pierini & Lenz 2018; missing where the
 * pack holds no sequence of one. An allele is 0 from itself.
 */
export function alleleDivergence(
  domains: HlaDomains,
  first: HlaAllele,
  second: HlaAllele,
): AlleleDivergence {
  const a = domains.get(first);
  const b = domains.get(second);
  if (a === undefined || b === undefined) {
    const without = [...new Set([first, second])].filter((allele) => !domains.has(allele));
    return {
      kind: 'missing',
      reason: `no binding-domain sequence of ${without.join(' and ')} is in the pack`,
    };
  }
  let grantham = 0;
  let different = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as string;
    const y = b[i] as string;
    if (x === y) continue;
    grantham += granthamDistance(x, y);
    different++;
  }
  return {
    kind: 'measured',
    grantham: grantham / a.length,
    pDistance: different / a.length,
    residues: a.length,
  };
}
