import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseTranscriptId } from '../../../core/brands.js';
import { translateCodons } from '../consequence/codons.js';
import type { GenomicInterval, Transcript } from '../transcript.js';
import { junctionProtein, type JunctionProtein } from './junction-protein.js';

const FLANK = 30;

/** A transcript of this genome, or, on the minus strand, of its reverse complement: the same bases. */
function placed(
  genome: string,
  exons: readonly GenomicInterval[],
  cds: { readonly start0: number; readonly end0: number },
  strand: 1 | -1 = 1,
  flank = FLANK,
): Transcript {
  const turned = ({ start0, end0 }: GenomicInterval): GenomicInterval =>
    strand === 1
      ? { start0, end0 }
      : { start0: genome.length - end0, end0: genome.length - start0 };
  return {
    id: parseTranscriptId('NM_000001.1'),
    geneSymbol: 'G',
    geneId: null,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: '1',
    strand,
    exons: exons.map(turned),
    cds,
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences: [],
    cdna: exons.map(({ start0, end0 }) => genome.slice(start0, end0)).join(''),
    flanks: exons.map(({ start0, end0 }) => ({
      before: genome.slice(Math.max(0, start0 - flank), start0),
      after: genome.slice(end0, end0 + flank),
    })),
  };
}

// By hand: CC ATG AAA GCT | GAT TGG CAT | TTT CGT TAA GG, with introns of eight bases in lower case.
const GENOME = 'CCATGAAAGCTgtaacaagGATTGGCATgtcccaagTTTCGTTAAGG'.toUpperCase();
const EXONS = [
  { start0: 0, end0: 11 },
  { start0: 19, end0: 28 },
  { start0: 36, end0: 47 },
];
const CODING = { start0: 2, end0: 29 };
const GENE = placed(GENOME, EXONS, CODING);

function made(
  intron: GenomicInterval,
  gene = GENE,
  substitution: Parameters<typeof junctionProtein>[3] = null,
): JunctionProtein {
  const result = junctionProtein(gene, intron, [], substitution);
  if (result.kind !== 'protein') throw new Error(result.reason);
  return result;
}

function refused(intron: GenomicInterval, gene = GENE): string {
  const result = junctionProtein(gene, intron, [], null);
  return result.kind === 'none' ? result.code : result.sequence;
}

