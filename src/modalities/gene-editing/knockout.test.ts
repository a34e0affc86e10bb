import { describe, expect, it } from 'vitest';

import { emptyFindings } from '../../../test/contract/check-modality.js';
import type { TranscriptId } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import { seededRandom } from '../../core/seeded-random.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import { openGenome } from '../../engines/search/genome-source.js';
import { patientVariant } from '../../engines/search/patient-variants.js';
import type { Findings } from '../../findings/findings.js';
import { memorySource } from '../../formats/text/byte-source.js';
import type { DesignEngines, SearchedGenome } from '../modality.js';
import { geneEditing } from './gene-editing.js';
import { GENOME_FLANK_BP, withGenomeFlanks } from './genome-flanks.js';
import { toyTranscript } from './toy-locus.fixture.js';

const random = seededRandom(20_261_205);
const bases = (length: number): string =>
  Array.from({ length }, () => 'ACGT'.charAt(random.below(4))).join('');
const codons = (count: number): string =>
  Array.from({ length: count }, () => {
    for (;;) {
      const codon = bases(3);
      if (!/^(?:TAA|TAG|TGA)$/.test(codon)) return codon;
    }
  }).join('');

/** 2,000 bases, then three exons of 150, 300 and 153 bases with introns of 400, then 2,000 bases. */
function gene(symbol: string, chromosome: string, strand: 1 | -1) {
  const cdna = `ATG${codons(199)}TAA`;
  const parts = [cdna.slice(0, 150), cdna.slice(150, 450), cdna.slice(450)] as const;
  const introns = [bases(400), bases(400)];
  const outside = [bases(2_000), bases(2_000)];
  const stranded = [outside[0], parts[0], introns[0], parts[1], introns[1], parts[2], outside[1]];
  const sequence = strand === 1 ? stranded.join('') : reverseComplement(stranded.join(''));
  const starts = [2_000, 2_550, 3_250];
  const exons = starts.map((start, i) => {
    const length = (parts[i] as string).length;
    return strand === 1
      ? { start0: start, end0: start + length }
      : { start0: sequence.length - start - length, end0: sequence.length - start };
  });
  const none = { before: '', after: '' };
  const transcript: Transcript = {
    ...toyTranscript(cdna, strand, none),
    id: `${symbol}_1` as TranscriptId,
    geneSymbol: symbol,
    chromosome,
    exons,
    flanks: [none, none, none],
  };
  return { transcript, sequence };
}

const ONE = gene('ONE', '1', 1);
const TWO = gene('TWO', '2', -1);
const FASTA = `>chr1\n${ONE.sequence}\n>chr2\n${TWO.sequence}\n`;

function genomeOf(text: string): SearchedGenome {
  return { name: 'genome.fa', source: openGenome(memorySource('genome.fa', text), sha256Hex) };
}

function engines(genome: SearchedGenome | null): DesignEngines {
  const all = [ONE.transcript, TWO.transcript];
  const reference = {
    source: 'a test',
    transcriptsAt: () => [],
    transcripts: () => all.values(),
  } as unknown as Reference;
  return {
    parts: { parts: [] },
    editing: {
      guideScores: async () => null,
      efficacy: async () => null,
      reference: async () => reference,
      ...(genome === null ? {} : { genome }),
    },
  } as unknown as DesignEngines;
}

function placedFindings(): Findings {
  const empty = emptyFindings();
  const build = { kind: 'given', value: 'GRCh38', from: 'a test' } as const;
  return { ...empty, tumour: { ...empty.tumour, variantCount: 0, build } };
}

const design = (
  knockOut: string,
  genome: SearchedGenome | null = null,
  findings = placedFindings(),
) =>
  geneEditing.design(
    findings,
    { ...geneEditing.defaults, knockOut },
    engines(genome),
    quietContext(),
  );

describe('withGenomeFlanks', () => {
  it("gives both strands' exons the genome's bases, in the transcript's direction", async () => {
    const found = await withGenomeFlanks(
      [ONE.transcript, TWO.transcript],
      genomeOf(FASTA),
      quietContext(),
    );
    for (const { transcript, sequence } of [ONE, TWO]) {
      const longer = found.get(transcript);
      const { strand, exons } = transcript;
      const stranded = strand === 1 ? sequence : reverseComplement(sequence);
      for (const [i, { start0, end0 }] of exons.entries()) {
        const from = strand === 1 ? start0 : sequence.length - end0;
        const to = strand === 1 ? end0 : sequence.length - start0;
        expect(longer?.flanks[i]).toEqual({
          before: stranded.slice(from - GENOME_FLANK_BP, from),
          after: stranded.slice(to, to + GENOME_FLANK_BP),
        });
      }
    }
  });

  it('leaves a transcript out that the genome reads otherwise, or does not have', async () => {
    const at = ONE.transcript.exons[1]?.start0 as number;
    const changed = ONE.sequence.charAt(at) === 'A' ? 'C' : 'A';
    const other = ONE.sequence.slice(0, at) + changed + ONE.sequence.slice(at + 1);
    const found = await withGenomeFlanks(
      [ONE.transcript, TWO.transcript],
      genomeOf(`>1\n${other}\n`),
      quietContext(),
    );
    expect([...found.keys()]).toEqual([]);
  });
});

