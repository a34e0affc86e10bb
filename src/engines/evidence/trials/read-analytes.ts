import { bounded, piece, type Reader } from './bounded-pieces.js';
import type { CriterionPiece } from './criterion-piece.js';
import { scaled } from './read-bounds.js';
import type { Analyte, Bounds } from './trial-rule.js';

interface AnalyteWords {
  readonly words: RegExp;
  /** Units it may stand in, with the factor to ours. */
  readonly units: readonly (readonly [RegExp, number])[];
}

const CELLS: AnalyteWords['units'] = [
  [/^\s*(?:x|×|\*)?\s*10\s?\^?\s?(?:9|⁹)\s?\/\s?l\b/i, 1],
  [/^\s*(?:\/\s*|per\s*)(?:cubic )?(?:mm\s?\^?\s?3|mm³|µl|μl|ul|microliter|millimeter)/i, 0.001],
  [/^\s*(?:x|×|\*)?\s*10\s?\^?\s?(?:3|³)\s?\/\s?(?:µl|μl|ul|mm\s?\^?3|mm³)/i, 1],
];
const PER_LITRE: AnalyteWords['units'] = [
  [/^\s*gm?\s?\/\s?dl\b/i, 1],
  [/^\s*g\s?\/\s?l\b/i, 0.1],
];
const MG_PER_DL: AnalyteWords['units'] = [[/^\s*mg\s?\/\s?dl\b/i, 1]];
const BILIRUBIN = /\b(?:serum )?(?:total )?bilirubin\b/gi;
const CREATININE = /\b(?:serum )?creatinine\b(?! clearance)/gi;
const ULN: AnalyteWords['units'] = [
  [
    /^\s*(?:x|×|\*|times)?\s*(?:the\s+)?(?:institutional\s+)?(?:ULN\b|upper limit(?:s)? of (?:the )?normal(?: \(ULN\))?)/i,
    1,
  ],
];

const ANALYTE_WORDS: Readonly<Record<Analyte, AnalyteWords>> = {
  haemoglobin: { words: /\bha?emoglobin(?: \(\w+\))?|\bhgb?\b/gi, units: PER_LITRE },
  platelets: { words: /\bplatelets?(?: counts?)?\b/gi, units: CELLS },
  neutrophils: {
    words: /\babsolute neutrophil counts?(?: \(ANC\))?|\bANC\b|\bneutrophil counts?/gi,
    units: CELLS,
  },
  lymphocytes: {
    words: /\babsolute lymphocyte counts?(?: \(ALC\))?|\bALC\b|\blymphocyte counts?/gi,
    units: CELLS,
  },
  albumin: { words: /\b(?:serum )?albumin\b/gi, units: PER_LITRE },
  bilirubin: { words: BILIRUBIN, units: MG_PER_DL },
  bilirubinByUln: { words: BILIRUBIN, units: ULN },
  creatinine: { words: CREATININE, units: MG_PER_DL },
  creatinineByUln: { words: CREATININE, units: ULN },
  altByUln: {
    words:
      /\balanine (?:amino)?transaminase|\balanine aminotransferase(?: \(ALT\))?|\bALT\b|\bSGPT\b/gi,
    units: ULN,
  },
  astByUln: {
    words:
      /\baspartate (?:amino)?transaminase|\baspartate aminotransferase(?: \(AST\))?|\bAST\b|\bSGOT\b/gi,
    units: ULN,
  },
  creatinineClearance: {
    words: /\bcreatinine clearance(?: \(\w+\))?|\bCrCl\b|\be?GFR\b|glomerular filtration rate/gi,
    units: [[/^\s*ml\s?\/\s?min/i, 1]],
  },
  inr: {
    words: /\bINR\b|international normali[sz]ed ratio(?: \(INR\))?/gi,
    units: [...ULN.map(([unit]) => [unit, Number.NaN] as const), [/^/, 1]],
  },
  lvef: {
    words: /\bLVEF\b|left ventricular ejection fraction(?: \(LVEF\))?/gi,
    units: [[/^\s*%/, 1]],
  },
};

/** Wide of all that trials ask for; a limit outside stands in another unit than is written. */
const PLAUSIBLE: Readonly<Record<Analyte, readonly [number, number]>> = {
  haemoglobin: [4, 20],
  platelets: [5, 1_000],
  neutrophils: [0.1, 20],
  lymphocytes: [0.05, 20],
  albumin: [1, 6],
  bilirubin: [0.2, 20],
  bilirubinByUln: [0.5, 20],
  creatinine: [0.3, 10],
  creatinineByUln: [0.5, 20],
  altByUln: [0.5, 20],
  astByUln: [0.5, 20],
  creatinineClearance: [10, 200],
  inr: [0.8, 5],
  lvef: [20, 80],
};

function isPlausible(analyte: Analyte, { least, most }: Bounds): boolean {
  const [low, high] = PLAUSIBLE[analyte];
  return [least, most].every((limit) => limit === null || (limit >= low && limit <= high));
}

/** `ALT/AST ≤ 3 x ULN` limits both. */
function withBothEnzymes(pieces: readonly CriterionPiece[]): readonly CriterionPiece[] {
  return pieces.flatMap((one): readonly CriterionPiece[] => {
    const twins = pieces.filter(({ end }) => end === one.end);
    if (twins.length === 1) return [one];
    if (twins[0] !== one) return [];
    const start = Math.min(...twins.map((twin) => twin.start));
    return [{ rule: { kind: 'all', rules: twins.map(({ rule }) => rule) }, start, end: one.end }];
  });
}

/** Limits of laboratory values, each in our unit; one in a unit we can't turn into ours is left. */
export const readAnalytes: Reader = (text) => withBothEnzymes(eachAnalyte(text));

const eachAnalyte: Reader = (text) =>
  (Object.entries(ANALYTE_WORDS) as [Analyte, AnalyteWords][]).flatMap(
    ([analyte, { words, units }]) =>
      bounded(text, words, 45).flatMap(({ bounds, start, end }) => {
        const unit = units.find(([written]) => written.test(text.slice(end)));
        if (unit === undefined || Number.isNaN(unit[1])) return [];
        const length = unit[0].exec(text.slice(end))?.[0].length ?? 0;
        // A second, wider limit is for some patients only.
        const scaledBounds = scaled(bounds, unit[1]);
        if (!isPlausible(analyte, scaledBounds)) return [];
        return [piece({ kind: 'analyte', analyte, bounds: scaledBounds }, start, end + length)];
      }),
  );
