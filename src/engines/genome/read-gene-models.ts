import { parseTranscriptId, type TranscriptId } from '../../core/brands.js';
import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import {
  firstAttribute,
  readGff,
  type GffFeature,
  type SpoiledGffLine,
} from '../../formats/gff/read-gff.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import type { ReadOptions } from '../../formats/text/lines.js';
import { buildOfChromosomeName, plainChromosome, type GenomeBuild } from './chromosome-names.js';
import type { GenomicInterval } from './transcript.js';

/** A residue that an annotation gives for a stretch of the genome, usually one codon. */
interface AnnotatedException extends GenomicInterval {
  readonly residue: string;
}

/** A transcript as an annotation describes it, before any sequence is looked at. */
export interface TranscriptModel {
  readonly id: TranscriptId;
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  readonly proteinId: string | null;
  readonly biotype: string;
  readonly canonical: boolean | null;
  readonly maneSelect: boolean | null;
  readonly transcriptSupportLevel: number | null;
  /** Plain name. */
  readonly chromosome: string;
  readonly strand: 1 | -1;
  /** In the order of the transcript, neither overlapping nor touching. */
  readonly exons: readonly GenomicInterval[];
  /** In the order of the transcript, with the stop codon where the file gives one; empty: non-coding. */
  readonly coding: readonly GenomicInterval[];
  /** Of the first coding stretch. */
  readonly phase: 0 | 1 | 2;
  readonly startMissing: boolean;
  readonly endMissing: boolean;
  readonly geneticCode: 1 | 2;
  readonly exceptions: readonly AnnotatedException[];
  /** The annotation says that a stop codon inside of the coding sequence is read through. */
  readonly readsThroughStop: boolean;
  readonly startsWithoutAtg: boolean;
  /** 1-based line that names the transcript. */
  readonly line: number;
}

export interface GeneModels {
  /** Base name of the file. */
  readonly file: string;
  readonly models: readonly TranscriptModel[];
  readonly skipped: readonly SkippedItem[];
  /** What sequence names and comment lines say; null where they do not. */
  readonly build: GenomeBuild | null;
}

/** A transcript while its lines come in; intervals are flat lists of start0, end0. */
interface Draft {
  readonly key: string;
  readonly sequence: string;
  readonly strand: 1 | -1 | null;
  readonly exons: number[];
  readonly cds: number[];
  readonly cdsPhases: (0 | 1 | 2 | null)[];
  readonly stops: number[];
  readonly exceptions: AnnotatedException[];
  proteinId: string | null;
  isMitochondrialCode: boolean;
  lowEndMissing: boolean;
  highEndMissing: boolean;
  problem: { readonly code: string; readonly reason: string; readonly line: number } | null;
  readonly line: number;
}

/** What a gene's or transcript's own line tells. */
interface Node {
  readonly type: string;
  readonly parent: string | null;
  readonly sequence: string;
  readonly strand: 1 | -1 | null;
  readonly transcriptId: string | null;
  readonly name: string | null;
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  readonly biotype: string | null;
  readonly tags: readonly string[];
  readonly transcriptSupportLevel: number | null;
  readonly line: number;
}

/** Lines that neither name a transcript nor say where its exons and reading frame are. */
const PASSED_OVER = new Set([
  'five_prime_UTR',
  'three_prime_UTR',
  'five_prime_utr',
  'three_prime_utr',
  'UTR',
  'start_codon',
  'intron',
  'chromosome',
  'scaffold',
  'supercontig',
  'region',
  'cDNA_match',
  'match',
  'match_part',
  'biological_region',
  'enhancer',
  'silencer',
  'sequence_feature',
]);
const SELENOCYSTEINE = new Set([
  'Selenocysteine',
  'selenocysteine',
  'stop_codon_redefined_as_selenocysteine',
]);
/** What this reader asks of column 9. */
const ATTRIBUTES = new Set([
  'ID',
  'Parent',
  'Name',
  'Dbxref',
  'biotype',
  'end_range',
  'gene',
  'gene_biotype',
  'gene_id',
  'gene_name',
  'partial',
  'protein_id',
  'protein_version',
  'start_range',
  'tag',
  'transcript_biotype',
  'transcript_id',
  'transcript_support_level',
  'transcript_type',
  'transcript_version',
  'transl_except',
  'transl_table',
  'version',
]);
const PARTS = new Set(['exon', 'CDS', 'stop_codon', ...SELENOCYSTEINE]);

