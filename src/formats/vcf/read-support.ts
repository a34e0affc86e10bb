import { alternateKind, infoValue, infoValues, sampleValues, type VcfRecord } from './record.js';

/** Reads at a variant's place. A number the file does not give is null, never 0. */
export interface ReadSupport {
  readonly depth: number | null;
  readonly altReads: number | null;
  /** 0-1. */
  readonly alleleFraction: number | null;
  /** The fields the numbers come from, or why there are none. */
  readonly from: string;
}

/**
 * Whose reads: those of a `sample` column; RNA reads noted in a DNA column (RDP, RAD, RAF); or
 * tumour or normal of a pair that shares one column and INFO, as PCGR's files have it.
 */
type ReadsOf = 'sample' | 'rna-of-sample' | 'tumour-of-pair' | 'normal-of-pair';

/** How one kind of file notes reads. */
export interface ReadSupportRule {
  /** The callers it is for. */
  readonly name: string;
  readonly reads: ReadsOf;
  readonly place: 'FORMAT' | 'INFO';
  /** All of them must be there for the rule to be tried. */
  readonly fields: readonly string[];
  /** Depth; alternate reads; fraction. */
  readonly how: string;
  /** A real file it was tried on; null where it follows the caller's documentation only. */
  readonly testedOn: string | null;
  /** Null where the fields hold nothing usable, so that the next rule is tried. */
  readonly read: (call: Call) => ReadSupport | null;
}

/** One record as a rule sees it: the fields of its place, and the allele asked for. */
interface Call {
  readonly reference: string;
  readonly alternate: string;
  /** Index into `alternates`. */
  readonly index: number;
  readonly alternates: readonly string[];
  /** Numbers of a field, null for `.`; null where the field is missing. */
  numbers(field: string): readonly (number | null)[] | null;
  hasInfoFlag(flag: string): boolean;
}

