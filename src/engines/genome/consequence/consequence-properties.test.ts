import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../../core/brands.js';
import { haplotypeProteins, type PhasedVariant } from '../haplotype/haplotype-proteins.js';
import { parseHgvs } from '../hgvs/parse-hgvs.js';
import { printHgvs } from '../hgvs/print-hgvs.js';
import { reverseComplement } from '../reverse-complement.js';
import type { GenomicInterval, Transcript } from '../transcript.js';
import { callConsequence } from './call-consequence.js';
import { readProtein, behindStartCodon, translationStart } from './coding-change.js';
import { translateCodons } from './codons.js';
import { type GenomicVariant, trimmedAlleles } from './genomic-variant.js';
import { readEditedProtein } from './read-edited-protein.js';
import { transcriptIndex } from './transcript-index.js';

const RUNS = { numRuns: 3_000 };
/** Introns up to this long lie within the flanks of the exons beside them. */
const KNOWN_INTRON_BASES = 30;

interface Gene {
  readonly genome: string;
  readonly transcript: Transcript;
}

/** Few letters at a time, so that there is much to shift along. */
const bases = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom('A', 'C', 'G', 'T', 'AG', 'CA', 'GT'),
        fc.integer({ min: 1, max: 4 }),
      ),
      { minLength: Math.ceil(minLength / 4), maxLength },
    )
    .map((runs) => runs.map(([unit, count]) => unit.repeat(count)).join(''))
    .map((text) => text.padEnd(minLength, 'ACGT').slice(0, maxLength));

const openFrame = bases(3, 60).map((text) => {
  const codons = text.match(/.{3}/g) ?? [];
  return codons.filter((codon) => translateCodons(codon, 1) !== '*').join('');
});

const gene: fc.Arbitrary<Gene> = fc
  .record({
    upstream: bases(0, 20),
    frame: openFrame,
    stop: fc.constantFrom('TAA', 'TAG', 'TGA'),
    downstream: bases(0, 40),
    cuts: fc.uniqueArray(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { maxLength: 3 }),
    introns: fc.array(bases(4, KNOWN_INTRON_BASES - 4), { minLength: 3, maxLength: 3 }),
    before: bases(0, 40),
    after: bases(0, 40),
    isForward: fc.boolean(),
  })
  .map((parts) => {
    const cdna = `${parts.upstream}ATG${parts.frame}${parts.stop}${parts.downstream}`;
    const cuts = [...new Set(parts.cuts.map((cut) => 1 + Math.floor(cut * (cdna.length - 1))))]
      .filter((cut) => cut < cdna.length)
      .sort((a, b) => a - b);
    let genome = parts.before;
    let from = 0;
    const exons: GenomicInterval[] = [];
    for (const [i, to] of [...cuts, cdna.length].entries()) {
      exons.push({ start0: genome.length, end0: genome.length + to - from });
      genome += cdna.slice(from, to);
      if (to < cdna.length) genome += `GT${parts.introns[i] as string}AG`;
      from = to;
    }
    genome += parts.after;
    const flanks = exons.map(({ start0, end0 }) => ({
      before: genome.slice(Math.max(0, start0 - 30), start0),
      after: genome.slice(end0, end0 + 30),
    }));
    const { length } = genome;
    const turned = ({ start0, end0 }: GenomicInterval): GenomicInterval => ({
      start0: length - end0,
      end0: length - start0,
    });
    const cdsStart0 = parts.upstream.length;
    return {
      genome: parts.isForward ? genome : reverseComplement(genome),
      transcript: {
        id: 'TX1.1' as TranscriptId,
        geneSymbol: 'TX',
        geneId: null,
        proteinId: 'PX1.1',
        biotype: 'protein_coding',
        canonical: null,
        maneSelect: null,
        transcriptSupportLevel: null,
        chromosome: '1',
        strand: parts.isForward ? 1 : -1,
        exons: parts.isForward ? exons : exons.map(turned),
        cds: { start0: cdsStart0, end0: cdna.length - parts.downstream.length },
        cdsStartFound: true,
        cdsEndFound: true,
        phase: 0,
        geneticCode: 1,
        translationExceptions: [],
        genomeDifferences: [],
        cdna,
        flanks,
      } satisfies Transcript,
    };
  });