/** Names that INSDC's `/transl_except` may give (feature table 11.3, section 7.4.3); TERM is a stop. */
const RESIDUE_OF: Readonly<Record<string, string>> = {
  Ala: 'A',
  Arg: 'R',
  Asn: 'N',
  Asp: 'D',
  Cys: 'C',
  Gln: 'Q',
  Glu: 'E',
  Gly: 'G',
  His: 'H',
  Ile: 'I',
  Leu: 'L',
  Lys: 'K',
  Met: 'M',
  Phe: 'F',
  Pro: 'P',
  Sec: 'U',
  Ser: 'S',
  Thr: 'T',
  Trp: 'W',
  Tyr: 'Y',
  Val: 'V',
  Pyl: 'O',
  OTHER: 'X',
};

/**
 * The transcripts of a GFF3 or GTF file (Ensembl, GENCODE, RefSeq, MANE, LRG). Those that the file
 * contradicts itself about are skipped with reason and line.
 * @throws InputError as `readGff` does, and where the file describes no transcript.
 */
export async function readGeneModels(
  source: ByteSource,
  options: ReadOptions = {},
): Promise<GeneModels> {
  const file = source.name;
  const drafts = new Map<string, Draft>();
  const nodes = new Map<string, Node>();
  const skipped: SkippedItem[] = [];
  const builds = new Map<GenomeBuild, number>();
  const sequences = new Set<string>();

  const skip = (item: string, code: string, reason: string, line: number): void => {
    skipped.push({ status: 'skipped', item, code, reason, file, line });
  };
  const noteBuild = (build: GenomeBuild | null, line: number): void => {
    if (build === null) return;
    const [other] = builds.keys();
    if (other !== undefined && other !== build) {
      throw new InputError(`the file speaks of ${other} and of ${build}`, {
        file,
        line,
        hint: 'a file of one genome build is needed',
      });
    }
    builds.set(build, line);
  };

  const wanted = {
    isWanted: (type: string): boolean => !PASSED_OVER.has(type),
    attributes: ATTRIBUTES,
  };
  for await (const items of readGff(source, { ...options, ...wanted })) {
    for (const item of items) {
      if (item.kind === 'directive') {
        noteBuild(buildInText(item.text), item.line);
        continue;
      }
      if (!sequences.has(item.sequence)) {
        sequences.add(item.sequence);
        noteBuild(buildOfChromosomeName(item.sequence), item.line);
      }
      const keys = keysOf(item);
      if (PARTS.has(item.type)) {
        if (keys.length === 0) {
          skip(`${item.type} line`, 'missing-parent', 'it names no transcript', item.line);
        }
        for (const key of keys) addPart(draftOf(drafts, key, item), item);
      } else if (item.kind === 'spoiled') {
        if (isGeneType(item.type)) {
          skip(`gene ${keys[0] ?? ''}`, 'malformed-line', item.reason, item.line);
        } else {
          for (const key of keys) draftOf(drafts, key, item).problem ??= spoiledProblem(item);
        }
      } else {
        addNode(nodes, item, keys);
      }
    }
  }

  const knowsCanonical = someNode(nodes, isCanonicalTag);
  const knowsMane = someNode(nodes, isManeTag);
  const models: TranscriptModel[] = [];
  const chromosomeOfId = new Map<string, string>();
  for (const draft of drafts.values()) {
    const node = nodes.get(draft.key);
    const gene = node?.parent === null || node === undefined ? undefined : nodes.get(node.parent);
    const id = nameOf(draft, node);
    const line = node?.line ?? draft.line;
    const finished = finish(draft, node);
    if ('code' in finished) {
      skip(`transcript ${id}`, finished.code, finished.reason, finished.line);
      continue;
    }
    const chromosome = plainChromosome(draft.sequence);
    const unique = uniqueId(id, chromosome, chromosomeOfId);
    if (unique === null) {
      const before = chromosomeOfId.get(id);
      skip(`transcript ${id}`, 'duplicate-id', `it is already on chromosome ${before}`, line);
      continue;
    }
    let parsedId: TranscriptId;
    try {
      parsedId = parseTranscriptId(unique);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      skip(`transcript ${unique}`, 'bad-id', error.message, line);
      continue;
    }
    const tags = node?.tags ?? [];
    models.push({
      ...finished,
      id: parsedId,
      geneSymbol: node?.geneSymbol ?? gene?.geneSymbol ?? gene?.name ?? null,
      geneId: node?.geneId ?? gene?.geneId ?? null,
      proteinId: draft.proteinId,
      biotype: biotypeOf(node),
      canonical: knowsCanonical ? tags.some(isCanonicalTag) : null,
      maneSelect: knowsMane ? tags.some(isManeTag) : null,
      transcriptSupportLevel: node?.transcriptSupportLevel ?? null,
      chromosome,
      startMissing:
        tags.includes('cds_start_NF') ||
        (finished.strand === 1 ? draft.lowEndMissing : draft.highEndMissing),
      endMissing:
        tags.includes('cds_end_NF') ||
        (finished.strand === 1 ? draft.highEndMissing : draft.lowEndMissing),
      geneticCode: chromosome === 'MT' || draft.isMitochondrialCode ? 2 : 1,
      exceptions: draft.exceptions,
      readsThroughStop: tags.includes('stop_codon_readthrough'),
      startsWithoutAtg: tags.includes('non_ATG_start'),
      line,
    });
  }
  if (models.length === 0) {
    const [first] = skipped;
    throw new InputError(
      first === undefined
        ? 'the file has no transcript with exons'
        : `no transcript of the file can be used: ${first.item}: ${first.reason}`,
      {
        file,
        line: first?.line ?? 1,
        hint: 'a GFF3 or GTF file of Ensembl, GENCODE, RefSeq or MANE is needed',
      },
    );
  }
  return { file, models, skipped, build: [...builds.keys()][0] ?? null };
}

