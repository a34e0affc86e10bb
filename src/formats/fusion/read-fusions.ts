import { InputError } from '../../core/errors.js';
import type { SkippedItem } from '../../core/skipped.js';
import { numberInCell } from '../tsv/number-cell.js';
import { columnIndex, readTsv, textLines, type Tsv, type TsvRow } from '../tsv/read-tsv.js';
import {
  agFusionPeptide,
  arribaPeptide,
  type ReadPeptide,
  starFusionPeptide,
} from './fusion-peptide.js';
import {
  type FusionPartner,
  type FusionRow,
  type FusionTable,
  type FusionTool,
  parseBreakpoint,
  parseFrame,
} from './fusion-row.js';

/**
 * Reads a table of fusion transcripts, told by its header: Arriba, STAR-Fusion, FusionCatcher (final list and
 * summary), AGFusion (`fusion_transcripts.txt` or `_protein.fa`) and PCGR. A table without rows is no fusion,
 * which is an answer. Rows that cannot be used are skipped with their line.
 * @throws InputError for another table.
 */
export function readFusions(text: string, file: string): FusionTable {
  if (/^\uFEFF?\s*>/.test(text)) return readAgFusionProteins(text, file);
  if (/^\uFEFF?Very short summary of found candidate fusion genes/.test(text)) {
    return readSummary(text, file);
  }
  const table = readTsv(text, file);
  const layout = LAYOUTS.find(({ marks }) => marks.every((name) => columnIndex(table, name) >= 0));
  if (layout === undefined) throw notFusions(table);
  const cells = (row: TsvRow): Cells => ({
    line: row.line,
    text: (...names) => {
      const index = columnIndex(table, ...names);
      return index < 0 ? '' : (row.cells[index] as string).trim();
    },
  });
  const rows: FusionRow[] = [];
  const skipped: SkippedItem[] = [...table.skipped];
  for (const row of table.rows) {
    try {
      rows.push(layout.read(cells(row)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      skipped.push(skippedRow(row.line, 'bad-fusion', error.message, file));
    }
  }
  return { tool: layout.tool, file, rows, skipped, notes: [] };
}

/** One row's cells by column name, empty where the table has none of that name. */
interface Cells {
  readonly line: number;
  text(...names: readonly string[]): string;
}

interface Layout {
  readonly tool: FusionTool;
  /** Columns that tell the tool from the others. */
  readonly marks: readonly string[];
  /** @throws InputError for a row that is no fusion. */
  read(cells: Cells): FusionRow;
}

const LAYOUTS: readonly Layout[] = [
  { tool: 'Arriba', marks: ['gene1', 'gene2', 'breakpoint1', 'split_reads1'], read: arribaRow },
  { tool: 'STAR-Fusion', marks: ['FusionName', 'LeftGene', 'RightGene'], read: starFusionRow },
  {
    tool: 'FusionCatcher',
    marks: ['Fusion_description', 'Spanning_pairs', 'Spanning_unique_reads'],
    read: fusionCatcherRow,
  },
  { tool: 'AGFusion', marks: ["5'_gene", "3'_gene", 'Fusion_effect'], read: agFusionRow },
  { tool: 'PCGR', marks: ['FusionGene', 'LeftBreakpoint', 'RightBreakpoint'], read: pcgrRow },
];

function notFusions(table: Tsv): InputError {
  const place = { file: table.file, line: table.headerLine };
  if (columnIndex(table, 'exon_gene_source') >= 0) {
    return new InputError("this is AGFusion's table of exons, which has no fusion protein", {
      ...place,
      hint: 'give its _protein.fa',
    });
  }
  return new InputError('the table is not one of fusions that is known', {
    ...place,
    hint: 'Arriba, STAR-Fusion, FusionCatcher, AGFusion and PCGR are read, told by their header',
  });
}

function skippedRow(line: number, code: string, reason: string, file: string): SkippedItem {
  return { status: 'skipped', item: `fusion on line ${line}`, code, reason, file, line };
}

function count(text: string): number | null {
  const value = numberInCell(text);
  return value === null || value < 0 ? null : value;
}

function orNull(text: string): string | null {
  return text === '' || text === '.' || text === 'NA' ? null : text;
}

function words(...texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(',')).flatMap((word) => orNull(word.trim()) ?? []);
}

function peptideParts(read: ReadPeptide): Pick<FusionRow, 'peptide' | 'noPeptide'> {
  return read.kind === 'peptide'
    ? { peptide: read.peptide, noPeptide: null }
    : { peptide: null, noPeptide: read.reason };
}

function partner(
  name: string,
  given: Partial<Pick<FusionPartner, 'geneId' | 'transcript' | 'breakpoint' | 'depth'>>,
): FusionPartner {
  if (name === '') throw new InputError('a fusion without the name of a gene');
  // Arriba writes the genes around an intergenic place with their distance.
  const isIntergenic = /\(\d+\)/.test(name) || name === '.';
  return {
    name,
    symbol: isIntergenic ? null : name,
    geneId: null,
    transcript: null,
    breakpoint: null,
    depth: null,
    ...given,
  };
}

/** @throws InputError where the name is not two genes joined by `--`. */
function joinedGenes(name: string): readonly [string, string] {
  const [five, three, ...more] = name.split('--');
  if (five === undefined || three === undefined || more.length > 0 || !five || !three) {
    throw new InputError(`"${name}" is not a pair of genes joined by --`);
  }
  return [five, three];
}

function arribaRow({ line, text }: Cells): FusionRow {
  const side = (n: 1 | 2): FusionPartner => {
    // `gene/fusion`: the strand of the gene, then the one that is transcribed.
    const [, fused] = text(`strand${n}(gene/fusion)`).split('/');
    return partner(text(`gene${n}`), {
      geneId: orNull(text(`gene_id${n}`)),
      transcript: orNull(text(`transcript_id${n}`)),
      breakpoint: parseBreakpoint(
        text(`breakpoint${n}`),
        fused === '+' || fused === '-' ? fused : null,
      ),
      depth: count(text(`coverage${n}`)),
    });
  };
  const splitReads = [count(text('split_reads1')), count(text('split_reads2'))] as const;
  const frame = text('reading_frame');
  const inFrame = parseFrame(frame);
  return {
    gene5: side(1),
    gene3: side(2),
    junctionReads:
      splitReads[0] === null || splitReads[1] === null ? null : splitReads[0] + splitReads[1],
    spanningReads: count(text('discordant_mates')),
    inFrame,
    ...peptideParts(
      frame === 'stop-codon'
        ? { kind: 'none', reason: 'a stop codon comes before the junction' }
        : arribaPeptide(text('peptide_sequence'), inFrame),
    ),
    protein: null,
    confidence: orNull(text('confidence')),
    tags: words(text('type'), text('tags')),
    source: 'Arriba',
    line,
  };
}

function starFusionRow({ line, text }: Cells): FusionRow {
  const [symbol5, symbol3] = joinedGenes(text('FusionName'));
  const side = (symbol: string, which: 'Left' | 'Right'): FusionPartner => {
    const [, id] = text(`${which}Gene`).split('^');
    return partner(symbol, {
      geneId: id ?? null,
      transcript: orNull(text(`CDS_${which.toUpperCase()}_ID`)),
      breakpoint: parseBreakpoint(text(`${which}Breakpoint`), null),
      depth: count(text(`NumCounterFusion${which}`)),
    });
  };
  const inFrame = parseFrame(text('PROT_FUSION_TYPE'));
  return {
    gene5: side(symbol5, 'Left'),
    gene3: side(symbol3, 'Right'),
    junctionReads: count(text('JunctionReadCount')),
    spanningReads: count(text('SpanningFragCount')),
    inFrame,
    ...peptideParts(starFusionPeptide(text('FUSION_TRANSL'), text('CDS_LEFT_RANGE'), inFrame)),
    protein: null,
    confidence: null,
    tags: words(
      text('SpliceType'),
      text('annots')
        .replace(/^\[|\]$/g, '')
        .replaceAll('"', ''),
    ),
    source: 'STAR-Fusion',
    line,
  };
}

function fusionCatcherRow({ line, text }: Cells): FusionRow {
  const side = (n: 1 | 2): FusionPartner => {
    const end = n === 1 ? '5end' : '3end';
    const id = text(`Gene_${n}_id(${end}_fusion_partner)`, `Fusion_gene_${n}(${end}_partner)`);
    return partner(
      text(`Gene_${n}_symbol(${end}_fusion_partner)`, `Fusion_gene_symbol_${n}(${end}_partner)`),
      {
        geneId: orNull(id),
        breakpoint: parseBreakpoint(
          text(
            `Fusion_point_for_gene_${n}(${end}_fusion_partner)`,
            `Fusion_gene_${n}_position(${end}_partner)`,
          ),
          null,
        ),
      },
    );
  };
  return {
    gene5: side(1),
    gene3: side(2),
    junctionReads: count(text('Spanning_unique_reads')),
    spanningReads: count(text('Spanning_pairs')),
    inFrame: parseFrame(text('Predicted_effect')),
    peptide: null,
    noPeptide: 'FusionCatcher gives no protein',
    protein: null,
    confidence: null,
    tags: words(text('Fusion_description')),
    source: 'FusionCatcher',
    line,
  };
}

function agFusionRow({ line, text }: Cells): FusionRow {
  const side = (end: "5'" | "3'"): FusionPartner =>
    partner(text(`${end}_gene`), { transcript: orNull(text(`${end}_transcript`)) });
  const effect = text('Fusion_effect');
  return {
    gene5: side("5'"),
    gene3: side("3'"),
    junctionReads: null,
    spanningReads: null,
    inFrame: parseFrame(effect),
    peptide: null,
    noPeptide: 'the proteins are in another file of AGFusion, _protein.fa',
    protein: null,
    confidence: null,
    tags: words(effect),
    source: 'AGFusion',
    line,
  };
}

function pcgrRow({ line, text }: Cells): FusionRow {
  const [symbol5, symbol3] = joinedGenes(text('FusionGene'));
  return {
    gene5: partner(symbol5, { breakpoint: parseBreakpoint(text('LeftBreakpoint'), null) }),
    gene3: partner(symbol3, { breakpoint: parseBreakpoint(text('RightBreakpoint'), null) }),
    junctionReads: count(text('SplitReads')),
    spanningReads: null,
    inFrame: null,
    peptide: null,
    noPeptide: 'the table has no protein',
    protein: null,
    confidence: orNull(text('Confidence')),
    tags: [],
    source: 'PCGR',
    line,
  };
}

/** FusionCatcher's `summary_candidate_fusions.txt`: pairs of genes and what is known of them. */
function readSummary(text: string, file: string): FusionTable {
  const rows: FusionRow[] = [];
  let announced: number | null = null;
  for (const [index, line] of textLines(text, file).entries()) {
    announced ??= count(/^Found (\d+) fusion gene\(s\)/.exec(line)?.[1] ?? '');
    const [, name, remarks = ''] = /^\s*\*\s+(\S+--\S+)(?:\s+\((.*)\))?\s*$/.exec(line) ?? [];
    if (name === undefined) continue;
    const [symbol5, symbol3] = joinedGenes(name);
    rows.push({
      gene5: partner(symbol5, {}),
      gene3: partner(symbol3, {}),
      junctionReads: null,
      spanningReads: null,
      inFrame: null,
      peptide: null,
      noPeptide: 'the summary has gene names only; the final list has the breakpoints',
      protein: null,
      confidence: null,
      tags: remarks.split(';').flatMap((word) => orNull(word.trim()) ?? []),
      source: 'FusionCatcher summary',
      line: index + 1,
    });
  }
  return {
    tool: 'FusionCatcher summary',
    file,
    rows,
    skipped: [],
    notes:
      announced === null || announced === rows.length
        ? []
        : [`${file} announces ${announced} fusions and lists ${rows.length}`],
  };
}

/** `>A-B length=…, transcripts: T5-T3, genes: G5-G3, effect: out-of-frame`, then the whole protein. */
function readAgFusionProteins(text: string, file: string): FusionTable {
  const rows: FusionRow[] = [];
  const skipped: SkippedItem[] = [];
  const lines = textLines(text, file);
  const headers = lines.flatMap((line, index) => (line.startsWith('>') ? [index] : []));
  for (const [n, index] of headers.entries()) {
    const header = lines[index] as string;
    const residues = lines.slice(index + 1, headers[n + 1] ?? lines.length);
    const written = residues.join('').replaceAll(/\s/g, '').toUpperCase().replace(/\*$/, '');
    const protein = written.replaceAll('*', '');
    const field = (name: string): string =>
      new RegExp(`\\b${name}: ([^,]+)`).exec(header)?.[1]?.trim() ?? '';
    const genes = field('genes').split('-');
    const transcripts = field('transcripts').split('-');
    const skip = (code: string, reason: string): void => {
      skipped.push(skippedRow(index + 1, code, reason, file));
    };
    if (transcripts.length !== 2 || field('effect') === '') {
      skip('bad-fusion', 'the header does not have AGFusion’s transcripts, genes and effect');
    } else if (genes.length !== 2) {
      skip('bad-fusion', `"${field('genes')}" can be split into two genes in more than one way`);
    } else if (!/^[A-Z]+$/.test(protein)) {
      skip('bad-fusion', 'the sequence is not a protein');
    } else {
      rows.push({
        gene5: partner(genes[0] as string, { transcript: transcripts[0] as string }),
        gene3: partner(genes[1] as string, { transcript: transcripts[1] as string }),
        junctionReads: null,
        spanningReads: null,
        inFrame: parseFrame(field('effect')),
        ...peptideParts(agFusionPeptide(written, field('effect'))),
        protein,
        confidence: null,
        tags: [field('effect')],
        source: 'AGFusion',
        line: index + 1,
      });
    }
  }
  if (rows.length === 0 && skipped.every(({ reason }) => reason.includes('header'))) {
    throw new InputError('the FASTA is not one of AGFusion’s fusion proteins', {
      file,
      line: 1,
      hint: 'its headers have transcripts:, genes: and effect:',
    });
  }
  return { tool: 'AGFusion', file, rows, skipped, notes: [] };
}
