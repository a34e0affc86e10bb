import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { importCase } from '../../case/import-case.js';
import type { TumourCase } from '../../case/tumour-case.js';
import { caseFile, openFrom } from '../../../test/support/memory-case.js';
import type { CancerGenes } from './cancer-genes.js';
import { type CancerHotspots, changeAtPlace, hotspotOf } from './cancer-hotspots.js';
import { findDrivers } from './find-drivers.js';

const SOURCE = { name: 'a paper' };

const GENES: CancerGenes = {
  schemaVersion: 1,
  genes: {
    TP53: { role: 'suppressor', sources: [SOURCE] },
    KRAS: { role: 'oncogene', sources: [SOURCE] },
    NPM1: { role: null, sources: [SOURCE] },
  },
  studies: [{ gene: 'KRAS', change: 'G12C', outcome: 'gain-of-function', source: SOURCE }],
};

const HOTSPOTS: CancerHotspots = {
  schemaVersion: 1,
  source: SOURCE,
  genes: {
    TP53: {
      transcript: 'ENST00000269305',
      residues: {
        R175: { tumours: 416, truncatingShare: 0, changes: { H: 386, C: 8 } },
        R213: { tumours: 190, truncatingShare: 0.9, changes: { '*': 170, Q: 10 } },
      },
      indels: [],
    },
    EGFR: {
      transcript: 'ENST00000275493',
      residues: {},
      indels: [{ first: 745, last: 759, tumours: 155, changes: { E746_A750del: 123 } }],
    },
  },
  places: { GRCh37: {}, GRCh38: { '12:25245350:C:A': 'KRAS G12C' } },
};

const CSQ =
  'Allele|Consequence|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|HGVSp|Protein_position|Amino_acids|CANONICAL|MANE_SELECT|WildtypeProtein';

interface Row {
  readonly place: string;
  readonly csq?: readonly string[];
  /** Reads of reference and alternate in the tumour. */
  readonly reads?: string;
  readonly genotype?: string;
}

function csq(symbol: string, term: string, more: Readonly<Record<string, string>> = {}): string {
  const cells: Readonly<Record<string, string>> = {
    Allele: 'T',
    Consequence: term,
    SYMBOL: symbol,
    Feature_type: 'Transcript',
    Feature: 'ENST00000000001',
    ...more,
  };
  return CSQ.split('|')
    .map((name) => cells[name] ?? '')
    .join('|');
}

async function tumourOf(
  rows: readonly Row[],
  more: { readonly copies?: string; readonly purity?: number } = {},
): Promise<TumourCase> {
  const vcf = [
    '##fileformat=VCFv4.2',
    `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ}">`,
    '##FORMAT=<ID=GT,Number=1,Type=String,Description="g">',
    '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="a">',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tT',
    ...rows.map(({ place, csq: entries = [], reads = '50,50', genotype = '0/1' }) => {
      const [chromosome, position, reference, alternate] = place.split(' ');
      const info = entries.length === 0 ? '.' : `CSQ=${entries.join(',')}`;
      return `${chromosome}\t${position}\t.\t${reference}\t${alternate}\t.\tPASS\t${info}\tGT:AD\t${genotype}:${reads}`;
    }),
  ].join('\n');
  const copyNumber = more.copies === undefined ? null : 'copies.tsv';
  return importCase(
    caseFile({
      build: 'GRCh38',
      purity: more.purity ?? null,
      inputs: {
        vcf: 'a.vcf',
        maf: null,
        germlineVcf: null,
        phasedVcf: null,
        expression: [],
        copyNumber,
        purity: null,
        fusions: null,
        junctions: null,
        genome: null,
        target: null,
      },
    }),
    openFrom({
      'a.vcf': `${vcf}\n`,
      'copies.tsv': `chromosome\tstart\tend\ttotal\tminor\n${more.copies ?? ''}\n`,
    }),
    quietContext(),
  );
}

const R175H: Row = {
  place: 'chr17 7675088 C T',
  csq: [csq('TP53', 'missense_variant', { Protein_position: '175', Amino_acids: 'R/H' })],
};
const STOP: Row = {
  place: 'chr17 7674221 G T',
  csq: [csq('TP53', 'stop_gained', { Protein_position: '100', Amino_acids: 'Q/*' })],
};