/** In the order they are tried. */
export const READ_SUPPORT_RULES: readonly ReadSupportRule[] = [
  {
    name: 'VarDict',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['AF', 'VD', 'DP'],
    how: 'DP; VD; AF',
    testedOn: null,
    read: (call) => stated(call, 'AF', 'VD', 'DP'),
  },
  {
    name: 'octopus',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['AF', 'ADP'],
    how: 'ADP; AD; AF, by allele',
    testedOn: null,
    read: (call) => stated(call, 'AF', 'AD', 'ADP'),
  },
  {
    name: 'Mutect2, RADIA, VAtools',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['AF'],
    how: 'DP; AD; AF, by alternate or by allele',
    testedOn: 'scanneo2_snvs.vcf, vcf2maf_test_radia.vcf, hcc1395/annotated.expression.vcf.gz',
    read: (call) => stated(call, 'AF', 'AD', 'DP'),
  },
  {
    name: 'DeepVariant',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['VAF', 'DP'],
    how: 'DP; AD; VAF',
    testedOn: null,
    read: (call) => stated(call, 'VAF', 'AD', 'DP'),
  },
  {
    name: 'MuTect1, merged files',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['FA', 'DP'],
    how: 'DP; DP4 or AD, whichever agrees with FA; FA, unless both contradict it',
    testedOn: 'vcf2maf_test_mutect.vcf, vcf2maf_test_merged.vcf, pvac_full_input.vcf',
    read: (call) => {
      const alleleFraction = ofAlternate(call, 'FA');
      if (!isFraction(alleleFraction)) return null;
      const depth = first(call, 'DP');
      // A merged file may carry one caller's FA beside another's AD: FA 0 beside AD 15,6.
      const strands = strandCounts(call);
      const agrees = (reads: number | null, all: number | null): boolean =>
        reads !== null &&
        [depth, all].some(
          (of) => of !== null && Math.abs(reads - alleleFraction * of) <= 0.01 * of,
        );
      if (agrees(strands.alt, strands.all)) {
        return support(depth, strands.alt, alleleFraction, 'FA, DP4, DP');
      }
      const altReads = ofAlternate(call, 'AD');
      if (agrees(altReads, sum(call.numbers('AD')))) {
        return support(depth, altReads, alleleFraction, 'FA, AD, DP');
      }
      if (strands.alt !== null || altReads !== null) return null;
      return support(depth, null, alleleFraction, 'FA, DP');
    },
  },
  {
    name: 'VarScan',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['FREQ', 'DP'],
    how: 'DP; AD, which counts the alternate alone; FREQ as a percentage',
    testedOn: 'vcf2maf_test_varscan.vcf',
    read: (call) => {
      // Some locales write 48,7%, which would be taken for a value an allele.
      if (call.numbers('FREQ')?.length !== call.alternates.length) return null;
      return stated(call, 'FREQ', 'AD', 'DP');
    },
  },
  {
    name: 'Strelka SNV',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['AU', 'CU', 'GU', 'TU'],
    how: 'DP; tier 1 of the alternate base; tier 1 alternate / (reference + alternate)',
    testedOn: 'vcf2maf_test_strelka.vcf, cnvkit_strelka.vcf',
    read: (call) => {
      const { reference, alternate } = call;
      if (!/^[ACGT]$/.test(reference) || !/^[ACGT]$/.test(alternate)) return null;
      const refReads = first(call, `${reference}U`);
      const altReads = first(call, `${alternate}U`);
      return counted(
        first(call, 'DP'),
        altReads,
        plus(refReads, altReads),
        `${alternate}U/(${reference}U+${alternate}U)`,
      );
    },
  },
  {
    name: 'Strelka indel',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['TAR', 'TIR'],
    how: 'DP; tier 1 of TIR; TIR / (TAR + TIR)',
    testedOn: 'vcf2maf_test_strelka.vcf, pvac_full_input.vcf',
    read: (call) => {
      if (call.alternates.length > 1) return null;
      const altReads = first(call, 'TIR');
      const all = plus(first(call, 'TAR'), altReads);
      return counted(first(call, 'DP'), altReads, all, 'TIR/(TAR+TIR)');
    },
  },
  {
    name: 'Delly',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['DR', 'DV', 'RR', 'RV'],
    how: 'PRECISE: RR + RV; RV; RV / (RR + RV). Else DR + DV; DV; DV / (DR + DV)',
    testedOn: 'vcf2maf_test_delly.vcf',
    read: (call) => {
      const precise = call.hasInfoFlag('PRECISE');
      const altReads = first(call, precise ? 'RV' : 'DV');
      const all = plus(first(call, precise ? 'RR' : 'DR'), altReads);
      return counted(all, altReads, all, precise ? 'RV/(RR+RV)' : 'DV/(DR+DV)');
    },
  },
  {
    name: 'SomaticSniper, samtools',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['DP4'],
    how: 'DP, else the sum of DP4; its alternate half; alternate / sum; one alternate only',
    testedOn: 'vcf2maf_test_sniper.vcf, vcf2maf_test_merged.vcf',
    read: (call) => {
      const { alt, all } = strandCounts(call);
      return counted(first(call, 'DP') ?? all, alt, all, 'DP4');
    },
  },
  {
    name: 'SomaticSniper, several alternates',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['BCOUNT'],
    how: 'DP, else the sum of BCOUNT; the base among A, C, G, T; base / sum',
    testedOn: 'vcf2maf_test_sniper.vcf',
    read: (call) => {
      const counts = call.numbers('BCOUNT');
      const base = 'ACGT'.indexOf(call.alternate);
      if (counts?.length !== 4 || base < 0 || call.alternate.length !== 1) return null;
      const all = sum(counts);
      return counted(first(call, 'DP') ?? all, counts[base] ?? null, all, 'BCOUNT');
    },
  },
  {
    name: 'Platypus',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['NR', 'NV'],
    how: 'NR; NV; NV / NR',
    testedOn: null,
    read: (call) => {
      const depth = ofAlternate(call, 'NR');
      return counted(depth, ofAlternate(call, 'NV'), depth, 'NV/NR');
    },
  },
  {
    name: 'FreeBayes',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['RO', 'AO'],
    how: 'DP, else RO + all AO; AO; AO / DP',
    testedOn: null,
    read: (call) => {
      const depth = first(call, 'DP') ?? plus(first(call, 'RO'), sum(call.numbers('AO')));
      return counted(depth, ofAlternate(call, 'AO'), depth, 'AO/DP');
    },
  },
  {
    name: 'MuSE, Pindel, maf2vcf, generic',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['AD', 'DP'],
    how: 'DP; AD by allele, or by alternate where it is one shorter; AD / DP',
    testedOn:
      'vcf2maf_test_muse.vcf, vcf2maf_test_pindel.vcf, vcf2maf_test_b37.vcf, vcf2maf_test_maf2vcf.vcf',
    read: (call) => {
      const depth = first(call, 'DP');
      return counted(depth, ofAlternate(call, 'AD'), depth, 'AD/DP');
    },
  },
  {
    name: 'generic, without DP',
    reads: 'sample',
    place: 'FORMAT',
    fields: ['AD'],
    how: 'the sum of AD, which must be by allele; AD; AD / sum',
    testedOn: 'pvac_input_sv.vcf.gz',
    read: (call) => {
      const counts = call.numbers('AD');
      if (counts?.length !== call.alternates.length + 1) return null;
      const depth = sum(counts);
      return counted(depth, ofAlternate(call, 'AD'), depth, 'AD/sum of AD');
    },
  },
  {
    name: 'VAtools, RNA',
    reads: 'rna-of-sample',
    place: 'FORMAT',
    fields: ['RAF'],
    how: 'RDP; RAD; RAF',
    testedOn: 'hcc1395/annotated.expression.vcf.gz, pvac_input.readcount.vcf',
    read: (call) => stated(call, 'RAF', 'RAD', 'RDP'),
  },
  {
    name: 'VAtools, RNA without RAF',
    reads: 'rna-of-sample',
    place: 'FORMAT',
    fields: ['RAD', 'RDP'],
    how: 'RDP; RAD; RAD / RDP',
    testedOn: null,
    read: (call) => {
      const depth = first(call, 'RDP');
      return counted(depth, ofAlternate(call, 'RAD'), depth, 'RAD/RDP');
    },
  },
  {
    name: 'PCGR, tumour in the pair’s column',
    reads: 'tumour-of-pair',
    place: 'FORMAT',
    fields: ['DPT', 'ADT'],
    how: 'DPT; ADT; ADT / DPT',
    testedOn: 'pcgr_T001-BRCA.grch38.vcf.gz',
    read: (call) => {
      const depth = first(call, 'DPT');
      return counted(depth, ofAlternate(call, 'ADT'), depth, 'ADT/DPT');
    },
  },
  {
    name: 'PCGR, tumour in INFO',
    reads: 'tumour-of-pair',
    place: 'INFO',
    fields: ['TVAF', 'TDP'],
    how: 'TDP; none; TVAF',
    testedOn: 'pcgr_T001-BRCA.grch38.vcf.gz',
    read: (call) => stated(call, 'TVAF', null, 'TDP'),
  },
  {
    name: 'PCGR, normal in the pair’s column',
    reads: 'normal-of-pair',
    place: 'FORMAT',
    fields: ['DPC', 'ADC'],
    how: 'DPC; ADC; ADC / DPC',
    testedOn: 'pcgr_T001-BRCA.grch38.vcf.gz',
    read: (call) => {
      const depth = first(call, 'DPC');
      return counted(depth, ofAlternate(call, 'ADC'), depth, 'ADC/DPC');
    },
  },
  {
    name: 'PCGR, normal in INFO',
    reads: 'normal-of-pair',
    place: 'INFO',
    fields: ['CVAF', 'CDP'],
    how: 'CDP; none; CVAF',
    testedOn: null,
    read: (call) => stated(call, 'CVAF', null, 'CDP'),
  },
];

