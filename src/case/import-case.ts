import { parseTranscriptId, genomicPosition, type HlaAllele } from '../core/brands.js';
import { type Context, breathe } from '../core/context.js';
import { InputError } from '../core/errors.js';
import { hashOf } from '../core/hashing.js';
import { hlaGenotype, type HlaGenotype } from '../core/hla-genotype.js';
import type { SkippedItem } from '../core/skipped.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import { parseCopyNumber } from '../formats/copy-number/parse-copy-number.js';
import {
  type ExpressionTable,
  lookUpExpression,
  parseExpression,
} from '../formats/expression/parse-expression.js';
import { readFusions } from '../formats/fusion/read-fusions.js';
import { readHlaTyping } from '../formats/hla/read-hla-typing.js';
import { type MafTable, readMaf, splitBySample } from '../formats/maf/read-maf.js';
import { parsePurity } from '../formats/purity/parse-purity.js';
import { readSpliceJunctions } from '../formats/splice/read-splice-junctions.js';
import type { ByteSource } from '../formats/text/byte-source.js';
import { readText } from '../formats/text/read-text.js';
import {
  csqAlternates,
  type CsqLayout,
  csqLayout,
  csqTable,
  type CsqTable,
} from '../formats/vcf/csq.js';
import { carriesAlternate, genotypeText } from '../formats/vcf/genotype.js';
import { genomeBuildDoubt, genomeBuildHint } from '../formats/vcf/genome-build.js';
import type { VcfHeader } from '../formats/vcf/header.js';
import { pairReadSupport, readSupport, rnaReadSupport } from '../formats/vcf/read-support.js';
import { alternateKind, sampleValues, type VcfRecord } from '../formats/vcf/record.js';
import { guessSampleRoles } from '../formats/vcf/sample-roles.js';
import { openVcf, type Vcf } from '../formats/vcf/vcf.js';
import type { PackUse } from '../packs/pack-store.js';
import { callVariant } from './annotate-variants.js';
import type { CaseFile } from './case-file.js';
import { mafVariant } from './maf-variant.js';
import type {
  CopyNumberSegment,
  FusionRow,
  GenomeBuild,
  Given,
  InputFile,
  ReadSupport,
  SomaticVariant,
  SpliceJunctionRow,
  TranscriptConsequence,
  TumourCase,
} from './tumour-case.js';