async function find(rows: readonly Row[], more: Parameters<typeof tumourOf>[1] = {}) {
  return findDrivers(await tumourOf(rows, more), { genes: GENES, hotspots: HOTSPOTS });
}

describe('findDrivers', () => {
  it('finds a hotspot in a suppressor and sums its points', async () => {
    const [found] = await find([R175H]);
    expect(found).toMatchObject({
      geneSymbol: 'TP53',
      change: 'R175H',
      effect: 'missense',
      role: { value: 'suppressor' },
      lossOfFunction: false,
      hotspot: { residue: 'R175', tumours: 416, tumoursWithChange: 386 },
      // OS3 alone: 4 points.
      oncogenicity: { points: 4, class: 'uncertain' },
    });
  });

  it('recognises a substitution without annotation by its place', async () => {
    const [found] = await find([{ place: 'chr12 25245351 C A' }]);
    expect(found).toMatchObject({
      geneSymbol: 'KRAS',
      change: 'G12C',
      transcript: null,
      effect: 'missense',
    });
    expect(await find([{ place: 'chr12 25245351 C G' }])).toEqual([]);
  });

  it('leaves out other genes, changes that leave the product alone, and what the tumour does not carry', async () => {
    const found = await find([
      { place: 'chr1 5 C T', csq: [csq('OTHER', 'missense_variant')] },
      { place: 'chr1 6 C T', csq: [csq('TP53', 'intron_variant')] },
      { ...R175H, genotype: '0/0' },
    ]);
    expect(found).toEqual([]);
  });

  it('prefers the transcript that hotspots are numbered by, then MANE Select, then the canonical one', async () => {
    const on = (feature: string, position: string, more: Readonly<Record<string, string>> = {}) =>
      csq('TP53', 'missense_variant', {
        Feature: feature,
        Protein_position: position,
        Amino_acids: 'R/H',
        ...more,
      });
    const canonical = on('ENST00000000001', '136', { CANONICAL: 'YES' });
    const mane = on('ENST00000000002', '140', { MANE_SELECT: 'NM_1' });
    const numbered = on('ENST00000269305.9', '175');
    const change = async (...entries: readonly string[]) =>
      (await find([{ place: 'chr17 1 C T', csq: entries }]))[0]?.change;
    expect(await change(on('ENST3', '9'), canonical)).toBe('R136H');
    expect(await change(canonical, mane)).toBe('R140H');
    expect(await change(canonical, mane, numbered)).toBe('R175H');
  });

  it('orders by points, then by how often the change recurs', async () => {
    const npm1 = { place: 'chr5 9 C T', csq: [csq('NPM1', 'missense_variant')] };
    const found = await find([npm1, R175H, STOP]);
    expect(found.map(({ geneSymbol, oncogenicity }) => [geneSymbol, oncogenicity.points])).toEqual([
      ['TP53', 8],
      ['TP53', 4],
      ['NPM1', 0],
    ]);
  });

  it('does not take a stop close to the end for a loss of function', async () => {
    const late = csq('TP53', 'stop_gained', {
      Protein_position: '97',
      Amino_acids: 'Q/*',
      WildtypeProtein: 'M'.repeat(100),
    });
    const [found] = await find([{ place: 'chr17 1 C T', csq: [late] }]);
    const ovs1 = found?.oncogenicity.criteria[0];
    expect(ovs1).toMatchObject({
      code: 'OVS1',
      state: 'not-met',
      reason: 'only the last 4 % of the protein are lost',
    });
  });

  it('is empty without variants', () => {
    return expect(
      importCase(caseFile({}), openFrom({}), quietContext()).then((tumour) =>
        findDrivers(tumour, { genes: GENES, hotspots: null }),
      ),
    ).resolves.toEqual([]);
  });
});