function buildInText(text: string): GenomeBuild | null {
  const grch37 = /grch37|hg19/i.test(text);
  const grch38 = /grch38|hg38/i.test(text);
  if (grch37 === grch38) return null;
  return grch37 ? 'GRCh37' : 'GRCh38';
}

/** The transcripts that a part belongs to, or the transcript or gene that a line describes. */
function keysOf(item: GffFeature | SpoiledGffLine): readonly string[] {
  if (item.dialect === 'GTF') {
    const id = firstAttribute(item.attributes, 'transcript_id');
    // One id may stand on X and Y: the place belongs to the key.
    return id === null || id === '' ? [] : [`${id} on ${item.sequence}`];
  }
  return item.attributes.get(PARTS.has(item.type) ? 'Parent' : 'ID') ?? [];
}

function draftOf(
  drafts: Map<string, Draft>,
  key: string,
  { sequence, line, ...item }: GffFeature | SpoiledGffLine,
): Draft {
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const draft: Draft = {
    key,
    sequence,
    strand: item.kind === 'feature' ? item.strand : null,
    exons: [],
    cds: [],
    cdsPhases: [],
    stops: [],
    exceptions: [],
    proteinId: null,
    isMitochondrialCode: false,
    lowEndMissing: false,
    highEndMissing: false,
    problem: null,
    line,
  };
  drafts.set(key, draft);
  return draft;
}

