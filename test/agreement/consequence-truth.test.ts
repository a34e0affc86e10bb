import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { openBgzipFasta } from '../../data/recipes/demo-cases/bgzip-fasta.js';
import type { TranscriptId } from '../../src/core/brands.js';
import { buildTranscripts } from '../../src/engines/genome/build-transcripts.js';
import {
  callConsequence,
  type TranscriptConsequenceCall,
} from '../../src/engines/genome/consequence/call-consequence.js';
import { transcriptIndex } from '../../src/engines/genome/consequence/transcript-index.js';
import { readGeneModels } from '../../src/engines/genome/read-gene-models.js';
import { reverseComplement } from '../../src/engines/genome/reverse-complement.js';
import type { GenomeDifference, Transcript } from '../../src/engines/genome/transcript.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { hasShared, sharedPath, sharedRows, sharedText } from '../shared-data.js';

const GENOME = 'data/genome/lrg_panel/lrg38.fa.gz';
const ANNOTATION = 'data/genome/lrg_panel/lrg_grch38.gff3.gz';
const RECORDS = 'data/genome/lrg_panel/lrg_parsed_grch37_grch38.json.gz';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The tables' word for a call; where several apply, the one that says most about the protein. */
function classOf({ terms, mutantProtein, wildtypeProtein }: TranscriptConsequenceCall): string {
  const has = (term: (typeof terms)[number]): boolean => terms.includes(term);
  if (has('start_lost')) return 'start_lost';
  if (has('frameshift_variant')) return 'frameshift';
  if (has('stop_gained')) return 'stop_gained';
  if (has('stop_lost')) return 'stop_lost';
  if (has('missense_variant')) return 'missense';
  if (mutantProtein === wildtypeProtein) return 'synonymous';
  return (mutantProtein ?? '').length < (wildtypeProtein ?? '').length
    ? 'inframe_deletion'
    : 'inframe_insertion';
}

interface LrgRecord {
  readonly lrg: string;
  readonly symbol: string;
  readonly maps: Readonly<
    Record<
      'GRCh38',
      readonly [
        chromosome: string,
        accession: string,
        spans: readonly (readonly [
          lrgStart: number,
          lrgEnd: number,
          start: number,
          end: number,
          strand: 1 | -1,
          differences: readonly (readonly [
            kind: string,
            lrgStart: number,
            lrgEnd: number,
            start: number,
            end: number,
            lrgBases: string,
            genomeBases: string,
          ])[],
        ])[],
      ]
    >
  >;
  readonly transcripts: readonly {
    readonly name: string;
    readonly cdna: string;
    readonly exons: readonly (readonly [start: number, end: number, strand: number])[];
    readonly coding: readonly {
      readonly start: number;
      readonly end: number;
      readonly protein: string;
      readonly sec: readonly unknown[];
    }[];
  }[];
}

/** A transcript with the LRG record's own sequence, placed on GRCh38 with the record's differences. */
function lrgTranscript(record: LrgRecord, name: string): Transcript & { readonly protein: string } {
  const found = record.transcripts.find((transcript) => transcript.name === name);
  const coding = found?.coding[0];
  const [chromosome, , [span]] = record.maps.GRCh38;
  if (found === undefined || coding === undefined || span === undefined) throw new Error(name);
  const [lrgStart, , start, end, strand, differences] = span;
  /** How many bases more the genome has before an LRG base. */
  const grown = (lrg: number): number =>
    differences.reduce((sum, [, from, to, , , own, genome]) => {
      const isBefore = own === '-' ? to <= lrg : from < lrg;
      const length = (bases: string): number => (bases === '-' ? 0 : bases.length);
      return isBefore ? sum + length(genome) - length(own) : sum;
    }, 0);
  const onGenome = (lrg: number): number =>
    strand === 1 ? start + lrg - lrgStart + grown(lrg) : end - (lrg - lrgStart) - grown(lrg);
  const exons = found.exons.map(([from, to]) =>
    strand === 1
      ? { start0: onGenome(from) - 1, end0: onGenome(to) }
      : { start0: onGenome(to) - 1, end0: onGenome(from) },
  );
  const cdnaOf = (lrg: number): number | null => {
    let cdna0 = 0;
    for (const [from, to] of found.exons) {
      if (lrg >= from && lrg <= to) return cdna0 + lrg - from;
      cdna0 += to - from + 1;
    }
    return null;
  };
  const genomeDifferences: GenomeDifference[] = [];
  for (const [, from, to, , , own, genome] of differences) {
    const cdnaStart0 = cdnaOf(own === '-' ? to : from);
    if (cdnaStart0 === null) continue;
    const bases = (text: string): string => (text === '-' ? '' : text);
    genomeDifferences.push({ cdnaStart0, reference: bases(genome), transcript: bases(own) });
  }
  return {
    id: `${record.lrg}${name}` as TranscriptId,
    geneSymbol: record.symbol,
    geneId: null,
    proteinId: `${record.lrg}p1`,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome,
    strand,
    exons,
    cds: { start0: cdnaOf(coding.start) as number, end0: (cdnaOf(coding.end) as number) + 1 },
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences,
    cdna: found.cdna,
    flanks: exons.map(() => ({ before: '', after: '' })),
    protein: coding.protein,
  };
}