interface Edit {
  readonly start0: number;
  readonly end0: number;
  readonly alternate: string;
}

const editIn = (genome: string, transcript: Transcript): fc.Arbitrary<Edit> => {
  const first = Math.max(1, Math.min(...transcript.exons.map(({ start0 }) => start0)) - 4);
  const last = Math.max(...transcript.exons.map(({ end0 }) => end0)) + 4;
  return fc
    .tuple(
      fc.integer({ min: first, max: Math.min(genome.length, last) }),
      fc.constantFrom(0, 0, 1, 1, 1, 2, 3, 4, 6, 9),
      fc.oneof(
        fc.constant(''),
        bases(1, 9),
        fc.integer({ min: 1, max: 9 }).map((count) => `#${count}`),
      ),
    )
    .map(([start0, removed, added]) => {
      const end0 = Math.min(genome.length, start0 + removed);
      // A copy of what stands before, so that insertions can often be shifted.
      const alternate = added.startsWith('#')
        ? genome.slice(Math.max(0, start0 - Number(added.slice(1))), start0)
        : added;
      return { start0, end0, alternate };
    })
    .filter(({ start0, end0, alternate }) => genome.slice(start0, end0) !== alternate);
};

const geneWithEdit = gene.chain(({ genome, transcript }) =>
  editIn(genome, transcript).map((edit) => ({ genome, transcript, edit })),
);

function edited(genome: string, { start0, end0, alternate }: Edit): string {
  return genome.slice(0, start0) + alternate + genome.slice(end0);
}

function asVariant(genome: string, { start0, end0, alternate }: Edit, pad: number): GenomicVariant {
  const from = Math.max(0, start0 - pad);
  const to = Math.min(genome.length, end0 + Math.floor(pad / 2));
  return {
    chromosome: '1',
    start0: from,
    reference: genome.slice(from, to),
    alternate: genome.slice(from, start0) + alternate + genome.slice(end0, to),
  };
}

/** Every way to write an edit as one stretch replaced by another, none of it shared at both ends. */
function equivalents(genome: string, edit: Edit): readonly Edit[] {
  const result = edited(genome, edit);
  const grown = result.length - genome.length;
  const found: Edit[] = [edit];
  for (let start0 = 0; start0 <= genome.length; start0++) {
    const removed = Math.max(0, -grown);
    const end0 = start0 + removed;
    const alternate = result.slice(start0, start0 + Math.max(0, grown));
    if (grown !== 0 && edited(genome, { start0, end0, alternate }) === result) {
      found.push({ start0, end0, alternate });
    }
  }
  return found;
}

const fetchOf =
  (genome: string) =>
  (start0: number, end0: number): string =>
    genome.slice(Math.max(0, start0), end0);

