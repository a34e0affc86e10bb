import { describe, expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import { csqAlternates, csqLayout, csqTable } from '../vcf/csq.js';
import type { VcfRecord } from '../vcf/record.js';
import { openVcf } from '../vcf/vcf.js';
import { CSQ_FIELDS, csqEntry, csqFrame, withCsq, withCsqHeader } from './write-csq.js';
import { vepAllele } from '../vcf/csq.js';

const COLUMNS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';

describe('CSQ', () => {
  it('names alleles as VEP does', () => {
    // Ensembl's VEP/Parser/VCF.pm: the shared first base goes where lengths differ.
    expect(vepAllele('T', 'C', ['T'])).toBe('T');
    expect(vepAllele('C', 'CAG', ['C'])).toBe('-');
    expect(vepAllele('CAG', 'C', ['CAG'])).toBe('AG');
    expect(vepAllele('AC', 'AA', ['AC', 'A'])).toBe('C');
    expect(vepAllele('TC', 'CG', ['TC'])).toBe('TC');
    expect(vepAllele('*', 'CA', ['*', 'C'])).toBe('*');
    expect(vepAllele('C', 'CA', ['*', 'C'])).toBe('-');
  });

  it('leaves all but CSQ of a line as it was', () => {
    const rest = 'PASS\t';
    const line = (info: string): string => `1\t5\t.\tA\tC\t1e3\t${rest}${info}\tGT:AD\t0/1:3,4`;
    expect(withCsq(line('DP=7;XCSQ=1'), 'a|b')).toBe(line('DP=7;XCSQ=1;CSQ=a|b'));
    expect(withCsq(line('CSQ=old,older;DP=7;;END=5'), 'new')).toBe(line('DP=7;;END=5;CSQ=new'));
    expect(withCsq(line('.'), 'new')).toBe(line('CSQ=new'));
    expect(withCsq(line('CSQ=old'), null)).toBe(line('.'));
    expect(withCsq(line('DP=7'), null)).toBe(line('DP=7'));
    expect(withCsq('1\t5\t.\tA\tC\t.\t.\tDP=1', 'x')).toBe('1\t5\t.\tA\tC\t.\t.\tDP=1;CSQ=x');
    expect(withCsq('no record', 'x')).toBe('no record');
  });

  it('replaces the header of an earlier annotation', () => {
    const once = withCsqHeader(
      ['##fileformat=VCFv4.2', '##INFO=<ID=DP,Number=1>', '##FILTER=<ID=x>', COLUMNS],
      ['Allele', 'Consequence'],
      'version="1"',
    );
    expect(once).toEqual([
      '##fileformat=VCFv4.2',
      '##INFO=<ID=DP,Number=1>',
      expect.stringMatching(/^##INFO=<ID=CSQ,.*Format: Allele\|Consequence">$/),
      '##FILTER=<ID=x>',
      '##oncoscript_annotate=version="1"',
      COLUMNS,
    ]);
    expect(withCsqHeader(once, ['Allele', 'Consequence'], 'version="1"')).toEqual(once);
  });

  it('is read back by our own reader, special characters included', async () => {
    const own = new Set(['Allele', 'Consequence', 'HGVSp'] as const);
    const first = csqFrame({ SYMBOL: 'A;B,C=50%' }, CSQ_FIELDS, own);
    const second = csqFrame({ SYMBOL: 'x y|z', FLAGS: null }, CSQ_FIELDS, own);
    const entries = [
      csqEntry(first, ['T', 'a&b', 'P:p.Thr58=']),
      csqEntry(second, ['-', null, null]),
    ];
    const head = withCsqHeader(['##fileformat=VCFv4.2', COLUMNS], CSQ_FIELDS, '');
    const line = withCsq('1\t5\t.\tCA\tCT,C\t.\t.\t.', entries.join(','));
    expect(line).toContain('P:p.Thr58%3D');
    const vcf = await openVcf(memorySource('a.vcf', `${head.join('\n')}\n${line}\n`));
    const layout = csqLayout(vcf.header)!;
    for await (const [item] of vcf.batches()) {
      const record = item as VcfRecord;
      const table = csqTable(record, layout)!;
      expect([table.count, table.broken]).toEqual([2, 0]);
      expect(csqAlternates(record, table, layout)).toEqual([0, 1]);
      const value = (entry: number, field: string) => table.value(entry, layout.indexOf(field));
      expect(value(0, 'SYMBOL')).toBe('A;B,C=50%');
      expect(value(0, 'HGVSp')).toBe('P:p.Thr58=');
      expect(table.values(0, layout.indexOf('Consequence'))).toEqual(['a', 'b']);
      expect(value(1, 'SYMBOL')).toBe('x_y&z');
    }
  });
});
