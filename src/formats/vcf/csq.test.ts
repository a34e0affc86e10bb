import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { memorySource } from '../text/byte-source.js';
import { csqAlternates, csqLayout, csqTable, CsqTable, type CsqLayout } from './csq.js';
import type { VcfRecord } from './record.js';
import { openVcf } from './vcf.js';

const COLUMNS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';

async function readOne(
  fields: string,
  reference: string,
  alternates: string,
  csq: string,
): Promise<{ record: VcfRecord; layout: CsqLayout; table: CsqTable }> {
  const text = [
    '##fileformat=VCFv4.2',
    `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${fields}">`,
    COLUMNS,
    `chr1\t100\t.\t${reference}\t${alternates}\t.\tPASS\tDP=5;CSQ=${csq};SOMATIC`,
  ].join('\n');
  const vcf = await openVcf(memorySource('a.vcf', text));
  const layout = csqLayout(vcf.header) as CsqLayout;
  for await (const [item] of vcf.batches()) {
    if (item?.status !== 'record') throw new Error(item?.reason);
    return { record: item, layout, table: csqTable(item, layout) as CsqTable };
  }
  throw new Error('no record');
}

/** The alternate each entry is matched to, in one short call. */
async function matched(
  reference: string,
  alternates: string,
  ...alleles: string[]
): Promise<readonly number[]> {
  const { record, table, layout } = await readOne(
    'Allele|SYMBOL',
    reference,
    alternates,
    alleles.map((allele) => `${allele}|X`).join(','),
  );
  return csqAlternates(record, table, layout);
}

describe('the fields of CSQ', () => {
  it('are found by name in any order, with those of the plugins', async () => {
    const { layout, table } = await readOne(
      'WildtypeProtein|SYMBOL|FrameshiftSequence|Allele|HGVSp|Consequence',
      'G',
      'A',
      'MSANG|USP18||A|ENSP1.7%3Ap.Ala124%3D|missense_variant&splice_region_variant,||MSA|A||intron_variant',
    );
    expect(table.count).toBe(2);
    expect(table.broken).toBe(0);
    const cell = (entry: number, field: string) => table.value(entry, layout.indexOf(field));
    expect(cell(0, 'WildtypeProtein')).toBe('MSANG');
    expect(cell(0, 'SYMBOL')).toBe('USP18');
    expect(cell(0, 'FrameshiftSequence')).toBeNull();
    expect(cell(0, 'HGVSp')).toBe('ENSP1.7:p.Ala124=');
    expect(table.values(0, layout.indexOf('Consequence'))).toEqual([
      'missense_variant',
      'splice_region_variant',
    ]);
    expect(table.text(0, layout.indexOf('HGVSp'))).toBe('ENSP1.7%3Ap.Ala124%3D');
    expect(cell(1, 'FrameshiftSequence')).toBe('MSA');
    expect(cell(1, 'Consequence')).toBe('intron_variant');
    expect(table.values(1, layout.indexOf('SYMBOL'))).toEqual([]);
  });

  it('that the file does not have read as empty', async () => {
    const { layout, table } = await readOne('Allele', 'G', 'A', 'A');
    expect(layout.indexOf('TSL')).toBe(-1);
    expect(table.value(0, layout.indexOf('TSL'))).toBeNull();
    expect(table.text(0, 0)).toBe('A');
  });

  it('are none without CSQ, and an error where CSQ does not name them', async () => {
    const plain = await openVcf(memorySource('a.vcf', `##fileformat=VCFv4.2\n${COLUMNS}\n`));
    expect(csqLayout(plain.header)).toBeNull();
    const nameless = await openVcf(
      memorySource(
        'a.vcf',
        `##fileformat=VCFv4.2\n##INFO=<ID=CSQ,Number=.,Type=String,Description="VEP">\n${COLUMNS}\n`,
      ),
    );
    expect(() => csqLayout(nameless.header)).toThrow(InputError);
  });
});

