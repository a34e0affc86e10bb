import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { sha256Hex } from '../../core/hashing.js';
import { openGuideScoreTables } from '../../engines/editing/guide-score-tables.js';
import { openGenome } from '../../engines/search/genome-source.js';
import { type PatientVariant, patientVariant } from '../../engines/search/patient-variants.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { withSpecificity } from './genome-specificity.js';

const SPACER = 'GATTACAGATTACAGATTAC';
const tables = openGuideScoreTables(await openPackStore().load('guide-scores'));

type Designs = Parameters<typeof withSpecificity>[0];

/** A design whose only guides cut an oncogene, or the mutant copy with another nuclease. */
function designs(place: string): Designs {
  const site = { strand: 1, spacer: SPACER, pam: 'TGG' };
  const none = { kind: 'not-possible', because: 'of the test' };
  return [
    {
      knockOutGene: { kind: 'designed', items: [{ id: 'GK1', place, site }] },
      knockOutMutant: {
        kind: 'designed',
        items: [{ id: 'KO1', place, site, nuclease: 'SaCas9' }],
      },
      baseEdit: none,
      guidePairs: none,
      primeEdit: none,
      repair: none,
    },
  ] as unknown as Designs;
}

async function specificityIn(
  fasta: string,
  place = 'chr1:11-30 (+)',
  variants: readonly PatientVariant[] = [],
): Promise<readonly (number | string | null)[]> {
  const source = openGenome(memorySource('genome.fa', fasta), sha256Hex);
  const [design] = await withSpecificity(
    designs(place),
    { name: 'genome.fa', source },
    variants,
    tables,
    quietContext(),
  );
  const of = (aim: { readonly kind: string }): number | string | null => {
    const { items } = aim as unknown as {
      items: { specificity: { value: number | null; reason: string | null } }[];
    };
    return items[0]?.specificity.value ?? items[0]?.specificity.reason ?? null;
  };
  return [of(design!.knockOutGene), of(design!.knockOutMutant)];
}

const LOCUS = `>1\nCCCCCTTTTT${SPACER}TGGCCCCC\n`;

describe('specificity of guides', () => {
  it('is 1 where a guide fits its own place alone, whatever the chromosome is called', async () => {
    expect((await specificityIn(LOCUS))[0]).toBe(1);
  });

  it('is a half with one more perfect copy, and counts a copy beside NAG by its CFD', async () => {
    // By hand: 1 / (1 + 1).
    expect((await specificityIn(`${LOCUS}>2\nAA${SPACER}AGGTT\n`))[0]).toBe(0.5);
    // CFD of NAG is 0.259259259 (Doench 2016, supplementary table 19): 1 / 1.259259259.
    expect((await specificityIn(`${LOCUS}>2\nAA${SPACER}AAGTT\n`))[0]).toBeCloseTo(0.7941176, 6);
  });

  it('takes a copy for another site where it lies elsewhere or on the other strand', async () => {
    expect((await specificityIn(LOCUS, 'chr2:11-30 (+)'))[0]).toBe(0.5);
    expect((await specificityIn(LOCUS, 'chr1:11-30 (-)'))[0]).toBe(0.5);
  });

  it('warns where no guide is found at its own place, as in a genome of another build', async () => {
    const warnings: string[] = [];
    const source = openGenome(memorySource('hg19.fa', LOCUS), sha256Hex);
    const context = { ...quietContext(), warn: (text: string) => void warnings.push(text) };
    await withSpecificity(
      designs('chr1:99-118 (+)'),
      { name: 'hg19.fa', source },
      [],
      tables,
      context,
    );
    expect(warnings).toEqual([
      "gene editing: hg19.fa holds no guide at its own place: is it of the variants' build?",
    ]);
  });

  it('is null for a nuclease that CFD was not measured with', async () => {
    expect((await specificityIn(LOCUS))[1]).toBe('CFD was measured with SpCas9, not with SaCas9');
  });

  it("counts the sites that the patient's variants make, and not those that every copy has lost", async () => {
    // chr2 holds the spacer beside AGT, chr3 beside AGG: by hand 1 / (1 + 1) with chr3 alone.
    const genome = `${LOCUS}>2\nAA${SPACER}AGTTT\n>3\nAA${SPACER}AGGTT\n`;
    const change = (chromosome: string, reference: string, alternate: string) => ({
      chromosome,
      start0: 24,
      reference,
      alternate,
    });
    const made = patientVariant('made', change('2', 'T', 'G'));
    const lost = (kind: 'every-copy' | 'unknown') =>
      patientVariant('lost', change('3', 'G', 'C'), { kind });
    const place = 'chr1:11-30 (+)';
    const specificity = async (...variants: PatientVariant[]) =>
      (await specificityIn(genome, place, variants))[0];
    expect(await specificity()).toBe(0.5);
    expect(await specificity(made)).toBeCloseTo(1 / 3, 12);
    expect(await specificity(lost('every-copy'))).toBe(1);
    expect(await specificity(lost('unknown'))).toBe(0.5);
    expect(await specificity(made, lost('every-copy'))).toBe(0.5);
  });

  it('lists those sites with their variants, and one at the target itself', async () => {
    const genome = `${LOCUS}>2\nAA${SPACER}AGTTT\n`;
    const source = openGenome(memorySource('genome.fa', genome), sha256Hex);
    const variants = [
      patientVariant('2-25-T-G', { chromosome: '2', start0: 24, reference: 'T', alternate: 'G' }),
      patientVariant('1-11-G-C', { chromosome: '1', start0: 10, reference: 'G', alternate: 'C' }),
      patientVariant('1-1-A-C', { chromosome: '1', start0: 0, reference: 'A', alternate: 'C' }),
    ];
    const warnings: string[] = [];
    const context = { ...quietContext(), warn: (text: string) => void warnings.push(text) };
    const searched = { name: 'genome.fa', source };
    const [design] = await withSpecificity(
      designs('chr1:11-30 (+)'),
      searched,
      variants,
      tables,
      context,
    );
    const told = design?.patientSites.map((site) => [
      site.kind,
      site.atTarget,
      site.variants,
      site.phase,
      site.place,
      site.cfd,
      site.cfdBefore,
    ]);
    // G of the spacer against a site's C at place 1: GC1 in crisprScore's table of Doench 2016 is 0.714285714.
    expect(told).toEqual([
      ['created', false, ['2-25-T-G'], 'known', '2:3-25 (+)', 1, null],
      ['changed', true, ['1-11-G-C'], 'known', '1:11-33 (+)', 0.714285714, 1],
    ]);
    expect(warnings).toEqual([
      'gene editing: 1 of 3 variants of the patient are not on genome.fa as it reads, and were left out of the search',
    ]);
  });
});
