import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { sha256Hex } from '../../core/hashing.js';
import { seededRandom } from '../../core/seeded-random.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { type GenomeSource, type LetterPiece, packBlocks } from './genome-block.js';
import { openGenome } from './genome-source.js';
import { readGuides } from './offtarget-guides.js';
import type { Guide, OffTargetOptions } from './offtarget-options.js';
import { type OffTargetSite, searchOffTargets } from './offtarget-search.js';

const NGG: OffTargetOptions = {
  pam: 'NGG',
  pamSide: '3prime',
  mismatches: 0,
  dnaBulge: 0,
  rnaBulge: 0,
};
const SPACER = 'GATTACAGATTACAGATTAC';
const guide = (sequence: string, name = sequence): Guide => ({ name, sequence });

function fasta(text: string): GenomeSource {
  return openGenome(memorySource('genome.fa', text), sha256Hex);
}

async function sitesOf(
  genome: GenomeSource,
  guides: readonly Guide[],
  options: Partial<OffTargetOptions> = {},
): Promise<readonly OffTargetSite[]> {
  const sites: OffTargetSite[] = [];
  for await (const found of searchOffTargets(
    genome,
    guides,
    { ...NGG, ...options },
    quietContext(),
  ))
    sites.push(...found);
  return sites;
}

