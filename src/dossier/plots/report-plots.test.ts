import { describe, expect, it } from 'vitest';

import type { Block, HeatMap, LinePlot } from '../../core/document.js';
import { newReferences, renderBlock } from '../blocks.js';

const render = (block: Block): string => renderBlock(block, newReferences()).text;

const CURVE: LinePlot = {
  kind: 'line-plot',
  caption: 'flat after two',
  x: { title: 'epitopes' },
  y: { title: 'energy', unit: 'kcal/mol' },
  lines: [
    {
      name: 'ours <b>',
      drawn: 'steps',
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 50 },
      ],
    },
    { name: 'theirs', drawn: 'points', points: [{ x: 5, y: 100, label: 'best' }] },
  ],
};

describe('line plots', () => {
  const svg = render(CURVE);

  it('puts points where the axes have their values', () => {
    // Frame of the drawing: x from 72, y from 280 (bottom) to 16 (top); its right end leaves room for the names.
    const right = Number(/M72 280H([\d.]+)"/.exec(svg)?.[1]);
    expect(svg).toContain(`d="M72 280H${right}V148"`);
    expect(svg).toMatch(new RegExp(`M${(72 + right) / 2} 11\\.5l4\\.5`));
  });

  it('names axes with units, lines at their ends, and marked points', () => {
    for (const text of ['epitopes', 'energy, kcal/mol', 'theirs', 'best', 'ours &lt;b&gt;']) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg).toContain('<figcaption>flat after two</figcaption>');
  });

  it('tells what it shows to who does not see it', () => {
    expect(svg).toContain('<title>energy, kcal/mol against epitopes</title>');
    expect(svg).toContain('<desc>ours &lt;b&gt;: 0: 0; 10: 50. theirs: best 5: 100</desc>');
  });

  it('keeps names of lines that end at one height apart', () => {
    const lines = ['a', 'b', 'c', 'd'].map((name) => ({
      name: `line ${name}`,
      drawn: 'line' as const,
      points: [
        { x: 0, y: 1 },
        { x: 1, y: 2 },
      ],
    }));
    const heights = [
      ...render({ ...CURVE, lines }).matchAll(/class="name" x="[\d.]+" y="([\d.]+)"/g),
    ].map((match) => Number(match[1]));
    expect(heights).toHaveLength(4);
    heights.slice(1).forEach((height, i) => {
      expect(height - (heights[i] as number)).toBeGreaterThanOrEqual(14.9);
    });
  });

  it('draws one point alone, and refuses none or five lines', () => {
    const line = { name: 'a', drawn: 'points' as const, points: [{ x: 3, y: -2 }] };
    expect(render({ ...CURVE, lines: [line] })).not.toContain('NaN');
    expect(() => render({ ...CURVE, lines: [] })).toThrow('0 lines');
    expect(() => render({ ...CURVE, lines: Array.from({ length: 5 }, () => line) })).toThrow(
      '5 lines',
    );
  });
});

const MATRIX: HeatMap = {
  kind: 'heat-map',
  caption: 'ranks',
  rowTitle: 'left',
  columnTitle: 'right',
  rows: ['E1', '<E2>'],
  columns: ['E1', 'E2'],
  values: [
    [null, 0.4],
    [2.04, 2],
  ],
  digits: 1,
  unit: '%',
  noValue: 'not a pair',
  levels: [
    { name: 'strong', atMost: 0.5 },
    { name: 'weak', atMost: 2 },
  ],
  framed: { meaning: 'neighbours', cells: [[0, 1]] },
};

describe('heat maps', () => {
  it('shade by level, frame what is asked for, and write every value', () => {
    const table = render(MATRIX);
    expect(table).toContain('<td class="heat">–</td><td class="heat strong framed">0.4</td>');
    expect(table).toContain('<th scope="row">&lt;E2&gt;</th>');
    for (const text of ['≤ 0.5 %', 'strong', 'neighbours', '– not a pair']) {
      expect(table).toContain(text);
    }
  });

  it('never write a number that belongs to another level', () => {
    // 2.04 is over the limit of 2, and with one digit would read 2.0.
    expect(render(MATRIX)).toContain('<td class="heat">2.04</td><td class="heat weak">2.0</td>');
  });

  it('refuse values of another shape and limits that fall', () => {
    expect(() => render({ ...MATRIX, values: [[1, 2]] })).toThrow('other values');
    expect(() => render({ ...MATRIX, levels: MATRIX.levels.toReversed() })).toThrow('rising');
  });
});

describe('verbatim text', () => {
  it('keeps its lines apart and its spaces', () => {
    const text = render({ kind: 'verbatim', caption: 'fold', lines: ['AC <', '.( )'] });
    expect(text).toContain('<div class="seq">AC &lt;</div><div class="seq">.( )</div>');
  });
});