function spoiledProblem({ type, reason, line }: SpoiledGffLine): NonNullable<Draft['problem']> {
  return { code: 'malformed-line', reason: `its ${type} line cannot be read: ${reason}`, line };
}

function addPart(draft: Draft, item: GffFeature | SpoiledGffLine): void {
  if (item.kind === 'spoiled') {
    draft.problem ??= spoiledProblem(item);
    return;
  }
  const { type, line, attributes, start0, end0 } = item;
  if (item.sequence !== draft.sequence) {
    const reason = `it has parts on ${draft.sequence} and on ${item.sequence}`;
    draft.problem ??= { code: 'chromosome-mismatch', reason, line };
  } else if (item.strand !== draft.strand) {
    draft.problem ??= { code: 'strand-mismatch', reason: 'its parts lie on both strands', line };
  }
  switch (type) {
    case 'exon':
      draft.exons.push(start0, end0);
      return;
    case 'CDS': {
      draft.cds.push(start0, end0);
      draft.cdsPhases.push(item.phase);
      draft.proteinId ??= versioned(
        firstAttribute(attributes, 'protein_id'),
        firstAttribute(attributes, item.dialect === 'GTF' ? 'protein_version' : 'version'),
      );
      if (firstAttribute(attributes, 'transl_table') === '2') draft.isMitochondrialCode = true;
      if (attributes.get('partial')?.[0] === 'true') {
        if (attributes.get('start_range')?.[0] === '.') draft.lowEndMissing = true;
        if (attributes.get('end_range')?.[1] === '.') draft.highEndMissing = true;
      }
      addTranslationExceptions(draft, item);
      return;
    }
    case 'stop_codon':
      draft.stops.push(start0, end0);
      return;
    default:
      draft.exceptions.push({ start0, end0, residue: 'U' });
  }
}

/** `transl_except=(pos:complement(2390..2392)%2Caa:Sec)`; RefSeq repeats it on each line of a CDS. */
function addTranslationExceptions(draft: Draft, { attributes, line }: GffFeature): void {
  const text = attributes.get('transl_except')?.join(',');
  if (text === undefined) return;
  for (const [whole, place = '', name = ''] of text.matchAll(
    /\(pos:([^()]*(?:\([^()]*(?:\([^()]*\))?[^()]*\))?),\s*aa:(\w+)\)/g,
  )) {
    if (name === 'TERM') continue;
    const residue = RESIDUE_OF[name];
    if (residue === undefined) {
      const reason = `"${whole}" names no residue`;
      draft.problem ??= { code: 'unknown-residue', reason, line };
      continue;
    }
    for (const [, from1 = '', to1 = from1] of place.matchAll(/(\d+)(?:\.\.(\d+))?/g)) {
      const start0 = Number(from1) - 1;
      const end0 = Number(to1);
      if (!draft.exceptions.some((known) => known.start0 === start0 && known.end0 === end0)) {
        draft.exceptions.push({ start0, end0, residue });
      }
    }
  }
}

function addNode(nodes: Map<string, Node>, item: GffFeature, keys: readonly string[]): void {
  const { attributes, type, sequence, strand, line } = item;
  // A GTF line of a gene has no transcript_id, or an empty one.
  const [key] = keys;
  if (key === undefined || nodes.has(key)) return;
  const value = (name: string): string | null => firstAttribute(attributes, name);
  const level = /^[1-5]/.exec(value('transcript_support_level') ?? '')?.[0];
  const entrez = attributes.get('Dbxref')?.find((reference) => reference.startsWith('GeneID:'));
  nodes.set(key, {
    type,
    parent: value('Parent'),
    sequence,
    strand,
    transcriptId: versioned(
      value('transcript_id'),
      value(item.dialect === 'GTF' ? 'transcript_version' : 'version'),
    ),
    name: value('Name'),
    geneSymbol: value('gene_name') ?? value('gene'),
    geneId: value('gene_id') ?? entrez ?? null,
    biotype:
      value('transcript_type') ??
      value('transcript_biotype') ??
      value('biotype') ??
      value('gene_biotype'),
    tags: attributes.get('tag') ?? [],
    transcriptSupportLevel: level === undefined ? null : Number(level),
    line,
  });
}