describe('the second hit', () => {
  const kind = async (rows: readonly Row[], more: Parameters<typeof tumourOf>[1] = {}) =>
    (await find(rows, more)).map(({ secondHit }) => secondHit.kind);

  it('is a lost copy where none of the rarer parental copies is left', async () => {
    expect(await kind([R175H], { copies: 'chr17\t1\t83257441\t1\t0' })).toEqual(['copy-lost']);
    expect(await kind([R175H], { copies: '17\t1\t83257441\t2\t1' })).toEqual(['retained']);
    expect(await kind([R175H], { copies: 'chr18\t1\t83257441\t1\t0' })).toEqual(['unknown']);
    expect(await kind([R175H], { copies: 'chr17\t1\t83257441\t0\t0' })).toEqual(['unknown']);
    expect(await kind([R175H], { copies: 'chr17\t1\t83257441\t1\tNA' })).toEqual(['unknown']);
    expect(await kind([R175H])).toEqual(['unknown']);
  });

  it('is retained where reads say that a copy is free of the variant', async () => {
    // Two copies of one parent, purity 1: half the reads means one of two copies.
    const copies = 'chr17\t1\t83257441\t2\t0';
    expect(await kind([{ ...R175H, reads: '100,100' }], { copies, purity: 1 })).toEqual([
      'retained',
    ]);
    expect(await kind([{ ...R175H, reads: '0,200' }], { copies, purity: 1 })).toEqual([
      'copy-lost',
    ]);
  });

  it('is a lost copy where next to no read is healthy, without copy numbers', async () => {
    // Wilson's 95 % bound of 1 in 88 is 0.062, by hand; of 5 in 88 it is 0.126.
    expect(await kind([{ ...R175H, reads: '1,87' }])).toEqual(['copy-lost']);
    expect(await kind([{ ...R175H, reads: '5,83' }])).toEqual(['unknown']);
    // All of 12 reads leave up to 24 % open.
    expect(await kind([{ ...R175H, reads: '0,12' }])).toEqual(['unknown']);
    expect(
      await kind([{ ...R175H, reads: '1,87' }], { copies: 'chr17\t1\t83257441\t2\t1' }),
    ).toEqual(['retained']);
  });

  it('is another damaging variant, unless the copy number already says it', async () => {
    expect(await kind([R175H, STOP])).toEqual(['second-variant', 'second-variant']);
    expect(await kind([R175H, STOP], { copies: 'chr17\t1\t83257441\t1\t0' })).toEqual([
      'copy-lost',
      'copy-lost',
    ]);
  });

  it('is not asked of an oncogene or of a variant that is not known to damage', async () => {
    const [kras] = await find([{ place: 'chr12 25245351 C A' }]);
    expect(kras?.secondHit.kind).toBe('not-applicable');
    const unknown = csq('TP53', 'missense_variant', { Protein_position: '9', Amino_acids: 'S/T' });
    expect(await kind([{ place: 'chr17 1 C T', csq: [unknown] }])).toEqual(['not-applicable']);
  });
});

describe('hotspots', () => {
  it('match the residue with its reference, and any indel that overlaps the stretch', () => {
    expect(hotspotOf(HOTSPOTS, 'TP53', 'R175C')).toMatchObject({ tumoursWithChange: 8 });
    expect(hotspotOf(HOTSPOTS, 'TP53', 'R175W')).toMatchObject({ tumoursWithChange: 0 });
    expect(hotspotOf(HOTSPOTS, 'TP53', 'K175H')).toBeNull();
    expect(hotspotOf(HOTSPOTS, 'EGFR', 'E746_A750del')).toMatchObject({
      kind: 'in-frame indel',
      residue: '745-759',
      tumoursWithChange: 123,
    });
    expect(hotspotOf(HOTSPOTS, 'EGFR', 'L747_A750delinsP')).toMatchObject({ tumoursWithChange: 0 });
    expect(hotspotOf(HOTSPOTS, 'EGFR', 'K860del')).toBeNull();
    expect(hotspotOf(HOTSPOTS, 'EGFR', 'V9fs')).toBeNull();
    expect(hotspotOf(HOTSPOTS, 'OTHER', 'R175H')).toBeNull();
  });

  it('are found by place on their own build only', () => {
    const place = { chromosome: 'chr12', start0: 25245350, reference: 'C', alternate: 'A' };
    expect(changeAtPlace(HOTSPOTS, 'GRCh38', place)).toEqual({ gene: 'KRAS', change: 'G12C' });
    expect(changeAtPlace(HOTSPOTS, 'GRCh37', place)).toBeNull();
  });
});