describe.skipIf(!hasShared(GENOME))('20,000 variants on the LRG panel', () => {
  const transcripts = new Map<string, Transcript>();
  const refused = new Map<string, string>();
  const genome = hasShared(GENOME) ? openBgzipFasta(sharedPath(GENOME)) : null;

  beforeAll(async () => {
    const models = await readGeneModels(fileSource(sharedPath(ANNOTATION)));
    const sequences = {
      kind: 'genome',
      fetch: (chromosome: string, start0: number, end0: number) =>
        genome?.bases(`chr${chromosome}`, Math.max(0, start0), end0) ?? null,
    } as const;
    for (const built of buildTranscripts(models, sequences)) {
      if ('code' in built) refused.set(built.item, built.reason);
      else transcripts.set(built.id, built);
    }
  });

  it.each([
    ['raw', 26_907],
    ['leftaligned', 26_908],
  ])('have the class and the mutant protein of the %s table, every pair of %i', (name, count) => {
    const rows = sharedRows(`data/genome/consequence_truth_${name}.tsv.gz`);
    expect(rows).toHaveLength(count);
    const wrong: string[] = [];
    for (const row of rows) {
      const transcript = transcripts.get(row['transcript'] as string);
      const call =
        transcript &&
        callConsequence(transcript, {
          chromosome: (row['#chrom'] as string).replace('chr', ''),
          start0: Number(row['pos']) - 1,
          reference: row['ref'] as string,
          alternate: row['alt'] as string,
        });
      const protein = call?.mutantProtein ?? null;
      const isRight =
        call !== null &&
        call !== undefined &&
        protein !== null &&
        md5(protein) === row['alt_protein_md5'] &&
        protein.length === Number(row['alt_protein_len']) &&
        call.wildtypeProtein?.length === Number(row['ref_protein_len']) &&
        classOf(call) === row['class'];
      if (!isRight) {
        wrong.push(
          `${row['transcript']} ${row['#chrom']}:${row['pos']} ${row['ref']}>${row['alt']}`,
        );
      }
    }
    expect(wrong).toEqual([]);
  });

  describe('the four transcripts unlike the genome', () => {
    let records: readonly LrgRecord[] = [];
    beforeAll(() => {
      records = JSON.parse(sharedText(RECORDS)) as readonly LrgRecord[];
    });
    const own = (symbol: string): Transcript & { readonly protein: string } => {
      const record = records.find((one) => one.symbol === symbol);
      if (record === undefined) throw new Error(symbol);
      return lrgTranscript(record, 't1');
    };

    /** Calls A for every 29th base of the reading frame and compares with the record's own cDNA. */
    function expectOwnSequenceRead(transcript: Transcript): void {
      const { cds, cdna, strand, chromosome } = transcript;
      let cdna0 = 0;
      const shifts = transcript.genomeDifferences;
      for (const exon of transcript.exons) {
        const length = exon.end0 - exon.start0;
        for (let i = 0; i < length; i += 29) {
          const at = strand === 1 ? exon.start0 + i : exon.end0 - 1 - i;
          const shift = shifts
            .filter((one) => one.cdnaStart0 + one.reference.length <= cdna0 + i)
            .reduce((sum, one) => sum + one.transcript.length - one.reference.length, 0);
          const place0 = cdna0 + i + shift;
          const forward = genome?.bases(`chr${chromosome}`, at, at + 1) as string;
          const base = strand === 1 ? forward : reverseComplement(forward);
          if (cds === null || place0 < cds.start0 + 3 || place0 >= cds.end0 - 3 || base === 'A') {
            continue;
          }
          const isNear = shifts.some(({ cdnaStart0 }) => Math.abs(cdnaStart0 - place0) < 12);
          if (isNear) continue;
          const call = callConsequence(transcript, {
            chromosome,
            start0: at,
            reference: forward,
            alternate: strand === 1 ? 'A' : 'T',
          });
          expect(call?.referenceMismatch).toBeNull();
          expect(call?.hgvsc).toBe(
            `${transcript.id}:c.${place0 - cds.start0 + 1}${cdna.charAt(place0)}>A`,
          );
        }
        cdna0 += length;
      }
    }

    it('ORAI1: GRCh38 has five bases more after c.123, so its CDS is refused; the record reads on its own', () => {
      expect(refused.get('transcript LRG_93t1')).toBe(
        'its CDS of 911 bases is no whole number of codons',
      );
      const transcript = own('ORAI1');
      expect(transcript.genomeDifferences).toEqual([
        { cdnaStart0: 316, reference: 'GCCCC', transcript: '' },
      ]);
      expect(transcriptIndex(transcript).protein).toBe(transcript.protein);
      expectOwnSequenceRead(transcript);
      // Within the five bases there is no base of the transcript to change.
      const inside = { chromosome: '12', start0: 121_626_867, reference: 'C', alternate: 'A' };
      expect(callConsequence(transcript, inside)).toMatchObject({
        terms: ['coding_sequence_variant'],
        hgvsc: null,
        mutantProtein: null,
        proteinDoubts: [{ code: 'unlike-genome' }],
      });
    });

    it('SLC37A4: GRCh38 has one base more, so its CDS is refused; the record reads on its own', () => {
      expect(refused.get('transcript LRG_187t1')).toBe(
        'its CDS of 1291 bases is no whole number of codons',
      );
      const transcript = own('SLC37A4');
      expect(transcriptIndex(transcript).protein).toBe(transcript.protein);
      expect(transcript.genomeDifferences).toHaveLength(1);
      expectOwnSequenceRead(transcript);
    });

    it('ALMS1: the record has one Glu more than GRCh38; each is read by its own sequence', () => {
      const transcript = own('ALMS1');
      const fromGenome = transcripts.get('LRG_741t1') as Transcript;
      expect(transcript.genomeDifferences[0]).toMatchObject({ reference: '', transcript: 'GGA' });
      expect(transcriptIndex(transcript).protein).toBe(transcript.protein);
      expect(transcriptIndex(fromGenome).protein).toHaveLength(transcript.protein.length - 1);
      expectOwnSequenceRead(transcript);
    });

    it('TXNRD2: like the genome, but its UGA is selenocysteine, kept by every other change', () => {
      const transcript = own('TXNRD2');
      const fromGenome = transcripts.get('LRG_417t1') as Transcript;
      expect(transcript.genomeDifferences).toEqual([]);
      expect(fromGenome.cdna).toBe(transcript.cdna);
      const [sec] = fromGenome.translationExceptions;
      expect(sec?.residue).toBe('U');
      const exon = fromGenome.exons[3] as Transcript['exons'][number];
      const base = genome?.bases('chr22', exon.start0 + 9, exon.start0 + 10) as string;
      const call = callConsequence(fromGenome, {
        chromosome: '22',
        start0: exon.start0 + 9,
        reference: base,
        alternate: base === 'A' ? 'C' : 'A',
      });
      expect(call?.wildtypeProtein).toBe(transcript.protein);
      expect(call?.mutantProtein?.indexOf('U')).toBe(transcript.protein.indexOf('U'));
      expectOwnSequenceRead(fromGenome);
    });
  });
});