/** A file of a case: its bytes, and what identifies them. */
export interface CaseSource extends ByteSource {
  digest(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** The transcripts to call consequences on where the input has none; null where there are none for a build. */
export type OpenReference = (
  build: GenomeBuild,
) => Promise<{ readonly reference: Reference; readonly pack: PackUse } | null>;

/** Opens an input by the path the case names it with. */
export type OpenInput = (path: string) => CaseSource;

function given<T>(value: T, from: string): Given<T> {
  return { kind: 'given', value, from };
}

function missing<T>(reason: string): Given<T> {
  return { kind: 'missing', reason };
}

function optional<T>(value: T | null, from: string, reason: string): Given<T> {
  return value === null ? missing(reason) : given(value, from);
}

/** What was read so far; filled input by input. */
interface Collected {
  readonly inputs: InputFile[];
  readonly skipped: SkippedItem[];
  readonly notes: string[];
}

/** Everything that decides how the VCF's samples are read. */
interface SampleColumns {
  readonly tumour: Given<string>;
  readonly normal: Given<string>;
  readonly rna: Given<string>;
  readonly tumourIndex: number | null;
  readonly normalIndex: number | null;
  readonly rnaIndex: number | null;
}

const FROM_CASE = 'named in the case';

function columnOf(header: VcfHeader, name: string, option: string): number {
  const index = header.samples.indexOf(name);
  if (index === -1) {
    throw new InputError(`the VCF has no sample ${name}`, {
      file: header.file,
      line: header.columnLine,
      hint: `${option} is one of ${header.samples.join(', ')}`,
    });
  }
  return index;
}

/**
 * Which column is whose. A single sample is the tumour; of several, the header must say or the case
 * must name them.
 */
function sampleColumns(header: VcfHeader, samples: CaseFile['samples']): SampleColumns {
  const { samples: names } = header;
  const roles = guessSampleRoles(header);
  const pick = (
    named: string | null,
    guessed: { readonly name: string; readonly reason: string } | null,
    option: string,
    absent: string,
  ): { readonly sample: Given<string>; readonly index: number | null } => {
    if (named !== null) {
      return { sample: given(named, FROM_CASE), index: columnOf(header, named, option) };
    }
    return guessed === null
      ? { sample: missing(absent), index: null }
      : { sample: given(guessed.name, guessed.reason), index: names.indexOf(guessed.name) };
  };
  const only = names.length === 1 ? (names[0] as string) : null;
  const tumour = pick(
    samples.tumour,
    only === null ? roles.tumour : { name: only, reason: 'the only sample of the VCF' },
    '--tumour-sample',
    names.length === 0 ? 'the VCF has no sample columns' : 'not named',
  );
  if (tumour.index === null && names.length > 1) {
    throw new InputError('which sample is the tumour?', {
      file: header.file,
      line: header.columnLine,
      hint: [
        `name it with --tumour-sample (and --normal-sample): ${names.join(', ')}`,
        ...roles.ambiguities,
      ].join('; '),
    });
  }
  const normal = pick(
    samples.normal,
    only === null ? roles.normal : null,
    '--normal-sample',
    'no normal sample was named',
  );
  const rna = pick(samples.rna, roles.rna, '--rna-sample', 'no RNA sample was named');
  for (const other of [normal, rna]) {
    if (other.index !== null && other.index === tumour.index) {
      throw new InputError('one sample is named for two roles', {
        file: header.file,
        line: header.columnLine,
        hint: `the samples are ${names.join(', ')}`,
      });
    }
  }
  return {
    tumour: tumour.sample,
    normal: normal.sample,
    rna: rna.sample,
    tumourIndex: tumour.index,
    normalIndex: normal.index,
    rnaIndex: rna.index,
  };
}

/** Indices of the CSQ fields that are read; -1 where the file has none of that name. */
function csqFields(layout: CsqLayout) {
  return {
    consequence: layout.indexOf('Consequence'),
    featureType: layout.indexOf('Feature_type'),
    feature: layout.indexOf('Feature'),
    symbol: layout.indexOf('SYMBOL'),
    gene: layout.indexOf('Gene'),
    biotype: layout.indexOf('BIOTYPE'),
    hgvsc: layout.indexOf('HGVSc'),
    hgvsp: layout.indexOf('HGVSp'),
    proteinPosition: layout.indexOf('Protein_position'),
    aminoAcids: layout.indexOf('Amino_acids'),
    codons: layout.indexOf('Codons'),
    canonical: layout.indexOf('CANONICAL'),
    mane: layout.indexOf('MANE_SELECT'),
    tsl: layout.indexOf('TSL'),
    flags: layout.indexOf('FLAGS'),
    wildtype: layout.indexOf('WildtypeProtein'),
    frameshift: layout.indexOf('FrameshiftSequence'),
  };
}

type CsqFields = ReturnType<typeof csqFields>;

/** Gene and transcript expression a record carries (VAtools' GX and TX), by name as written. */
interface RecordExpression {
  readonly genes: ReadonlyMap<string, number>;
  readonly transcripts: ReadonlyMap<string, number>;
}

function taggedExpression(
  record: VcfRecord,
  sample: number | null,
  tag: string,
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  if (sample === null) return values;
  for (const entry of sampleValues(record, sample, tag) ?? []) {
    const bar = entry.lastIndexOf('|');
    const value = Number(entry.slice(bar + 1));
    if (bar > 0 && entry.length > bar + 1 && Number.isFinite(value)) {
      values.set(entry.slice(0, bar), value);
    }
  }
  return values;
}

/** Where expression comes from: the tables given, or else the VCF's own tags. */
class ExpressionSource {
  private readonly genes: ExpressionTable | null;
  private readonly transcripts: ExpressionTable | null;
  readonly ambiguous = new Set<string>();
  usedVcfTags = false;

  constructor(tables: readonly ExpressionTable[]) {
    this.genes = tables.find(({ level }) => level === 'gene') ?? null;
    this.transcripts = tables.find(({ level }) => level === 'transcript') ?? null;
  }

  get hasTables(): boolean {
    return this.genes !== null || this.transcripts !== null;
  }

  /** Unit of the values handed out. */
  get unit(): string {
    const units = new Set(
      [this.genes, this.transcripts].flatMap((table) => (table === null ? [] : [table.unit])),
    );
    if (units.size > 0) return [...units].join(', ');
    return this.usedVcfTags ? 'unstated in the VCF (GX, TX)' : 'none given';
  }

  private fromTable(
    table: ExpressionTable | null,
    names: readonly (string | null)[],
  ): number | null {
    if (table === null) return null;
    for (const name of names) {
      if (name === null) continue;
      const found = lookUpExpression(table, name);
      if (found.kind === 'found') return found.value;
      if (found.kind === 'ambiguous') this.ambiguous.add(name);
    }
    return null;
  }

  gene(record: RecordExpression, id: string | null, symbol: string | null): number | null {
    if (this.hasTables) return this.fromTable(this.genes, [id, symbol]);
    // As pVACseq reads it: the symbol's value, where both stand there, has the last word.
    const value =
      (symbol === null ? undefined : record.genes.get(symbol)) ??
      (id === null ? undefined : record.genes.get(id));
    if (value !== undefined) this.usedVcfTags = true;
    return value ?? null;
  }

  transcript(record: RecordExpression, transcript: string): number | null {
    if (this.hasTables) return this.fromTable(this.transcripts, [transcript]);
    const value = record.transcripts.get(transcript);
    if (value !== undefined) this.usedVcfTags = true;
    return value ?? null;
  }
}

/** Wild-type proteins, each kept once; a second protein under one accession gets a number. */
class ProteinTable {
  readonly proteins: Record<string, string> = Object.create(null) as Record<string, string>;

  keep(transcript: string, sequence: string): string {
    for (let copy = 1; ; copy++) {
      const key = copy === 1 ? transcript : `${transcript}#${copy}`;
      const known = this.proteins[key];
      if (known === undefined) this.proteins[key] = sequence;
      if (known === undefined || known === sequence) return key;
    }
  }
}

/** Terms that say a variant lies outside of a transcript's coding sequence and splice sites. */
const OUTSIDE = new Set([
  'intron_variant',
  'upstream_gene_variant',
  'downstream_gene_variant',
  'intergenic_variant',
  'non_coding_transcript_variant',
  'non_coding_transcript_exon_variant',
  'NMD_transcript_variant',
  '3_prime_UTR_variant',
  '5_prime_UTR_variant',
  'mature_miRNA_variant',
  'regulatory_region_variant',
  'TF_binding_site_variant',
]);

interface RecordReading {
  readonly columns: SampleColumns;
  readonly layout: CsqLayout | null;
  readonly fields: CsqFields | null;
  readonly expression: ExpressionSource;
  readonly proteins: ProteinTable;
  readonly file: string;
}

function flagValue(table: CsqTable, entry: number, field: number): boolean | null {
  if (field === -1) return null;
  const text = table.text(entry, field);
  return text !== '' && text.toUpperCase() !== 'NO';
}

function supportLevel(text: string): number | null {
  return /^[1-5]$/.test(text) ? Number(text) : null;
}

function consequencesOf(
  record: VcfRecord,
  alternate: number,
  reading: RecordReading,
  tagged: RecordExpression,
  skip: (item: SkippedItem) => void,
): readonly TranscriptConsequence[] {
  const { layout, fields, expression, proteins, file } = reading;
  if (layout === null || fields === null) return [];
  const table = csqTable(record, layout);
  if (table === null) return [];
  if (table.broken > 0 && alternate === 0) {
    skip({
      status: 'skipped',
      item: `${table.broken} annotations of ${record.chromosome}:${record.start0 + 1}`,
      code: 'broken-annotation',
      reason: `they have another number of fields than the ${layout.fields.length} of the header`,
      file,
      line: record.line,
    });
  }
  const alternates = csqAlternates(record, table, layout);
  const kept: TranscriptConsequence[] = [];
  for (let entry = 0; entry < table.count; entry++) {
    if (alternates[entry] !== alternate) continue;
    const featureType = table.text(entry, fields.featureType);
    if (featureType !== '' && featureType !== 'Transcript') continue;
    const terms = table.values(entry, fields.consequence);
    if (terms.every((term) => OUTSIDE.has(term))) continue;
    const feature = table.text(entry, fields.feature);
    let transcript;
    try {
      transcript = parseTranscriptId(feature);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      skip({
        status: 'skipped',
        item: `annotation ${entry + 1} of ${record.chromosome}:${record.start0 + 1}`,
        code: 'no-transcript',
        reason: error.message,
        file,
        line: record.line,
      });
      continue;
    }
    const geneId = table.value(entry, fields.gene);
    const geneSymbol = table.value(entry, fields.symbol);
    const wildtype = table.text(entry, fields.wildtype);
    const proteinPosition = table.value(entry, fields.proteinPosition);
    kept.push({
      transcript,
      terms,
      geneSymbol,
      geneId,
      biotype: table.value(entry, fields.biotype),
      hgvsc: table.value(entry, fields.hgvsc),
      hgvsp: table.value(entry, fields.hgvsp),
      proteinPosition,
      aminoAcids: table.value(entry, fields.aminoAcids),
      codons: table.value(entry, fields.codons),
      canonical: flagValue(table, entry, fields.canonical),
      maneSelect: flagValue(table, entry, fields.mane),
      transcriptSupportLevel: supportLevel(table.text(entry, fields.tsl)),
      flags: table.values(entry, fields.flags),
      geneExpression: expression.gene(tagged, geneId, geneSymbol),
      transcriptExpression: expression.transcript(tagged, transcript),
      // Only where the protein changes; the others would fill the case with the whole proteome.
      wildtypeProtein:
        wildtype === '' || proteinPosition === null ? null : proteins.keep(transcript, wildtype),
      mutantProtein: table.value(entry, fields.frameshift),
      proteinDoubt: null,
    });
  }
  return kept;
}

/** Reads of a sample's own column, or of the column or INFO it shares with the other of its pair. */
function supportOf(
  record: VcfRecord,
  of: 'tumour' | 'normal',
  own: number | null,
  shared: number | null,
  alternate: number,
): ReadSupport {
  const ofOwn = own === null ? null : readSupport(record, own, alternate);
  if (ofOwn !== null && (ofOwn.depth !== null || ofOwn.alleleFraction !== null)) return ofOwn;
  const ofPair = pairReadSupport(record, of, shared, alternate);
  return ofPair.depth !== null || ofPair.alleleFraction !== null ? ofPair : (ofOwn ?? ofPair);
}

function normalSupport(
  record: VcfRecord,
  own: number | null,
  shared: number | null,
  alternate: number,
): ReadSupport | null {
  const support = supportOf(record, 'normal', own, shared, alternate);
  const silent = support.depth === null && support.alleleFraction === null;
  return own === null && silent ? null : support;
}

function variantOf(
  record: VcfRecord,
  alternate: number,
  reading: RecordReading,
  skip: (item: SkippedItem) => void,
): SomaticVariant | null {
  const alt = record.alternates[alternate] as string;
  const id = `${record.chromosome}-${record.start0 + 1}-${record.reference}-${alt}`;
  const kind = alternateKind(alt);
  if (kind !== 'bases') {
    // No alternate, or none that was seen, is no variant and no loss.
    if (kind !== 'none' && kind !== 'unobserved') {
      skip({
        status: 'skipped',
        item: `variant ${id}`,
        code: 'not-a-sequence-change',
        reason: `${alt} is a ${kind ?? 'text VCF has no meaning for'}; only base changes are read`,
        file: reading.file,
        line: record.line,
      });
    }
    return null;
  }
  const { tumourIndex, normalIndex, rnaIndex } = reading.columns;
  const tagged: RecordExpression = {
    genes: taggedExpression(record, tumourIndex, 'GX'),
    transcripts: taggedExpression(record, tumourIndex, 'TX'),
  };
  const rna =
    rnaIndex !== null
      ? readSupport(record, rnaIndex, alternate)
      : tumourIndex === null
        ? null
        : rnaReadSupport(record, tumourIndex, alternate);
  return {
    id,
    position: genomicPosition(
      record.chromosome,
      record.start0,
      record.start0 + record.reference.length,
    ),
    reference: record.reference,
    alternate: alt,
    line: record.line,
    filters: record.filters ?? [],
    genotype: tumourIndex === null ? null : genotypeText(record, tumourIndex),
    calledInTumour: tumourIndex === null ? null : carriesAlternate(record, tumourIndex, alternate),
    tumourDna: supportOf(record, 'tumour', tumourIndex, tumourIndex, alternate),
    normalDna: normalSupport(record, normalIndex, tumourIndex, alternate),
    tumourRna: rna,
    consequences: consequencesOf(record, alternate, reading, tagged, skip),
  };
}

async function readVariants(
  vcf: Vcf,
  columns: SampleColumns,
  expression: ExpressionSource,
  collected: Collected,
  context: Context,
): Promise<{
  readonly variants: readonly SomaticVariant[];
  readonly proteins: Readonly<Record<string, string>>;
  readonly annotated: boolean;
}> {
  const layout = csqLayout(vcf.header);
  const reading: RecordReading = {
    columns,
    layout,
    fields: layout === null ? null : csqFields(layout),
    expression,
    proteins: new ProteinTable(),
    file: vcf.header.file,
  };
  const skip = (item: SkippedItem): void => {
    collected.skipped.push(item);
  };
  const variants: SomaticVariant[] = [];
  const lineOf = new Map<string, number>();
  let records = 0;
  for await (const batch of vcf.batches()) {
    for (const item of batch) {
      records++;
      if (item.status === 'skipped') {
        skip(item);
        continue;
      }
      for (let alternate = 0; alternate < item.alternates.length; alternate++) {
        const variant = variantOf(item, alternate, reading, skip);
        if (variant === null) continue;
        const earlier = lineOf.get(variant.id);
        if (earlier !== undefined) {
          skip({
            status: 'skipped',
            item: `variant ${variant.id}`,
            code: 'given-twice',
            reason: `line ${earlier} has it already`,
            file: reading.file,
            line: item.line,
          });
          continue;
        }
        lineOf.set(variant.id, item.line);
        variants.push(variant);
        if (layout !== null && item.infoText.indexOf('CSQ=') === -1) {
          skip({
            status: 'skipped',
            item: `variant ${variant.id}`,
            code: 'no-annotation',
            reason: 'the record has no CSQ, so no transcript is known',
            file: reading.file,
            line: item.line,
          });
        }
      }
    }
    context.report({ step: 'reading variants', done: records, total: null });
    await breathe(context);
  }
  return { variants, proteins: { ...reading.proteins.proteins }, annotated: layout !== null };
}

/** The rows of one patient of a MAF: the only one, or the one that is named. */
function readPatient(
  table: MafTable,
  file: CaseFile,
  collected: Collected,
): {
  readonly build: Given<GenomeBuild>;
  readonly samples: Pick<SampleColumns, 'tumour' | 'normal' | 'rna'>;
  readonly variants: readonly SomaticVariant[];
} {
  collected.skipped.push(...table.skipped);
  collected.notes.push(...table.notes);
  if (table.build !== null && file.build !== null && table.build !== file.build) {
    throw new InputError(
      `the case says ${file.build}, the MAF says ${table.build} (${table.buildFrom ?? ''})`,
      {
        file: table.file,
        hint: 'correct the build in the case, or use the MAF that belongs to it',
      },
    );
  }
  const patients = splitBySample(table);
  const named = file.samples.tumour;
  const chosen = named ?? (table.samples.length === 1 ? (table.samples[0] as string) : null);
  if (table.samples.length > 1 && chosen === null) {
    const some = table.samples.slice(0, 6).join(', ');
    throw new InputError(`this MAF holds ${table.samples.length} patients: which one?`, {
      file: table.file,
      hint: `name one with --tumour-sample: ${some}${table.samples.length > 6 ? ', …' : ''}`,
    });
  }
  const patient = chosen === null ? table : patients.get(chosen);
  if (patient === undefined) {
    throw new InputError(`the MAF has no sample ${chosen}`, {
      file: table.file,
      hint: `its samples start with ${table.samples.slice(0, 6).join(', ')}`,
    });
  }
  return {
    build:
      file.build === null
        ? optional(table.build, table.buildFrom ?? table.file, 'neither case nor MAF names a build')
        : given(file.build, FROM_CASE),
    samples: {
      tumour: optional(
        chosen,
        named === null ? 'the only sample of the MAF' : FROM_CASE,
        'the MAF names no sample',
      ),
      normal: missing('a MAF holds the tumour only'),
      rna: missing('a MAF holds DNA only'),
    },
    variants: patient.rows.map(mafVariant),
  };
}

/** Variants with the consequences of our own caller in place of what little the input says. */
async function calledVariants(
  variants: readonly SomaticVariant[],
  reference: Reference,
  file: string,
  expression: ExpressionSource,
  proteins: ProteinTable,
  collected: Collected,
  context: Context,
): Promise<readonly SomaticVariant[]> {
  const untagged: RecordExpression = { genes: new Map(), transcripts: new Map() };
  const called: SomaticVariant[] = [];
  for (const [i, variant] of variants.entries()) {
    if (i % 500 === 0) {
      context.report({ step: 'calling consequences', done: i, total: variants.length });
      await breathe(context);
    }
    const { consequences, skipped } = callVariant(variant, reference, file);
    collected.skipped.push(...skipped);
    const kept = consequences
      .filter(({ terms }) => !terms.every((term) => OUTSIDE.has(term)))
      .map(({ wildtypeSequence, ...consequence }): TranscriptConsequence => ({
        ...consequence,
        geneExpression: expression.gene(untagged, consequence.geneId, consequence.geneSymbol),
        transcriptExpression: expression.transcript(untagged, consequence.transcript),
        wildtypeProtein:
          wildtypeSequence === null || consequence.proteinPosition === null
            ? null
            : proteins.keep(consequence.transcript, wildtypeSequence),
      }));
    called.push({ ...variant, consequences: skipped.length > 0 ? variant.consequences : kept });
  }
  return called;
}

/** HLA from the list in the case or from a typing tool's file. */
async function readHla(
  file: CaseFile,
  text: (role: string, path: string) => Promise<{ readonly text: string; readonly name: string }>,
  collected: Collected,
): Promise<Given<readonly HlaAllele[]>> {
  if (file.hla === null) return missing('no HLA type was given');
  let genotype: HlaGenotype;
  let from = 'the alleles listed in the case';
  if (file.hla.kind === 'names') {
    genotype = hlaGenotype(file.hla.names.map((name) => ({ text: name })));
  } else {
    const input = await text('HLA typing', file.hla.file);
    const typing = readHlaTyping(input.text, input.name);
    collected.notes.push(...typing.notes);
    genotype = typing;
    from = `${input.name} (${typing.tool})`;
  }
  collected.skipped.push(...genotype.skipped);
  for (const name of genotype.names) {
    if (
      name.kind === 'allele' &&
      name.allele !== name.given &&
      name.allele !== `HLA-${name.given}`
    ) {
      collected.notes.push(`HLA ${name.given} was read as ${name.allele}`);
    }
  }
  for (const { locus, alleles, homozygous, notes } of genotype.loci) {
    for (const note of notes) collected.notes.push(`HLA-${locus}: ${note}`);
    if (alleles.length === 1 && homozygous === 'not stated') {
      collected.notes.push(
        `HLA-${locus}: one allele was given; that it is homozygous is not assumed`,
      );
    }
  }
  return given(genotype.alleles, from);
}

/** Fusion transcripts and splice junctions, where the case names a file of them. */
async function readRnaJunctions(
  { inputs }: CaseFile,
  text: (role: string, path: string) => Promise<{ readonly text: string; readonly name: string }>,
  collected: Collected,
): Promise<Pick<TumourCase, 'fusions' | 'spliceJunctions'>> {
  let fusions: Given<readonly FusionRow[]> = missing('no table of fusions was given');
  if (inputs.fusions !== null) {
    const input = await text('fusions', inputs.fusions);
    const table = readFusions(input.text, input.name);
    collected.skipped.push(...table.skipped);
    collected.notes.push(...table.notes);
    fusions = given(table.rows, `${input.name} (${table.tool})`);
  }
  let spliceJunctions: Given<readonly SpliceJunctionRow[]> = missing(
    'no table of splice junctions was given',
  );
  if (inputs.junctions !== null) {
    const input = await text('splice junctions', inputs.junctions);
    const table = readSpliceJunctions(input.text, input.name);
    collected.skipped.push(...table.skipped);
    spliceJunctions = given(table.rows, `${input.name} (RegTools)`);
  }
  return { fusions, spliceJunctions };
}

/**
 * Reads everything a case names into one value. Nothing is guessed: what is not there is missing with
 * its reason, what cannot be used is skipped with its line.
 * @throws InputError for a file that cannot be read or understood.
 */
export async function importCase(
  file: CaseFile,
  open: OpenInput,
  context: Context,
  openReference: OpenReference = async () => null,
): Promise<TumourCase> {
  const collected: Collected = { inputs: [], skipped: [], notes: [] };
  const note = async (role: string, source: CaseSource): Promise<void> => {
    collected.inputs.push({ role, name: source.name, ...(await source.digest()) });
  };
  const text = async (role: string, path: string) => {
    const source = open(path);
    const content = await readText(source, { signal: context.signal });
    await note(role, source);
    return { text: content, name: source.name };
  };

  const tables: ExpressionTable[] = [];
  for (const { file: path, level } of file.inputs.expression) {
    context.report({
      step: 'reading expression',
      done: tables.length,
      total: file.inputs.expression.length,
    });
    const input = await text('expression', path);
    const table = parseExpression(input.text, input.name, level);
    collected.skipped.push(...table.skipped);
    if (tables.some((other) => other.level === table.level)) {
      throw new InputError(`a second table of ${table.level} expression`, {
        file: input.name,
        hint: 'give one table by gene and one by transcript at most',
      });
    }
    tables.push(table);
  }
  const expression = new ExpressionSource(tables);
  const hla = await readHla(file, text, collected);

  let copyNumber: Given<readonly CopyNumberSegment[]> = missing('no copy-number table was given');
  if (file.inputs.copyNumber !== null) {
    const input = await text('copy number', file.inputs.copyNumber);
    const table = parseCopyNumber(input.text, input.name);
    collected.skipped.push(...table.skipped);
    copyNumber = given(table.segments, `${input.name} (${table.tool})`);
  }
  const { fusions, spliceJunctions } = await readRnaJunctions(file, text, collected);
  let purity = optional(file.purity, FROM_CASE, 'no purity was given');
  let ploidy = optional(file.ploidy, FROM_CASE, 'no ploidy was given');
  if (file.inputs.purity !== null) {
    const input = await text('purity', file.inputs.purity);
    const read = parsePurity(input.text, input.name);
    if (purity.kind === 'missing' && read.purity !== null) purity = given(read.purity, input.name);
    if (ploidy.kind === 'missing' && read.ploidy !== null) ploidy = given(read.ploidy, input.name);
  }

  let build: Given<GenomeBuild> = optional(file.build, FROM_CASE, 'no genome build was given');
  let samples: Pick<SampleColumns, 'tumour' | 'normal' | 'rna'> = {
    tumour: missing('no VCF was given'),
    normal: missing('no VCF was given'),
    rna: missing('no VCF was given'),
  };
  let variants: Given<readonly SomaticVariant[]> = missing('no VCF was given');
  let annotation: Given<string> = missing('no VCF was given');
  let proteins: Readonly<Record<string, string>> = {};
  if (file.inputs.vcf !== null && file.inputs.maf !== null) {
    throw new InputError('variants are given twice, as VCF and as MAF', {
      hint: 'give one of them',
    });
  }
  const proteinTable = new ProteinTable();
  const packs: PackUse[] = [];
  if (file.inputs.maf !== null) {
    const input = await text('somatic variants', file.inputs.maf);
    const read = readPatient(readMaf(input.text, input.name), file, collected);
    build = read.build;
    samples = read.samples;
    variants = given(read.variants, input.name);
    annotation = given('the MAF itself, without proteins', input.name);
  }
  if (file.inputs.vcf !== null) {
    const source = open(file.inputs.vcf);
    const vcf = await openVcf(source, { signal: context.signal });
    collected.notes.push(...vcf.header.notes.map((text) => `${source.name}: ${text}`));
    const hint = genomeBuildHint(vcf.header);
    if (hint !== null && file.build !== null && hint.build !== file.build) {
      throw new InputError(
        `the case says ${file.build}, the VCF says ${hint.build} (${hint.from})`,
        {
          file: source.name,
          line: 1,
          hint: 'correct the build in the case, or use the VCF that belongs to it',
        },
      );
    }
    const doubt = genomeBuildDoubt(vcf.header);
    if (doubt !== null) collected.notes.push(`genome build: ${doubt}`);
    if (build.kind === 'missing' && hint !== null) build = given(hint.build, hint.from);
    const columns = sampleColumns(vcf.header, file.samples);
    samples = { tumour: columns.tumour, normal: columns.normal, rna: columns.rna };
    const read = await readVariants(vcf, columns, expression, collected, context);
    await note('somatic variants', source);
    proteins = read.proteins;
    variants = given(read.variants, source.name);
    annotation = read.annotated
      ? given('VEP (CSQ)', source.name)
      : missing(`${source.name} has no VEP annotation (CSQ)`);
  }
  if (expression.ambiguous.size > 0) {
    collected.notes.push(
      `expression of ${expression.ambiguous.size} names is ambiguous and was left out`,
    );
  }
  // Our own caller where the input names no transcript or carries no protein.
  if (variants.kind === 'given' && (annotation.kind === 'missing' || file.inputs.maf !== null)) {
    const opened = build.kind === 'given' ? await openReference(build.value) : null;
    if (opened !== null) {
      const { reference } = opened;
      packs.push(opened.pack);
      variants = given(
        await calledVariants(
          variants.value,
          reference,
          variants.from,
          expression,
          proteinTable,
          collected,
          context,
        ),
        variants.from,
      );
      proteins = { ...proteinTable.proteins };
      annotation = given(`oncoscript on ${reference.source}`, reference.build);
    } else if (annotation.kind === 'missing') {
      annotation = missing(
        build.kind === 'given'
          ? `${annotation.reason}, and no transcripts are at hand for ${build.value}`
          : `${annotation.reason}, and the genome build is not known (name it with --build), so no transcripts could be chosen`,
      );
    }
  }
  const { name, tumourType, biomarkers, priorTherapy } = file;
  return {
    kind: 'oncoscript/case',
    schemaVersion: 1,
    name: name ?? 'unnamed',
    inputHash: hashOf({
      case: caseFacts(file),
      inputs: collected.inputs.map(({ sha256 }) => sha256),
    }),
    inputs: collected.inputs,
    build,
    tumourType: optional(tumourType, FROM_CASE, 'no tumour type was given'),
    purity,
    ploidy,
    hla,
    biomarkers,
    priorTherapy,
    samples,
    expressionUnit: expression.unit,
    variants,
    annotation,
    copyNumber,
    fusions,
    spliceJunctions,
    proteins,
    packs,
    notes: collected.notes,
    skipped: collected.skipped,
  };
}

/** The case without its paths: where a file lies does not change what it says. */
function caseFacts(file: CaseFile): unknown {
  const { inputs: _inputs, hla, ...facts } = file;
  return { ...facts, hla: hla?.kind === 'names' ? hla.names : null };
}
