import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseTranscriptId } from '../../core/brands.js';
import { PackError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import { seededRandom, type SeededRandom } from '../../core/seeded-random.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { encodeReference } from './encode-reference.js';
import { applyDifferences } from './reference-format.js';
import { openReference, type Reference } from './reference-pack.js';
import { reverseComplement } from './reverse-complement.js';
import type { GenomeDifference, GenomicInterval, Transcript } from './transcript.js';

function packOf(bytes: Uint8Array): LoadedPack {
  return {
    manifest: {
      schemaVersion: 1,
      id: 'toy',
      version: '1',
      title: 'toy',
      file: 'toy.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC0-1.0',
      attribution: 'nobody',
      sources: [{ name: 'nobody' }],
      recipe: 'none',
      contents: {},
    },
    bytes,
  };
}

async function openOf(transcripts: readonly Transcript[]): Promise<Reference> {
  const facts = { build: 'GRCh38', source: 'toy' } as const;
  return openReference(packOf(await encodeReference(facts, () => transcripts)));
}

const GENOME_LENGTH = 600;
const CHROMOSOMES = ['1', '10', '2', 'X', 'MT', 'scaffold'];

function bases(random: SeededRandom, length: number, letters = 'ACGT'): string {
  return Array.from({ length }, () => letters.charAt(random.below(letters.length))).join('');
}

/** A transcript anywhere on a genome, with every oddity a pack must keep. */
function randomTranscript(
  random: SeededRandom,
  id: string,
  genomes: ReadonlyMap<string, string>,
): Transcript {
  const pick = <T>(options: readonly T[]): T => options[random.below(options.length)] as T;
  const chromosome = pick(CHROMOSOMES);
  const genome = genomes.get(chromosome) as string;
  const strand = pick([1, -1] as const);
  const ascending: GenomicInterval[] = [];
  for (let at = random.below(300); ascending.length < 5;) {
    const start0 = at + random.below(40);
    const end0 = start0 + 1 + random.below(40);
    if (end0 > GENOME_LENGTH) break;
    ascending.push({ start0, end0 });
    at = end0 + 1;
  }
  const exons = strand === 1 ? ascending : ascending.toReversed();
  const onStrand = (start0: number, end0: number): string => {
    const forward = genome.slice(Math.max(0, start0), Math.max(0, end0));
    return strand === 1 ? forward : reverseComplement(forward);
  };
  const flankLength = pick([0, 30, 30, 30, 7]);
  const flanks = exons.map(({ start0, end0 }) => {
    const low = onStrand(start0 - flankLength, start0);
    const high = onStrand(end0, end0 + flankLength);
    return strand === 1 ? { before: low, after: high } : { before: high, after: low };
  });
  // A cDNA of its own, as a file of cDNA has it: some bases are not the genome's.
  const spliced = [...exons.map(({ start0, end0 }) => onStrand(start0, end0)).join('')]
    .map((base) => (random.below(60) === 0 ? bases(random, 1) : base))
    .join('');
  const differences: GenomeDifference[] = [];
  let cdna = spliced;
  if (random.below(3) === 0 && spliced.length > 20) {
    const removed = random.below(4);
    const difference = {
      cdnaStart0: random.below(spliced.length - 10),
      reference: '',
      transcript: bases(random, removed === 0 ? 1 : random.below(4)),
    };
    const reference = spliced.slice(difference.cdnaStart0, difference.cdnaStart0 + removed);
    differences.push({ ...difference, reference });
    cdna = applyDifferences(spliced, differences);
  }
  const isCoding = random.below(2) === 0;
  const cdsStart0 = random.below(cdna.length);
  return {
    id: parseTranscriptId(id),
    geneSymbol: pick([null, 'TOY', 'KRAS']),
    geneId: pick([null, 'ENSG01']),
    proteinId: pick([null, 'ENSP01.1']),
    biotype: pick(['protein_coding', 'lncRNA', 'nonsense_mediated_decay']),
    canonical: pick([null, true, false]),
    maneSelect: pick([null, true, false]),
    transcriptSupportLevel: pick([null, 1, 5]),
    chromosome,
    strand,
    exons,
    cds: isCoding ? { start0: cdsStart0, end0: cdna.length } : null,
    cdsStartFound: pick([true, false]),
    cdsEndFound: pick([true, false]),
    phase: pick([0, 1, 2] as const),
    geneticCode: pick([1, 2] as const),
    translationExceptions: pick([[], [{ cdnaStart0: cdsStart0, residue: 'U' }]]),
    genomeDifferences: differences,
    cdna,
    flanks,
  };
}

function randomTranscripts(seed: number, count: number): readonly Transcript[] {
  const random = seededRandom(seed);
  const genomes = new Map(
    CHROMOSOMES.map((name) => [name, bases(random, GENOME_LENGTH, 'AACCGGTTACGTN')] as const),
  );
  return Array.from({ length: count }, (_, i) =>
    randomTranscript(random, `ENST${String(random.below(90) + 10 + 100 * i)}.${i % 7}`, genomes),
  ).filter(({ exons }) => exons.length > 0);
}

const plain = (transcripts: Iterable<Transcript>): readonly Transcript[] =>
  Array.from(transcripts, (transcript) => ({ ...transcript }));

const inOrder = (a: Transcript, b: Transcript): number => {
  const rank = ({ chromosome }: Transcript): number =>
    ['1', '2', '10', 'X', 'MT', 'scaffold'].indexOf(chromosome);
  const span = ({ exons }: Transcript): GenomicInterval => ({
    start0: Math.min(...exons.map(({ start0 }) => start0)),
    end0: Math.max(...exons.map(({ end0 }) => end0)),
  });
  return (
    rank(a) - rank(b) ||
    span(a).start0 - span(b).start0 ||
    span(a).end0 - span(b).end0 ||
    (a.id < b.id ? -1 : 1)
  );
};

describe('a reference pack', () => {
  it('gives back every transcript as it was, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.integer({ min: 1, max: 30 }),
        async (seed, n) => {
          const transcripts = randomTranscripts(seed, n);
          fc.pre(transcripts.length > 0);
          const reference = await openOf(transcripts);
          expect(reference.transcriptCount).toBe(transcripts.length);
          expect(plain(reference.transcripts())).toEqual(transcripts.toSorted(inOrder));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('finds the transcripts at a place as a search of all of them does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.integer({ min: 0, max: GENOME_LENGTH }),
        fc.integer({ min: 0, max: 50 }),
        async (seed, start0, length) => {
          const transcripts = randomTranscripts(seed, 120);
          const reference = await openOf(transcripts);
          const end0 = start0 + length;
          for (const chromosome of CHROMOSOMES) {
            const expected = transcripts
              .filter((transcript) => {
                const low = Math.min(...transcript.exons.map((exon) => exon.start0));
                const high = Math.max(...transcript.exons.map((exon) => exon.end0));
                const shares =
                  length > 0 ? low < end0 && high > start0 : low <= start0 && high >= start0;
                return transcript.chromosome === chromosome && shares;
              })
              .toSorted(inOrder)
              .map(({ id }) => id);
            const found = reference.transcriptsAt(chromosome, start0, end0);
            expect(found.map(({ id }) => id)).toEqual(expected);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('takes any spelling of a chromosome and knows nothing of others', async () => {
    const first = randomTranscripts(3, 40).find(({ chromosome }) => chromosome === '1');
    const reference = await openOf([first as Transcript]);
    for (const name of ['1', 'chr1', 'NC_000001.11']) {
      expect(reference.transcriptsAt(name, 0, GENOME_LENGTH)).toHaveLength(1);
    }
    expect(reference.transcriptsAt('chr2', 0, GENOME_LENGTH)).toEqual([]);
    expect(reference.chromosomes).toEqual(['1']);
  });

  it('finds a transcript by its id, with or without version, and no other version', async () => {
    const [first] = randomTranscripts(5, 9) as [Transcript];
    const named = ['ENST1.2', 'ENST10.1', 'ENST1-1.1', 'ENST2.1_PAR_Y', 'LRG_1t1', 'LRG_1t10'].map(
      (id): Transcript => ({ ...first, id: parseTranscriptId(id) }),
    );
    const reference = await openOf(named);
    const idOf = (id: string): string | null => reference.transcript(id)?.id ?? null;
    expect(named.map(({ id }) => idOf(id))).toEqual(named.map(({ id }) => id));
    expect(['ENST1', 'ENST10', 'LRG_1t1'].map(idOf)).toEqual(['ENST1.2', 'ENST10.1', 'LRG_1t1']);
    expect(['ENST1.1', 'ENST', 'ENST2', 'LRG_1t', 'ZZZ', ''].map(idOf)).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });

  it('keeps a base that isoforms share once', async () => {
    const [first] = randomTranscripts(11, 9) as [Transcript];
    const isoforms = Array.from({ length: 50 }, (_, i): Transcript => ({
      ...first,
      id: parseTranscriptId(`ENST${i}.1`),
    }));
    const facts = { build: 'GRCh38', source: 'toy' } as const;
    const one = await encodeReference(facts, () => isoforms.slice(0, 1));
    const all = await encodeReference(facts, () => isoforms);
    expect((all.length - one.length) / 49).toBeLessThan(100);
  });

  it('gives the same bytes for the same transcripts and opens from any offset', async () => {
    const transcripts = randomTranscripts(7, 30);
    const facts = { build: 'GRCh37', source: 'toy' } as const;
    const bytes = await encodeReference(facts, () => transcripts);
    expect(await encodeReference(facts, () => transcripts)).toEqual(bytes);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const reference = openReference(packOf(shifted.subarray(3)));
    expect(reference.build).toBe('GRCh37');
    expect(plain(reference.transcripts())).toEqual(transcripts.toSorted(inOrder));
  });

  it('refuses bytes of another kind by name', () => {
    expect(() => openReference(packOf(new Uint8Array(64)))).toThrow(PackError);
  });

  it('refuses a transcript whose sequence does not fit its exons', async () => {
    const [first] = randomTranscripts(3, 9) as [Transcript];
    await expect(openOf([{ ...first, genomeDifferences: [], cdna: 'A' }])).rejects.toThrow(
      'shorter',
    );
    await expect(openOf([{ ...first, cdna: first.cdna + 'A'.repeat(99) }])).rejects.toThrow(
      'longer',
    );
  });
});