describe('searchOffTargets', () => {
  it('places sites of both strands, 0-based, and reads soft-masked letters', async () => {
    // Forward at 2-25; the other strand: CCN then the reverse complement of the spacer, by hand.
    const text = `>one of two\nTT${SPACER.toLowerCase()}agg\n>two\nACCAGTAATCTGTAATCTGTAATCTT\n`;
    expect(await sitesOf(fasta(text), [guide(SPACER, 'g')])).toEqual([
      {
        guide: { name: 'g', sequence: SPACER },
        contig: 'one',
        start0: 2,
        end0: 25,
        strand: '+',
        alignment: { guide: SPACER, site: SPACER, mismatches: 0 },
        pam: 'AGG',
        dnaBulge: 0,
        rnaBulge: 0,
      },
      {
        guide: { name: 'g', sequence: SPACER },
        contig: 'two',
        start0: 1,
        end0: 24,
        strand: '-',
        alignment: { guide: SPACER, site: SPACER, mismatches: 0 },
        pam: 'TGG',
        dnaBulge: 0,
        rnaBulge: 0,
      },
    ]);
  });

  it('counts N as a mismatch in a protospacer and accepts none in a PAM, an N of the PAM included', async () => {
    const withN = `>a\nGANTACAGATTACAGATTACAGG\n`;
    expect(await sitesOf(fasta(withN), [guide(SPACER)])).toEqual([]);
    const [site] = await sitesOf(fasta(withN), [guide(SPACER)], { mismatches: 1 });
    expect(site?.alignment).toEqual({
      guide: SPACER,
      site: 'GAnTACAGATTACAGATTAC',
      mismatches: 1,
    });
    expect(await sitesOf(fasta(`>a\n${SPACER}NGG\n`), [guide(SPACER)], { mismatches: 6 })).toEqual(
      [],
    );
    // U, R and the like are no bases of a genome either.
    const odd = `>a\nGAUTACAGARTACAGATTACAGG\n`;
    expect(await sitesOf(fasta(odd), [guide(SPACER)], { mismatches: 1 })).toEqual([]);
    expect(await sitesOf(fasta(odd), [guide(SPACER)], { mismatches: 2 })).toHaveLength(1);
  });

  it('finds a PAM on the 5-prime side', async () => {
    const text = `>a\nCTTTG${SPACER}C\n`;
    const sites = await sitesOf(fasta(text), [guide(SPACER)], { pam: 'TTTV', pamSide: '5prime' });
    expect(sites.map(({ start0, end0, strand, pam }) => [start0, end0, strand, pam])).toEqual([
      [1, 25, '+', 'TTTG'],
    ]);
  });

  it('aligns bulges of the genome and of the guide', async () => {
    const dna = `>a\nGATTACAGACCTTACAGATTACAGG\n`;
    const [withDna] = await sitesOf(fasta(dna), [guide(SPACER)], { dnaBulge: 2 });
    expect(withDna).toMatchObject({
      start0: 0,
      end0: 25,
      dnaBulge: 2,
      rnaBulge: 0,
      alignment: { guide: 'GATTACAGA--TTACAGATTAC', site: 'GATTACAGACCTTACAGATTAC', mismatches: 0 },
    });
    const rna = `>a\nGATTACAGATTAAGATTACAGG\n`;
    const [withRna] = await sitesOf(fasta(rna), [guide(SPACER)], { rnaBulge: 1 });
    expect(withRna).toMatchObject({
      start0: 0,
      end0: 22,
      dnaBulge: 0,
      rnaBulge: 1,
      alignment: { guide: SPACER, site: 'GATTACAGATTA-AGATTAC', mismatches: 0 },
    });
  });

  it('reports no site across the border of two sequences', async () => {
    const text = `>a\n${SPACER.slice(0, 10)}\n>empty\n>b\n${SPACER.slice(10)}AGG\n`;
    expect(await sitesOf(fasta(text), [guide(SPACER)], { mismatches: 6 })).toEqual([]);
  });

  it('finds the same whatever the size of a block', async () => {
    const letter = fc.constantFrom('A', 'C', 'G', 'T');
    const contig = fc.array(fc.oneof(letter, fc.constant(`${SPACER}AGG`), fc.constant('N')), {
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(contig, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('3prime' as const, '5prime' as const),
        async (contigs, size, pamSide) => {
          const genome = (blockBases: number): GenomeSource => ({
            name: 'genome',
            blocks: () => packBlocks(pieces(), 'genome', blockBases),
          });
          const pieces = async function* (): AsyncGenerator<LetterPiece> {
            for (const [i, letters] of contigs.entries()) {
              yield {
                name: `c${i}`,
                start0: 0,
                letters: new TextEncoder().encode(letters.join('')),
              };
            }
          };
          const options = { pam: 'NRG', pamSide, mismatches: 6, dnaBulge: 1, rnaBulge: 1 };
          const guides = [guide(SPACER), guide('CCAATTGGCCAATTGGCCAA')];
          const whole = await sitesOf(genome(1 << 16), guides, options);
          expect(await sitesOf(genome(128 * size), guides, options)).toEqual(whole);
        },
      ),
      { numRuns: 300, seed: 20_260_106 },
    );
  });

  it('searches a genome of 100,000 sequences', async () => {
    const random = seededRandom(1);
    const records = Array.from({ length: 100_000 }, (_, i) => {
      const filler = Array.from({ length: 12 }, () => 'ACGT'[random.below(4)]).join('');
      return `>c${i}\n${i % 1_000 === 7 ? `${SPACER}TGG` : filler}\n`;
    });
    const sites = await sitesOf(fasta(records.join('')), [guide(SPACER)]);
    expect(sites.map(({ contig }) => contig)).toEqual(
      Array.from({ length: 100 }, (_, i) => `c${1_000 * i + 7}`),
    );
    expect(sites.every(({ start0, end0 }) => start0 === 0 && end0 === 23)).toBe(true);
  });

  it('stops soon after an abort', async () => {
    const controller = new AbortController();
    const random = seededRandom(2);
    const text = `>a\n${Array.from({ length: 300_000 }, () => 'ACGT'[random.below(4)]).join('')}\n`;
    const guides = Array.from({ length: 400 }, () =>
      guide(Array.from({ length: 20 }, () => 'ACGT'[random.below(4)]).join('')),
    );
    const options = { ...NGG, pam: 'NNN', mismatches: 3, dnaBulge: 2, rnaBulge: 2 };
    const search = searchOffTargets(
      fasta(text),
      guides,
      options,
      quietContext({ signal: controller.signal }),
    );
    setTimeout(() => controller.abort(new Error('stopped')), 50);
    const start = performance.now();
    await expect(search.next()).rejects.toThrow('stopped');
    // 50 ms until the abort, and 100 after it, on a busy machine.
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('refuses options and guides that it cannot search with', async () => {
    const genome = fasta('>a\nACGT\n');
    const guides = [guide(SPACER)];
    await expect(sitesOf(genome, guides, { mismatches: 7 })).rejects.toThrow('0 to 6');
    await expect(sitesOf(genome, guides, { dnaBulge: 3 })).rejects.toThrow('0 to 2');
    await expect(sitesOf(genome, guides, { rnaBulge: 0.5 })).rejects.toThrow('0 to 2');
    await expect(sitesOf(genome, guides, { pam: 'NGX' })).rejects.toThrow('no IUPAC letter');
    await expect(sitesOf(genome, guides, { pam: '' })).rejects.toThrow('not 1 to 8');
    await expect(sitesOf(genome, [])).rejects.toThrow('no guide');
    await expect(sitesOf(genome, [...guides, guide('ACGTACGTACGTACGTACG')])).rejects.toThrow(
      'has 19 bases',
    );
    await expect(sitesOf(genome, [guide('GATTACANATTACAGATTAC')])).rejects.toThrow('holds "N"');
    await expect(sitesOf(fasta('>a\nA\n>a\nC\n'), guides)).rejects.toThrow(
      'two sequences called a',
    );
  });
});

describe('readGuides', () => {
  const read = (text: string) =>
    readGuides(memorySource('guides.txt', text), new AbortController().signal);

  it('reads sequences and names, lower case and U', async () => {
    expect(
      await read(`# guides\n${SPACER}\tEMX1\n\nGAUUACAGAUUACAGAUUAC\r\ngattacagattacagattac x\n`),
    ).toEqual([
      { name: 'EMX1', sequence: SPACER },
      { name: SPACER, sequence: SPACER },
      { name: 'x', sequence: SPACER },
    ]);
  });

  it('refuses other letters, lengths and FASTA, with the line', async () => {
    const place = { file: 'guides.txt', line: 2 };
    await expect(read(`${SPACER}\nGATTACAGATTACAGATTAN\n`)).rejects.toMatchObject(place);
    await expect(read(`${SPACER}\nACGT\n`)).rejects.toMatchObject(place);
    await expect(read(`${SPACER}\n${SPACER}A\n`)).rejects.toMatchObject(place);
    await expect(read(`#\n>name\n${SPACER}\n`)).rejects.toMatchObject(place);
    await expect(read('\n')).rejects.toThrow('no guide');
    await expect(read(`${SPACER}\n`.repeat(100_001))).rejects.toMatchObject({ line: 100_001 });
  });
});