function layout(width: number): CsqLayout {
  return {
    fields: Array.from({ length: width }, (_, index) => `F${index}`),
    indexOf: () => -1,
  };
}

describe('CsqTable', () => {
  it('agrees with splitting the text twice, on any text', () => {
    const texts = [
      '',
      ',',
      '|',
      'a|b,c|d',
      '|,|',
      'a|b|c,d|e',
      'a,b,c',
      'a|b,',
      ',a|b',
      '||||,,||',
    ];
    for (const text of texts) {
      for (let width = 1; width <= 4; width++) {
        const rows = text.split(',').map((entry) => entry.split('|'));
        const whole = rows.filter((row) => row.length === width);
        const table = new CsqTable(text, layout(width));
        expect([table.count, table.broken]).toEqual([whole.length, rows.length - whole.length]);
        whole.forEach((row, entry) => {
          expect(row.map((_, field) => table.text(entry, field))).toEqual(row);
        });
      }
    }
  });

  it('stays valid while the next one is read', () => {
    const first = new CsqTable('a|b', layout(2));
    const second = new CsqTable('ccc|ddd,e|f', layout(2));
    expect([first.text(0, 0), first.text(0, 1), second.text(1, 1)]).toEqual(['a', 'b', 'f']);
  });

  it('is quick on a hostile text without fields', () => {
    const start = performance.now();
    const table = new CsqTable(','.repeat(4e6), layout(80));
    expect([table.count, table.broken]).toEqual([0, 4e6 + 1]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

/** Names by Ensembl's VEP, modules/Bio/EnsEMBL/VEP/Parser/VCF.pm, worked by hand. */
describe('an entry is matched to its alternate', () => {
  it('for one substitution, insertion and deletion', async () => {
    expect(await matched('C', 'T', 'T', 'T', 'G')).toEqual([0, 0, -1]);
    expect(await matched('A', 'AG', 'G')).toEqual([0]);
    expect(await matched('GTTAA', 'G', '-')).toEqual([0]);
    expect(await matched('TCC', 'AAA', 'AAA')).toEqual([0]);
    expect(await matched('AG', 'T', 'T')).toEqual([0]);
  });

  it('for several alternates that share their first base with the reference', async () => {
    expect(await matched('CAA', 'C,CA', '-', 'A')).toEqual([0, 1]);
    expect(await matched('TAAAA', 'TA,T', 'A', '-')).toEqual([0, 1]);
    expect(await matched('G', 'GTT,GT,*', 'TT', 'T', '*')).toEqual([0, 1, 2]);
  });

  it('for several alternates of which one starts differently', async () => {
    expect(await matched('A', 'AT,T', 'AT', 'T')).toEqual([0, 1]);
  });

  it('by the name in ALT, or trimmed, where VEP was not asked that way', async () => {
    expect(await matched('C', 'CT,CTT', 'CTT', 'CT')).toEqual([1, 0]);
    expect(await matched('ACG', 'ATG', 'T')).toEqual([0]);
    expect(await matched('CAA', 'CA', 'A', '-')).toEqual([0, -1]);
  });

  it('never where two alternates could be meant', async () => {
    expect(await matched('ACG', 'ATG,ACT', 'T')).toEqual([-1]);
  });

  it('for symbolic alternates and breakends by their ontology term', async () => {
    expect(await matched('C', '<DEL>', 'deletion')).toEqual([0]);
    expect(await matched('C', '<INS>,<DUP>', 'duplication', 'insertion')).toEqual([1, 0]);
    expect(await matched('C', '<DUP:TANDEM>', 'tandem_duplication')).toEqual([0]);
    expect(await matched('C', ']15:80623247]C', 'chromosome_breakpoint')).toEqual([0]);
  });

  it('by ALLELE_NUM before anything else', async () => {
    const { record, table, layout } = await readOne(
      'Allele|ALLELE_NUM',
      'A',
      'AT,T',
      'T|1,T|2,T|3,T|0',
    );
    expect(csqAlternates(record, table, layout)).toEqual([0, 1, -1, -1]);
  });
});