function versioned(accession: string | null, version: string | null): string | null {
  if (accession === null || accession === '') return null;
  return version === null || !/^\d+$/.test(version) || /\.\d+(_PAR_Y)?$/.test(accession)
    ? accession
    : `${accession}.${version}`;
}

function someNode(nodes: ReadonlyMap<string, Node>, test: (tag: string) => boolean): boolean {
  for (const { tags } of nodes.values()) if (tags.some(test)) return true;
  return false;
}

function isCanonicalTag(tag: string): boolean {
  return tag === 'Ensembl_canonical' || tag === 'RefSeq Select' || tag === 'MANE Select';
}

function isManeTag(tag: string): boolean {
  return tag === 'MANE_Select' || tag === 'MANE Select';
}

function nameOf(draft: Draft, node: Node | undefined): string {
  if (node?.transcriptId != null) return node.transcriptId;
  const isGene = node !== undefined && isGeneType(node.type);
  if (isGene && draft.proteinId !== null) return draft.proteinId;
  return draft.key.replace(/^(?:transcript:|rna-)/, '').replace(/ on .*$/, '');
}

function isGeneType(type: string): boolean {
  return type === 'gene' || type === 'ncRNA_gene' || type === 'pseudogene';
}

function biotypeOf(node: Node | undefined): string {
  if (node?.biotype != null) return node.biotype;
  const type = node?.type ?? 'transcript';
  if (type === 'mRNA') return 'protein_coding';
  return type === 'lnc_RNA' ? 'lncRNA' : type;
}

/** `_PAR_Y` is how GENCODE tells apart the copies of a transcript on X and Y. */
function uniqueId(id: string, chromosome: string, taken: Map<string, string>): string | null {
  const before = taken.get(id);
  const unique = before === 'X' && chromosome === 'Y' ? `${id}_PAR_Y` : id;
  if (taken.has(unique)) return null;
  taken.set(unique, chromosome);
  return unique;
}

type Finished = Pick<TranscriptModel, 'strand' | 'exons' | 'coding' | 'phase'>;

function finish(draft: Draft, node: Node | undefined): Finished | NonNullable<Draft['problem']> {
  const { line } = draft;
  if (draft.problem !== null) return draft.problem;
  // A GTF need not have lines for transcripts; a GFF3 must.
  if (node === undefined && !draft.key.includes(' on ')) {
    const reason = `its parts name ${draft.key} as their parent, which is not in the file`;
    return { code: 'missing-parent', reason, line };
  }
  if (node !== undefined && node.sequence !== draft.sequence) {
    const reason = `it is on ${node.sequence}, its parts on ${draft.sequence}`;
    return { code: 'chromosome-mismatch', reason, line };
  }
  if (node !== undefined && node.strand !== draft.strand) {
    return { code: 'strand-mismatch', reason: 'its parts lie on the other strand', line };
  }
  const { strand } = draft;
  if (strand === null) return { code: 'no-strand', reason: 'no strand is given', line };
  // RefSeq puts the mitochondrial CDS and the exons of pseudogenes right below the gene.
  if (
    node !== undefined &&
    isGeneType(node.type) &&
    node.parent === null &&
    draft.cds.length === 0
  ) {
    return {
      code: 'no-transcript',
      reason: 'its exons belong to a gene, not to a transcript',
      line,
    };
  }
  if (draft.exons.length === 0 && draft.cds.length === 0) {
    return { code: 'no-exon', reason: 'it has no exon', line };
  }

  const cds = inOrder(draft.cds);
  const overlapping = overlap(cds);
  if (overlapping !== null) {
    return { code: 'overlapping-cds', reason: `its CDS parts overlap at ${overlapping}`, line };
  }
  const exons = inOrder(draft.exons.length === 0 ? draft.cds : draft.exons);
  const overlappingExons = overlap(exons);
  if (overlappingExons !== null) {
    return { code: 'overlapping-exons', reason: `its exons overlap at ${overlappingExons}`, line };
  }
  const stops = inOrder(draft.stops).filter(
    (stop) => !cds.some(({ start0, end0 }) => start0 <= stop.start0 && stop.end0 <= end0),
  );
  const coding = joined([...cds, ...(cds.length === 0 ? [] : stops)].sort(byStart));
  if (overlap(coding) !== null) {
    return { code: 'overlapping-cds', reason: 'its stop codon overlaps its CDS', line };
  }
  const whole = joined(exons);
  const outside = coding.find(
    ({ start0, end0 }) => !whole.some((exon) => exon.start0 <= start0 && end0 <= exon.end0),
  );
  if (outside !== undefined) {
    const reason = `CDS ${outside.start0 + 1}-${outside.end0} is not inside of an exon`;
    return { code: 'cds-outside-exons', reason, line };
  }
  const hole = holeInCoding(whole, coding);
  if (hole !== null) return { code: 'cds-with-gap', reason: hole, line };

  return {
    strand,
    exons: strand === 1 ? whole : whole.toReversed(),
    coding: strand === 1 ? coding : coding.toReversed(),
    phase: firstPhase(draft, strand),
  };
}