describe('knock-outs that are asked for', () => {
  it('cut early shared exons, in pairs too, and name what is cut beside', async () => {
    const designs = await design('ONE, TWO', genomeOf(FASTA));
    expect(designs.map(({ label, subject, score }) => [label, subject, score])).toEqual([
      ['ONE knock-out', 'gene', 0],
      ['TWO knock-out', 'gene', 0],
    ]);
    for (const { knockOutGene, guidePairs, gene: symbol, ...rest } of designs) {
      const { sequence } = symbol === 'ONE' ? ONE : TWO;
      if (knockOutGene.kind !== 'designed' || guidePairs.kind !== 'designed') {
        throw new Error(`no guide for ${symbol}`);
      }
      for (const { place, site } of [
        ...knockOutGene.items,
        ...guidePairs.items.flatMap(({ first, second }) => [first, second]),
      ]) {
        const [, start, end, strand] = /:(\d+)-(\d+) \((.)\)/.exec(place) ?? [];
        const there = sequence.slice(Number(start) - 1, Number(end));
        expect(strand === '+' ? there : reverseComplement(there)).toBe(site.spacer);
      }
      for (const { first, second, deletedBp, frame, codingLostNt } of guidePairs.items) {
        const cutOf = ({ place, site: { strand } }: typeof first): number => {
          const [, start, end] = /:(\d+)-(\d+)/.exec(place) ?? [];
          return strand === 1 ? Number(start) - 1 + 17 : Number(end) - 17;
        };
        expect(Math.abs(cutOf(second) - cutOf(first))).toBe(deletedBp);
        expect(frame).toBe(codingLostNt % 3 === 0 ? 'kept' : 'shifted');
      }
      expect(rest.joins).toEqual([{ gene: symbol === 'ONE' ? 'TWO' : 'ONE', apartBp: null }]);
      expect(rest.ground.note).toContain('600 bases on either side from genome.fa');
      if ('reason' in rest.primers) throw new Error(rest.primers.reason);
      const { forward, reverse, productBp } = rest.primers;
      const at = sequence.indexOf(forward.sequence);
      const end = sequence.indexOf(reverseComplement(reverse.sequence)) + reverse.sequence.length;
      expect(end - at).toBe(productBp);
      expect(productBp).toBeGreaterThanOrEqual(300);
      expect(productBp).toBeLessThanOrEqual(700);
    }
  });

  it("searches with the patient's variants that the host hands on", async () => {
    const variants = [
      patientVariant('v', { chromosome: '1', start0: 5, reference: 'A', alternate: 'C' }),
    ];
    const [only] = await design('ONE', { ...genomeOf(FASTA), variants } as SearchedGenome);
    expect(only?.searchedVariants).toBe(1);
    expect((await design('ONE', genomeOf(FASTA)))[0]?.searchedVariants).toBe(0);
    expect((await design('ONE'))[0]?.searchedVariants).toBeNull();
  });

  it('says so where the pack has the mRNA alone', async () => {
    const [only] = await design('ONE');
    expect(only?.ground.kind).toBe('mrna');
    expect(only?.primers).toEqual({
      reason: 'the pack has the mRNA alone: give a whole genome (--genome)',
    });
    expect(only?.joins).toEqual([]);
    expect(geneEditing.orders(only as NonNullable<typeof only>).map(({ name }) => name)).toEqual([
      'Guides',
    ]);
  });

  it('refuses a gene that the reference does not hold, and says how to get it', async () => {
    await expect(design('ONE,PDCD1,TRAC')).rejects.toMatchObject({
      name: 'OptionError',
      message: 'the reference (a test) does not hold PDCD1, TRAC',
      path: 'gene-editing.knockOut',
      hint: expect.stringContaining('oncoscript packs build --gff'),
    });
    await expect(design('ONE;TWO')).rejects.toThrow(OptionError);
    await expect(design('ONE', null, emptyFindings())).rejects.toThrow('genome build');
  });
});