/**
 * Reads of a sample column: depth, alternate reads and fraction of one alternate, by the first rule
 * whose fields are there and hold something. `sample` indexes `VcfHeader.samples`, `alternate`
 * indexes `VcfRecord.alternates`.
 */
export function readSupport(record: VcfRecord, sample: number, alternate: number): ReadSupport {
  return byRules(record, 'sample', sample, alternate);
}

/** RNA reads noted in a DNA sample's column (RDP, RAD, RAF). */
export function rnaReadSupport(record: VcfRecord, sample: number, alternate: number): ReadSupport {
  return byRules(record, 'rna-of-sample', sample, alternate);
}

/**
 * Reads of the tumour or the normal where both share one column, or INFO, as in PCGR's files. For a
 * record whose own sample column has none (`readSupport` gives nulls). `sample` is the shared
 * column, null where there is none.
 */
export function pairReadSupport(
  record: VcfRecord,
  of: 'tumour' | 'normal',
  sample: number | null,
  alternate: number,
): ReadSupport {
  return byRules(record, of === 'tumour' ? 'tumour-of-pair' : 'normal-of-pair', sample, alternate);
}

function byRules(
  record: VcfRecord,
  reads: ReadsOf,
  sample: number | null,
  alternate: number,
): ReadSupport {
  const allele = record.alternates[alternate];
  if (allele === undefined)
    throw new Error(`alternate ${alternate} of ${record.alternates.length}`);
  if (alternateKind(allele) === 'none') return nothing('the record has no alternate allele');
  const call = (values: (field: string) => readonly string[] | null): Call => ({
    reference: record.reference,
    alternate: allele,
    index: alternate,
    alternates: record.alternates,
    numbers: (field) => values(field)?.map(parseNumber) ?? null,
    hasInfoFlag: (flag) => infoValue(record, flag) !== null,
  });
  const format = sample === null ? null : call((field) => sampleValues(record, sample, field));
  const info = call((field) => infoValues(record, field));

  const empty = new Set<string>();
  let depthOnly: ReadSupport | null = null;
  for (const rule of READ_SUPPORT_RULES) {
    if (rule.reads !== reads) continue;
    const found =
      rule.place === 'INFO'
        ? rule.fields.every((field) => infoValue(record, field) !== null)
        : rule.fields.every((field) => record.formatKeys.includes(field));
    const asked = rule.place === 'INFO' ? info : format;
    if (!found || asked === null) continue;
    const read = rule.read(asked);
    const answer =
      read !== null && rule.place === 'INFO' ? { ...read, from: `INFO ${read.from}` } : read;
    if (answer !== null && (answer.altReads !== null || answer.alleleFraction !== null)) {
      return answer;
    }
    if (answer !== null) depthOnly ??= { ...answer, from: `${answer.from}: depth only` };
    for (const field of rule.fields) empty.add(field);
  }
  if (depthOnly !== null) return depthOnly;
  return nothing(
    empty.size > 0
      ? `${[...empty].join(', ')} hold no usable value`
      : `no read counts that are understood in FORMAT ${record.formatKeys.join(':') || '(none)'}`,
  );
}

