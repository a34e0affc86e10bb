import { bounded, piece, type Reader } from './bounded-pieces.js';
import type { CriterionPiece } from './criterion-piece.js';
import { readAnalytes } from './read-analytes.js';
import { readBounds } from './read-bounds.js';
import { type Bounds, require } from './trial-rule.js';

const age: Reader = (text) => {
  const stated = bounded(text, /\b(?:aged?|ages)\b/gi, 20);
  const ofAge = [
    ...text.matchAll(
      /((?:≥|>\s?(?:\/|or)?\s?=|>|≤|<\s?(?:\/|or)?\s?=|<|at least|greater than|older than)\s*)?(\d{1,3})(?:\s*(?:-|–|to|and)\s*(\d{1,3}))?\s*(?:years?|yrs?)(?:\s*(?:of age|old))?(?:\s*(?:or|and) (older|above|over|younger))?/gi,
    ),
  ];
  return ofAge.flatMap((match) => {
    const [whole, compared = '', first, second, tail] = match;
    const about = text.slice(Math.max(0, match.index - 40), match.index + whole.length + 8);
    if (
      !/\bage[ds]?\b|years? old|\bold\b/i.test(about) ||
      /within|for \d|past|last|prior/i.test(about)
    ) {
      return [];
    }
    const range = stated.find(
      ({ start, end }) => start < match.index + whole.length && end > match.index,
    );
    const bounds: Bounds =
      second !== undefined
        ? { least: Number(first), most: Number(second) }
        : tail !== undefined
          ? /younger/i.test(tail)
            ? { least: null, most: Number(first) }
            : { least: Number(first), most: null }
          : compared !== ''
            ? (readBounds(`${compared.trim()} ${first}`)?.bounds ?? { least: null, most: null })
            : (range?.bounds ?? { least: null, most: null });
    if (bounds.least === null && bounds.most === null) return [];
    const start = Math.min(match.index, range?.start ?? match.index);
    return [piece({ kind: 'age', years: bounds }, start, match.index + whole.length)];
  });
};

const ecog: Reader = (text) =>
  [...text.matchAll(/\b(?:ECOG|Eastern Cooperative Oncology Group)\b/g)]
    .slice(0, 1)
    .flatMap((match) => {
      const from = match.index;
      // `zero (0) to 1`
      const rest = text
        .slice(from)
        .replace(/\b(?:zero|one|two|three|four)\s?\((\d)\)/gi, (spelt, digit: string) =>
          digit.padStart(spelt.length),
        )
        .replace(/\((?:zero|one|two|three|four)\)/gi, (spelt) => ' '.repeat(spelt.length));
      const list =
        /^[^.;\d≤<>≥]*?(?:(≤|<=|<|less than or equal to|≥|>=|>|of at least)\s*)?([0-4])((?:\s*(?:,|-|–|to|or|and|\/)\s*(?:or )?[0-4]\b)*)/i.exec(
          rest,
        );
      if (list === null) return [];
      const [whole, compared, first, others] = list;
      const values = [
        Number(first),
        ...[...(others as string).matchAll(/[0-4]/g)].map(([d]) => Number(d)),
      ];
      const bounds: Bounds =
        compared === undefined
          ? { least: Math.min(...values) || null, most: Math.max(...values) }
          : (readBounds(`${compared.replace('of at least', 'at least')} ${first}`)?.bounds ?? {
              least: null,
              most: Math.max(...values),
            });
      return [piece({ kind: 'ecog', status: bounds }, from, from + whole.length)];
    });

const ROMAN: Readonly<Record<string, number>> = {
  I: 1,
  II: 2,
  III: 3,
  IV: 4,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
};
const STAGE = String.raw`(?:IV|I{1,3}|[1-4])[A-Da-d]?\d?\b`;

const stage: Reader = (text) =>
  [
    ...text.matchAll(
      new RegExp(
        String.raw`\b[Ss]tages?\s+(${STAGE}(?:\s*(?:-|–|to|or|and|,|\/)\s*(?:or )?(?:[Ss]tage )?${STAGE})*)`,
        'g',
      ),
    ),
  ].map((match) => {
    const listed = match[1] as string;
    const named = [...listed.matchAll(/(?<![A-Za-z])(IV|I{1,3}|[1-4])(?=[A-Da-d]?\d?\b)/g)].map(
      ([, roman]) => ROMAN[roman as string] as number,
    );
    const [least, most] = [Math.min(...named), Math.max(...named)];
    const isRange = /-|–|\bto\b/.test(listed);
    const stages = isRange
      ? Array.from({ length: most - least + 1 }, (_, i) => least + i)
      : [...new Set(named)].sort((a, b) => a - b);
    return piece({ kind: 'stage', stages }, match.index, match.index + match[0].length);
  });

