import { describe, expect, it } from 'vitest';

import type { Block } from '../core/document.js';
import { numberCell, textCell } from '../core/document.js';
import { newReferences, renderBlock, renderReferenceList, renderSection } from './blocks.js';

const render = (block: Block): string => renderBlock(block, newReferences()).text;

describe('blocks of a report', () => {
  it('numbers a source where it is first cited and lists it once', () => {
    const references = newReferences();
    const wu = { name: 'Wu 2010', pmid: '19904234' };
    const uniprot = { name: 'UniProt P01116' };
    const section = renderSection(
      {
        id: 'one',
        title: 'One',
        blocks: [
          { kind: 'paragraph', text: 'first', sources: [wu] },
          { kind: 'paragraph', text: 'second', sources: [uniprot, wu] },
        ],
      },
      references,
    ).text;
    expect(section.match(/\[\d\]/g)).toEqual(['[1]', '[2]', '[1]']);
    const list = renderReferenceList(references).text;
    expect(list.match(/<li/g)).toHaveLength(2);
    expect(list).toContain('href="https://pubmed.ncbi.nlm.nih.gov/19904234/"');
  });

  it('links http addresses only', () => {
    const references = newReferences();
    references.cite([
      { name: 'a', url: 'javascript:alert(1)' },
      { name: 'b', url: 'https://x.org/?a&b' },
    ]);
    const list = renderReferenceList(references).text;
    expect(list).not.toContain('href="javascript:');
    expect(list).toContain('href="https://x.org/?a&amp;b"');
  });

  it('prints numbers with unit and digits, and a gap with its reason', () => {
    const table = render({
      kind: 'table',
      caption: 'Doses',
      columns: [
        { key: 'a', title: 'Name' },
        { key: 'b', title: 'Dose', help: 'per day' },
      ],
      rows: [
        [textCell('x<y'), numberCell(12345, 0, '', 'mg')],
        [textCell('z'), numberCell(null, 1, 'never measured')],
      ],
    });
    expect(table).toContain('<caption>Doses</caption>');
    expect(table).toContain('<abbr title="per day">Dose</abbr>');
    expect(table).toContain('x&lt;y');
    expect(table).toContain('12,345 mg');
    expect(table).toContain('<abbr class="na" title="never measured">NA</abbr>');
  });

  it('renders facts, lists and notices', () => {
    expect(
      render({ kind: 'facts', rows: [{ label: 'Length', value: numberCell(4.25, 1, '', 'kb') }] }),
    ).toBe('<dl class="facts"><div><dt>Length</dt><dd>4.3 kb</dd></div></dl>');
    expect(render({ kind: 'list', items: ['a', '<b>'] })).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>',
    );
    expect(render({ kind: 'notice', level: 'caution', text: 'mind' })).toContain('Caution:');
  });
});