function nothing(reason: string): ReadSupport {
  return { depth: null, altReads: null, alleleFraction: null, from: reason };
}

function support(
  depth: number | null,
  altReads: number | null,
  alleleFraction: number | null,
  from: string,
): ReadSupport {
  return { depth, altReads, alleleFraction, from };
}

/** A fraction that the file states, with the counts beside it; null where it states none. */
function stated(
  call: Call,
  fractionField: string,
  altField: string | null,
  depthField: string,
): ReadSupport | null {
  const alleleFraction = ofAlternate(call, fractionField);
  if (!isFraction(alleleFraction)) return null;
  const altReads = altField === null ? null : ofAlternate(call, altField);
  const depth = first(call, depthField);
  const from = [
    fractionField,
    ...(altReads === null ? [] : [altField]),
    ...(depth === null ? [] : [depthField]),
  ];
  return support(depth, altReads, alleleFraction, from.join(', '));
}

/** A fraction from counts; null where nothing is known, or more reads carry the allele than exist. */
function counted(
  depth: number | null,
  altReads: number | null,
  all: number | null,
  from: string,
): ReadSupport | null {
  if (depth === null && altReads === null) return null;
  if (altReads === null || all === null || all === 0) return support(depth, altReads, null, from);
  if (altReads > all) return null;
  return support(depth, altReads, altReads / all, from);
}

/** The value of the asked alternate in a field with one value an alternate, or one an allele. */
function ofAlternate(call: Call, field: string): number | null {
  const values = call.numbers(field);
  if (values === null) return null;
  if (values.length === call.alternates.length) return values[call.index] ?? null;
  if (values.length === call.alternates.length + 1) return values[call.index + 1] ?? null;
  return null;
}

/** The first value: of `DP`, or tier 1 of a Strelka count. */
function first(call: Call, field: string): number | null {
  return call.numbers(field)?.[0] ?? null;
}

/** DP4 is reference forward and reverse, alternate forward and reverse; several alternates share it. */
function strandCounts(call: Call): { alt: number | null; all: number | null } {
  const counts = call.numbers('DP4');
  if (counts?.length !== 4 || call.alternates.length > 1) return { alt: null, all: null };
  return { alt: plus(counts[2] ?? null, counts[3] ?? null), all: sum(counts) };
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function sum(values: readonly (number | null)[] | null): number | null {
  if (values === null || values.length === 0) return null;
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}

function isFraction(value: number | null): value is number {
  return value !== null && value <= 1;
}

/** Null for anything but a number from 0 up; `4.94%` is 0.0494. */
function parseNumber(text: string): number | null {
  const percent = text.endsWith('%');
  const digits = percent ? text.slice(0, -1) : text;
  if (!/^(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(digits)) return null;
  return percent ? Number(digits) / 100 : Number(digits);
}