describe('any way to write a variant', () => {
  it('gives the same protein, terms and HGVS, padded, left- or right-aligned, on both strands', () => {
    fc.assert(
      fc.property(
        geneWithEdit,
        fc.integer({ min: 0, max: 7 }),
        fc.boolean(),
        ({ genome, transcript, edit }, pad, withGenome) => {
          const fetch = withGenome ? fetchOf(genome) : null;
          const facts = equivalents(genome, edit).flatMap((same) =>
            [0, pad].map((padding) => {
              const call = callConsequence(transcript, asVariant(genome, same, padding), fetch);
              return (
                call && {
                  protein: call.mutantProtein,
                  doubts: call.proteinDoubts,
                  terms: call.terms,
                  codons: call.codons,
                  aminoAcids: call.aminoAcids,
                  position: call.cdnaPosition,
                  hgvsc: call.hgvsc,
                  hgvsp: call.hgvsp,
                }
              );
            }),
          );
          for (const fact of facts) expect(fact).toEqual(facts[0]);
        },
      ),
      RUNS,
    );
  });

  it('gives the protein of the transcript spliced from the edited genome', () => {
    let exonic = 0;
    fc.assert(
      fc.property(geneWithEdit, ({ genome, transcript, edit }) => {
        const call = callConsequence(transcript, asVariant(genome, edit, 0));
        if (call === null || call.mutantProtein === null) return;
        // Of a copy of a whole short intron it can't be told which exon it belongs to.
        const read = equivalents(genome, edit)
          .filter((same) => isInExon(transcript, same))
          .map((inside) => slowProtein(genome, transcript, inside))
          .filter((protein) => protein !== null);
        if (read.length === 0) return;
        exonic++;
        expect(read).toContain(call.mutantProtein);
      }),
      RUNS,
    );
    expect(exonic).toBeGreaterThan(300);
  });

  it('reads the same protein with the fast way as from the whole edited cDNA', () => {
    fc.assert(
      fc.property(
        gene.chain((one) =>
          fc.record({
            one: fc.constant(one),
            start0: fc.nat({ max: one.transcript.cdna.length }),
            removed: fc.nat({ max: 7 }),
            alternate: fc.oneof(fc.constant(''), bases(1, 7)),
          }),
        ),
        ({ one: { transcript }, start0, removed, alternate }) => {
          const index = transcriptIndex(transcript);
          // An edit is written without shared bases, as every placed variant is: of an insertion before the
          // start codon with one in front, the first read would not see that it can be shifted behind it.
          const cut = trimmedAlleles(
            start0,
            transcript.cdna.slice(start0, start0 + removed),
            alternate,
          );
          const edit = behindStartCodon(index, {
            start0: cut.start0,
            end0: cut.start0 + cut.reference.length,
            alternate: cut.alternate,
          });
          const { protein, stopped } = readEditedProtein(index, [edit]);
          expect(readProtein(index, edit, translationStart(index, edit))).toEqual({
            protein,
            stopped,
          });
        },
      ),
      RUNS,
    );
  });
});

function isInExon({ exons }: Transcript, { start0, end0 }: Edit): boolean {
  return exons.some((exon) => exon.start0 < start0 && end0 < exon.end0);
}

/** Cuts the exons out of the edited genome and reads from the start codon; null where that is touched. */
function slowProtein(genome: string, transcript: Transcript, edit: Edit): string | null {
  const result = edited(genome, edit);
  const grown = result.length - genome.length;
  const pieces = transcript.exons.map(({ start0, end0 }) => {
    const from = start0 >= edit.end0 ? start0 + grown : start0;
    const to = end0 >= edit.end0 ? end0 + grown : end0;
    const piece = result.slice(from, to);
    return transcript.strand === 1 ? piece : reverseComplement(piece);
  });
  const cdna = pieces.join('');
  const start0 = transcript.cds?.start0 ?? 0;
  if (cdna.slice(0, start0 + 3) !== transcript.cdna.slice(0, start0 + 3)) return null;
  return translateCodons(cdna.slice(start0), 1).split('*')[0] as string;
}