function inOrder(flat: readonly number[]): readonly GenomicInterval[] {
  const intervals: GenomicInterval[] = [];
  for (let at = 0; at < flat.length; at += 2) {
    intervals.push({ start0: flat[at] as number, end0: flat[at + 1] as number });
  }
  return intervals.sort(byStart);
}

function byStart(a: GenomicInterval, b: GenomicInterval): number {
  return a.start0 - b.start0 || a.end0 - b.end0;
}

/** The first base, 1-based, that two of the ordered intervals share. */
function overlap(ordered: readonly GenomicInterval[]): number | null {
  for (let i = 1; i < ordered.length; i++) {
    const { start0 } = ordered[i] as GenomicInterval;
    if (start0 < (ordered[i - 1] as GenomicInterval).end0) return start0 + 1;
  }
  return null;
}

/** Touching intervals as one. */
function joined(ordered: readonly GenomicInterval[]): readonly GenomicInterval[] {
  const whole: GenomicInterval[] = [];
  for (const { start0, end0 } of ordered) {
    const last = whole.at(-1);
    if (last !== undefined && last.end0 === start0) whole[whole.length - 1] = { ...last, end0 };
    else whole.push({ start0, end0 });
  }
  return whole;
}

/** Why the coding parts, each inside of an exon, do not follow each other on the transcript. */
function holeInCoding(
  exons: readonly GenomicInterval[],
  coding: readonly GenomicInterval[],
): string | null {
  const exonOf = ({ start0 }: GenomicInterval): number =>
    exons.findIndex((exon) => exon.start0 <= start0 && start0 < exon.end0);
  for (let i = 1; i < coding.length; i++) {
    const before = coding[i - 1] as GenomicInterval;
    const after = coding[i] as GenomicInterval;
    const first = exonOf(before);
    if (
      exonOf(after) !== first + 1 ||
      before.end0 !== exons[first]?.end0 ||
      after.start0 !== exons[first + 1]?.start0
    ) {
      return `exon bases between ${before.end0} and ${after.start0 + 1} are missing from its CDS`;
    }
  }
  return null;
}

function firstPhase({ cds, cdsPhases }: Draft, strand: 1 | -1): 0 | 1 | 2 {
  let first = 0;
  for (let i = 1; i < cdsPhases.length; i++) {
    const isEarlier = (cds[2 * i] as number) < (cds[2 * first] as number) === (strand === 1);
    if (isEarlier) first = i;
  }
  return cdsPhases[first] ?? 0;
}
