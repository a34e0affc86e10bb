import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { writeXlsx } from './write-xlsx.js';

describe('writeXlsx', () => {
  it('writes text as text, numbers as numbers, nothing for null, and columns past Z', () => {
    const columns = Array.from({ length: 28 }, (_, i) => `c${i}`);
    const row = [null, '=1+1', ...Array.from({ length: 25 }, () => null), 1.5];
    const files = unzipSync(writeXlsx([{ name: 'S', columns, rows: [row] }]));
    const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
    expect(sheet).toContain(
      '<row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="AB2"><v>1.5</v></c></row>',
    );
    expect(sheet).not.toContain('<f>');
  });

  it('holds no character that XML cannot', () => {
    const files = unzipSync(writeXlsx([{ name: 'S', columns: ['a\u0000\ud800<'], rows: [] }]));
    expect(new TextDecoder().decode(files['xl/worksheets/sheet1.xml'])).toContain(
      'a\ufffd\ufffd&lt;',
    );
  });

  it('refuses names, rows and cells that Excel would not open', () => {
    const sheet = { name: 'S', columns: ['a'], rows: [] };
    expect(() => writeXlsx([])).toThrow('needs a sheet');
    expect(() => writeXlsx([sheet, { ...sheet, name: 's' }])).toThrow('same name');
    expect(() => writeXlsx([{ ...sheet, name: 'a/b' }])).toThrow('cannot name');
    expect(() => writeXlsx([{ ...sheet, rows: [['x', 'y']] }])).toThrow('2 cells');
    expect(() => writeXlsx([{ ...sheet, rows: [[Number.NaN]] }])).toThrow('NaN');
    expect(() => writeXlsx([{ ...sheet, rows: [['x'.repeat(32_768)]] }])).toThrow('32768');
  });
});