describe('HGVS of random transcripts', () => {
  it("shifts as far 3' as the slow definition, every equivalent place tried", () => {
    let shifted = 0;
    fc.assert(
      fc.property(geneWithEdit, ({ genome, transcript, edit }) => {
        const isPure = (edit.start0 === edit.end0) !== (edit.alternate === '');
        if (!isPure) return;
        const call = callConsequence(transcript, asVariant(genome, edit, 0), fetchOf(genome));
        if (call === null || call.hgvsc === null) return;
        const places = equivalents(genome, edit);
        const last =
          transcript.strand === 1
            ? places.reduce((a, b) => (b.start0 > a.start0 ? b : a))
            : places.reduce((a, b) => (b.start0 < a.start0 ? b : a));
        if (last.start0 !== edit.start0) shifted++;
        const expected = slowCdnaName(genome, transcript, last);
        if (expected !== null) expect(call.hgvsc).toBe(`TX1.1:c.${expected}`);
        const lastOnGenome = places.reduce((a, b) => (b.start0 > a.start0 ? b : a));
        expect(call.hgvsg).toBe(`1:g.${slowGenomicName(genome, lastOnGenome)}`);
      }),
      RUNS,
    );
    expect(shifted).toBeGreaterThan(200);
  });

  it('prints nothing that the parser does not read back', () => {
    let printed = 0;
    fc.assert(
      fc.property(geneWithEdit, ({ genome, transcript, edit }) => {
        const call = callConsequence(transcript, asVariant(genome, edit, 0));
        if (call === null) return;
        for (const text of [call.hgvsc, call.hgvsp, call.hgvsg]) {
          if (text === null) continue;
          printed++;
          expect(printHgvs(parseHgvs(text))).toBe(text);
        }
      }),
      RUNS,
    );
    expect(printed).toBeGreaterThan(1_000);
  });
});

function slowGenomicName(genome: string, { start0, end0, alternate }: Edit): string {
  const range = (from0: number, to0: number): string =>
    to0 - from0 === 1 ? `${to0}` : `${from0 + 1}_${to0}`;
  if (alternate === '') return `${range(start0, end0)}del`;
  const copied0 = start0 - alternate.length;
  return copied0 >= 0 && genome.slice(copied0, start0) === alternate
    ? `${range(copied0, start0)}dup`
    : `${range(start0 - 1, start0 + 1)}ins${alternate}`;
}

/** Numbers every base of the genome in c. by walking along it; null beyond the transcript's ends. */
function slowCdnaName(
  genome: string,
  transcript: Transcript,
  { start0, end0, alternate }: Edit,
): string | null {
  const isForward = transcript.strand === 1;
  const strand = isForward ? genome : reverseComplement(genome);
  const turn = (place0: number): number => (isForward ? place0 : genome.length - place0);
  const from0 = isForward ? start0 : turn(end0);
  const to0 = isForward ? end0 : turn(start0);
  const exons = transcript.exons.map(({ start0: a, end0: b }) =>
    isForward ? [a, b] : [turn(b), turn(a)],
  );
  const { cds } = transcript;
  const names = new Map<number, string>();
  const nameOfCdna = (cdna0: number): string =>
    cdna0 < (cds?.start0 ?? 0)
      ? `${cdna0 - (cds?.start0 ?? 0)}`
      : cdna0 >= (cds?.end0 ?? 0)
        ? `*${cdna0 - (cds?.end0 ?? 0) + 1}`
        : `${cdna0 - (cds?.start0 ?? 0) + 1}`;
  let cdna0 = 0;
  for (const [i, [a, b]] of exons.entries()) {
    for (let place = a as number; place < (b as number); place++) {
      names.set(place, nameOfCdna(cdna0++));
    }
    const next = exons[i + 1]?.[0];
    if (next === undefined) break;
    const length = next - (b as number);
    for (let k = 1; k <= length; k++) {
      const place = (b as number) + k - 1;
      const back = length - k + 1;
      names.set(
        place,
        k <= back ? `${nameOfCdna(cdna0 - 1)}+${k}` : `${nameOfCdna(cdna0)}-${back}`,
      );
    }
  }
  const range = (a: number, b: number): string | null => {
    const [first, last] = [names.get(a), names.get(b - 1)];
    if (first === undefined || last === undefined) return null;
    return b - a === 1 ? first : `${first}_${last}`;
  };
  const inserted = isForward ? alternate : reverseComplement(alternate);
  if (inserted === '') {
    const place = range(from0, to0);
    return place && `${place}del`;
  }
  const copied0 = from0 - inserted.length;
  if (copied0 >= 0 && strand.slice(copied0, from0) === inserted) {
    const place = range(copied0, from0);
    if (place !== null) return `${place}dup`;
  }
  const place = range(from0 - 1, from0 + 1);
  return place && `${place}ins${inserted}`;
}