describe('junctionProtein', () => {
  it('skips an exon: MKADWHFR without DWH', () => {
    expect(made({ start0: 11, end0: 36 })).toMatchObject({
      effect: 'exon-skipping',
      annotatedEnds: 2,
      frame: 'in-frame',
      sequence: 'MKAFR',
      wildtype: 'MKADWHFR',
      breakpoint0: 3,
      novelStart0: 3,
      novelEnd0: 3,
      endsAtStop: true,
      doubts: [],
    });
  });

  it('reads an alternative donor in the intron to its residue, GTA', () => {
    expect(made({ start0: 14, end0: 19 })).toMatchObject({
      effect: 'alternative-donor',
      frame: 'in-frame',
      sequence: 'MKAVDWHFR',
      breakpoint0: 4,
      novelStart0: 3,
      novelEnd0: 4,
    });
  });

  it('loses the frame at an alternative acceptor in the exon, to the transcript’s end', () => {
    // ATG AAA GCT | AT TGG CAT TTT CGT TAA GG -> ATT GGC ATT TTC GTT AAG G.
    expect(made({ start0: 11, end0: 20 })).toMatchObject({
      effect: 'alternative-acceptor',
      frame: 'frameshift',
      sequence: 'MKAIGIFVK',
      novelStart0: 3,
      novelEnd0: 9,
      endsAtStop: false,
      doubts: ["no stop codon comes before the transcript's end; the protein goes on"],
    });
  });

  it('takes an intron out of an exon, and the stop codon with it', () => {
    // Without TTGG of GATTGGCAT: GAC ATT TTC GTT AAG G.
    expect(made({ start0: 21, end0: 25 })).toMatchObject({
      effect: 'intron-within-exon',
      frame: 'frameshift',
      sequence: 'MKADIFVK',
    });
    // Without GTTA: CAT TTT CAG G.
    expect(made({ start0: 40, end0: 44 })).toMatchObject({
      frame: 'stop-lost',
      sequence: 'MKADWHFQ',
    });
  });

  it('stops early where the extension holds a stop in frame', () => {
    // GCT | GTA TAA | GAT.
    const gene = placed(GENOME.replace('GTAACAAG', 'GTATAAAG'), EXONS, CODING);
    expect(made({ start0: 17, end0: 19 }, gene)).toMatchObject({
      frame: 'early-stop',
      sequence: 'MKAV',
      novelStart0: 3,
      novelEnd0: 4,
      endsAtStop: true,
    });
    // GCT | TAA | GAT: nothing is new.
    const atOnce = placed(GENOME.replace('GTAACAAG', 'TAACAAAG'), EXONS, CODING);
    expect(refused({ start0: 14, end0: 19 }, atOnce)).toBe('junction-adds-no-residue');
  });

  it('gives the same on the minus strand', () => {
    const gene = placed(GENOME, EXONS, CODING, -1);
    const intron = { start0: GENOME.length - 36, end0: GENOME.length - 11 };
    expect(made(intron, gene)).toEqual(made({ start0: 11, end0: 36 }));
  });

  it('reads a substitution that the spliced transcript holds, and no other', () => {
    // T>G in the last codon TTT before CGT: TTT -> TGT, Cys; on either strand.
    const change = { position0: 37, reference: 'T', alternate: 'G' };
    expect(made({ start0: 11, end0: 36 }, GENE, change)).toMatchObject({
      sequence: 'MKACR',
      novelStart0: 3,
      novelEnd0: 4,
      holdsSubstitution: true,
    });
    const minus = placed(GENOME, EXONS, CODING, -1);
    expect(
      made({ start0: GENOME.length - 36, end0: GENOME.length - 11 }, minus, {
        position0: GENOME.length - 38,
        reference: 'A',
        alternate: 'C',
      }).sequence,
    ).toBe('MKACR');
    // In the skipped exon.
    expect(
      made({ start0: 11, end0: 36 }, GENE, { position0: 20, reference: 'A', alternate: 'C' }),
    ).toMatchObject({ sequence: 'MKAFR', holdsSubstitution: false });
    // In the retained bases of the intron, GTA -> GGA, Gly.
    expect(
      made({ start0: 14, end0: 19 }, GENE, { position0: 12, reference: 'T', alternate: 'G' }),
    ).toMatchObject({ sequence: 'MKAGDWHFR', holdsSubstitution: true });
    expect(
      junctionProtein(GENE, { start0: 11, end0: 36 }, [], {
        position0: 37,
        reference: 'A',
        alternate: 'G',
      }),
    ).toMatchObject({ kind: 'none', code: 'junction-unlike-reference' });
  });

  it('names what it cannot read', () => {
    expect(refused({ start0: 11, end0: 19 })).toBe('annotated-junction');
    expect(refused({ start0: 4, end0: 19 })).toBe('junction-loses-start');
    expect(refused({ start0: 11, end0: 60 })).toBe('junction-outside-transcript');
    expect(refused({ start0: 45, end0: 46 })).toBe('junction-outside-coding');
    expect(refused({ start0: 0, end0: 1 })).toBe('junction-outside-transcript');
    expect(refused({ start0: 11, end0: 36 }, { ...GENE, cdsStartFound: false })).toBe(
      'junction-incomplete-transcript',
    );
    expect(refused({ start0: 11, end0: 36 }, { ...GENE, cds: null })).toBe(
      'junction-incomplete-transcript',
    );
  });

  it('needs a genome where no flank reaches, and takes the bases from a neighbour that has them', () => {
    const short = placed(GENOME, EXONS, CODING, 1, 2);
    const intron = { start0: 14, end0: 19 };
    expect(junctionProtein(short, intron, [], null)).toEqual({
      kind: 'none',
      code: 'junction-needs-genome',
      reason:
        'it takes 3 bases of introns (1:12-14), and the reference keeps 30 beside each exon; a genome FASTA would be needed',
    });
    const neighbour = { ...GENE, id: parseTranscriptId('NM_000002.1') };
    expect(junctionProtein(short, intron, [neighbour], null)).toMatchObject({
      sequence: 'MKAVDWHFR',
    });
  });

  it('equals an independent translation of the spliced bases, on both strands', () => {
    const letters = fc.constantFrom('A', 'C', 'G', 'T');
    const text = (minLength: number, maxLength: number) =>
      fc.array(letters, { minLength, maxLength }).map((list) => list.join(''));
    const gene = fc.record({
      leader: text(1, 12),
      codons: fc.array(
        text(3, 3).filter((codon) => translateCodons(codon, 1) !== '*'),
        { minLength: 12, maxLength: 40 },
      ),
      stop: fc.constantFrom('TAA', 'TAG', 'TGA'),
      tail: text(3, 40),
      cuts: fc.tuple(fc.integer({ min: 5, max: 20 }), fc.integer({ min: 5, max: 20 })),
      introns: fc.tuple(text(4, 28), text(4, 28)),
      from: fc.nat(300),
      length: fc.integer({ min: 1, max: 90 }),
      strand: fc.constantFrom<1 | -1>(1, -1),
    });
    let proteins = 0;
    fc.assert(
      fc.property(gene, ({ leader, codons, stop, tail, cuts, introns, from, length, strand }) => {
        const cdna = `${leader}ATG${codons.join('')}${stop}${tail}`;
        const [first, second] = [leader.length + cuts[0], leader.length + cuts[0] + cuts[1]];
        const genome = `${cdna.slice(0, first)}${introns[0]}${cdna.slice(first, second)}${introns[1]}${cdna.slice(second)}`;
        const start2 = first + introns[0].length;
        const end2 = start2 + cuts[1];
        const exons = [
          { start0: 0, end0: first },
          { start0: start2, end0: end2 },
          { start0: end2 + introns[1].length, end0: genome.length },
        ];
        const cds = {
          start0: leader.length,
          end0: leader.length + 3 + codons.length * 3 + stop.length,
        };
        const donor = 1 + (from % (genome.length - 2));
        const acceptor = Math.min(genome.length - 1, donor + length);
        const intron =
          strand === 1
            ? { start0: donor, end0: acceptor }
            : { start0: genome.length - acceptor, end0: genome.length - donor };
        const result = junctionProtein(placed(genome, exons, cds, strand), intron, [], null);
        if (result.kind === 'none') return;
        proteins++;
        // The definition: every base that is exonic, or lies between the junction and the exon it extends.
        const isExonic = (at: number): boolean =>
          exons.some(({ start0, end0 }) => at >= start0 && at < end0);
        const lastBefore = exons.findLast(({ start0 }) => start0 < donor);
        const firstAfter = exons.find(({ end0 }) => end0 > acceptor);
        let spliced = '';
        for (let at = 0; at < genome.length; at++) {
          const isKept =
            at < donor
              ? isExonic(at) || at >= (lastBefore?.end0 ?? 0)
              : at >= acceptor && (isExonic(at) || at < (firstAfter?.start0 ?? 0));
          if (isKept) spliced += genome[at];
        }
        const read = translateCodons(spliced.slice(leader.length), 1);
        expect(result.sequence).toBe(read.split('*')[0]);
        expect(result.endsAtStop).toBe(read.includes('*'));
        expect(result.wildtype).toBe(translateCodons(`ATG${codons.join('')}`, 1));
        const { novelStart0, novelEnd0, sequence, wildtype } = result;
        expect(wildtype.startsWith(sequence.slice(0, novelStart0))).toBe(true);
        expect(wildtype.endsWith(sequence.slice(novelEnd0))).toBe(true);
        expect(novelStart0 <= novelEnd0 && novelStart0 < sequence.length).toBe(true);
      }),
      { numRuns: 3_000, seed: 4 },
    );
    expect(proteins).toBeGreaterThan(1_000);
  });
});