const hla: Reader = (text) => {
  const matches = [
    ...text.matchAll(/\bHLA[- ]?((?:DRB1|DQB1|DPB1|[ABC])\*?\d{1,3}(?::\d{2,3})?)(?![A-Za-z0-9])/g),
  ];
  const [first] = matches;
  const last = matches.at(-1);
  if (first === undefined || last === undefined) return [];
  const alleles = matches.map(([, name]) => {
    const [, locus = '', fields = ''] =
      /^(DRB1|DQB1|DPB1|[ABC])\*?(.*)$/.exec(name as string) ?? [];
    const [group = '', ...more] = fields.split(':');
    return `${locus}*${[group.padStart(2, '0'), ...more].join(':')}`;
  });
  const positive =
    /^[\s-]*positive/i.exec(text.slice(last.index + last[0].length))?.[0].length ?? 0;
  return [
    piece(
      { kind: 'hla', alleles: [...new Set(alleles)] },
      first.index,
      last.index + last[0].length + positive,
    ),
  ];
};

const pdL1: Reader = (text) =>
  bounded(text, /\bPD-?L1\b/g, 90).flatMap(({ bounds, start, end }) => {
    const about = text.slice(start, end + 20);
    const kind = /\bCPS\b|combined positive/i.test(about)
      ? 'CPS'
      : /\bTPS\b|\bTC\b|tumou?r (?:proportion|cell)/i.test(about)
        ? 'TPS'
        : /\bIC\b|immune cell/.test(about)
          ? 'IC'
          : 'any';
    const unit = /^\s*%/.exec(text.slice(end))?.[0].length ?? 0;
    if (unit === 0 && kind === 'any') return [];
    return [piece({ kind: 'pd-l1', score: kind, percent: bounds }, start, end + unit)];
  });

const tmb: Reader = (text) => {
  const measured = bounded(text, /\b(?:TMB|tumou?r mutational burden)\b/gi, 40).map(
    ({ bounds, start, end }) => {
      const unit =
        /^\s*(?:mut(?:ation)?s?)?\s*(?:\/|per)\s*(?:mb|megabase)/i.exec(text.slice(end))?.[0]
          .length ?? 0;
      return piece({ kind: 'tmb', perMb: bounds }, start, end + unit);
    },
  );
  return measured;
};

const MSI: readonly (readonly [RegExp, 'MSI-H' | 'MSS'])[] = [
  [
    /\bMSI-?H(?:igh)?\b|microsatellite instability[- ]?\(?high\)?|high microsatellite instability|\bdMMR\b|\bMMR-?d\b|mismatch repair[- ]deficien\w+|deficient (?:DNA )?mismatch repair/gi,
    'MSI-H',
  ],
  [
    /\bMSS\b|microsatellite[- ]stable|\bpMMR\b|\bMMR-?p\b|mismatch repair[- ]proficien\w+|proficient mismatch repair/gi,
    'MSS',
  ],
];

const msi: Reader = (text) =>
  MSI.flatMap(([words, status]) => {
    const matches = [...text.matchAll(words)];
    const [first] = matches;
    const last = matches.at(-1);
    if (first === undefined || last === undefined) return [];
    const before = text.slice(Math.max(0, first.index - 20), first.index);
    const rule = require({ kind: 'msi', status });
    return [
      {
        rule: /\b(?:not|non|without|no)[\s-]+$/i.test(before)
          ? { kind: 'not' as const, rule }
          : rule,
        start: first.index,
        end: last.index + last[0].length,
      },
    ];
  });

const priorLines: Reader = (text) => {
  const naive =
    /treatment[- ]na[iï]ve|previously untreated|no prior systemic (?:anti-?cancer )?(?:therapy|treatment|chemotherapy)/i.exec(
      text,
    );
  const none =
    naive === null
      ? []
      : [
          piece(
            { kind: 'prior-lines', lines: { least: null, most: 0 } },
            naive.index,
            naive.index + naive[0].length,
          ),
        ];
  const counted = [
    ...text.matchAll(
      /(at least|≥|>=|no more than|not more than|≤|<=|up to|more than|>|<|fewer than)\s*(one|two|three|four|\d)\s*(?:\(\d\)\s*)?(?:(?:prior|previous)\s+)?(?:lines?\b|(?:prior |previous )?systemic (?:\w+ )?(?:therap\w+|regimens?|treatments?)|(?:prior|previous) (?:\w+ )?(?:regimens?|therap\w+|treatments?))(?:\s+of\s+(?:prior |systemic |previous |anti-?cancer )*(?:therap\w+|treatments?|chemotherap\w+))?/gi,
    ),
  ].flatMap((match) => {
    const compared = (match[1] as string).replace(/fewer than/i, 'less than');
    const read = readBounds(`${compared} ${match[2]}`);
    if (read === null) return [];
    return [
      piece(
        { kind: 'prior-lines', lines: read.bounds },
        match.index,
        match.index + match[0].length,
      ),
    ];
  });
  return [...none, ...counted];
};

const READERS: readonly Reader[] = [
  age,
  ecog,
  stage,
  hla,
  pdL1,
  tmb,
  msi,
  priorLines,
  readAnalytes,
];

/** Numbers and states that a criterion asks for, each in our unit; a limit in a unit we can't turn into ours is left. */
export function readMeasures(text: string): readonly CriterionPiece[] {
  return READERS.flatMap((read) => read(text));
}