const phased = (variant: GenomicVariant, copy: 0 | 1): PhasedVariant => ({
  variant,
  alleleNumber: 1,
  genotype: { alleles: copy === 0 ? [1, 0] : [0, 1], isPhased: true },
  phaseSet: null,
});

describe('variants of one haplotype', () => {
  it('give the protein of the genome that carries all of them, whatever their order', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        gene.chain(({ genome, transcript }) =>
          fc.tuple(
            fc.constant({ genome, transcript }),
            fc.array(editIn(genome, transcript), { minLength: 2, maxLength: 4 }),
          ),
        ),
        ([{ genome, transcript }, edits]) => {
          const apart: Edit[] = [];
          for (const edit of edits.toSorted((a, b) => a.start0 - b.start0)) {
            if (isInExon(transcript, edit) && edit.start0 > (apart.at(-1)?.end0 ?? -1)) {
              apart.push(edit);
            }
          }
          if (apart.length < 2) return;
          const variants = apart.map((edit) => phased(asVariant(genome, edit, 0), 0));
          const [haplotype] = haplotypeProteins(transcript, variants);
          const [turned] = haplotypeProteins(transcript, variants.toReversed());
          expect(turned?.mutantProtein).toBe(haplotype?.mutantProtein);

          let result = genome;
          for (const edit of apart.toReversed()) result = edited(result, edit);
          const cdna = transcript.exons
            .map(({ start0, end0 }) => {
              const grown = (place0: number): number =>
                apart
                  .filter((edit) => edit.end0 <= place0)
                  .reduce((sum, e) => sum + e.alternate.length - (e.end0 - e.start0), place0);
              const piece = result.slice(grown(start0), grown(end0));
              return transcript.strand === 1 ? piece : reverseComplement(piece);
            })
            .join('');
          const from0 = transcript.cds?.start0 ?? 0;
          if (cdna.slice(0, from0 + 3) !== transcript.cdna.slice(0, from0 + 3)) return;
          compared++;
          expect(haplotype?.mutantProtein).toBe(
            translateCodons(cdna.slice(from0), 1).split('*')[0],
          );
        },
      ),
      RUNS,
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('split into single bases give the protein of the joined substitution', () => {
    fc.assert(
      fc.property(
        gene.chain(({ genome, transcript }) =>
          fc.record({
            genome: fc.constant(genome),
            transcript: fc.constant(transcript),
            start0: fc.nat({ max: Math.max(0, genome.length - 5) }),
            alternate: fc.string({
              unit: fc.constantFrom('A', 'C', 'G', 'T'),
              minLength: 2,
              maxLength: 5,
            }),
          }),
        ),
        ({ genome, transcript, start0, alternate }) => {
          const edit = { start0, end0: start0 + alternate.length, alternate };
          if (!isInExon(transcript, edit)) return;
          const joined = callConsequence(transcript, asVariant(genome, edit, 0));
          const split = [...alternate].flatMap((base, i) =>
            genome.charAt(start0 + i) === base
              ? []
              : [
                  phased(
                    asVariant(
                      genome,
                      { start0: start0 + i, end0: start0 + i + 1, alternate: base },
                      0,
                    ),
                    1,
                  ),
                ],
          );
          if (joined === null || joined.mutantProtein === null) return;
          const [haplotype] = haplotypeProteins(transcript, split);
          expect(haplotype?.mutantProtein).toBe(joined.mutantProtein);
        },
      ),
      RUNS,
    );
  });
});
