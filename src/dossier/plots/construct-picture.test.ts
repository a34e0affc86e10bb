import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assembleConstruct } from '../../engines/constructs/assemble-construct.js';
import type { Construct, Segment } from '../../engines/constructs/construct.js';
import { PART_ROLES } from '../../engines/constructs/part-roles.js';
import { lanesOf, spreadLabels, stackLabels, textWidth } from './construct-labels.js';
import { constructPicture } from './construct-picture.js';

function construct(topology: Construct['topology'], count: number): Construct {
  const segments = Array.from({ length: count }, (_, i): Segment => ({
    kind: 'free',
    sequence: 'ACGTACGTAC'.repeat(1 + (i % 7)),
    label: `feature <${i}>`,
    role: i % 2 === 0 ? 'epitope' : 'promoter',
  }));
  return assembleConstruct({
    id: 'toy',
    name: 'Toy & map',
    description: '',
    alphabet: 'DNA',
    topology,
    segments,
  });
}

/** Boxes of horizontal texts; what is inside them by the widest advance of the font. */
function textBoxes(
  svg: string,
): readonly { left: number; right: number; y: number; text: string }[] {
  return [...svg.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)"([^>]*)>([^<]*)<\/text>/g)].map(
    ([, x, y, rest = '', text = '']) => {
      const plain = text.replace(/&\w+;|&#\d+;/g, '_');
      const width = textWidth(plain);
      const anchor = /text-anchor="(\w+)"/.exec(rest)?.[1] ?? 'start';
      const left = Number(x) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
      return { left, right: left + width, y: Number(y), text: plain };
    },
  );
}

describe('constructPicture', () => {
  it.each(['linear', 'circular'] as const)(
    'is %s XML with title, text for screen readers and a key',
    (topology) => {
      const svg = constructPicture(construct(topology, 6)).text;
      expect(svg).toMatch(/^<svg\s+xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).toContain('role="img"');
      expect(svg).toContain(`<title>Toy &amp; map: DNA, ${topology}, 210 bp</title>`);
      expect(svg).toContain('feature &lt;0&gt; 1-10');
      expect(svg).toContain('>epitope</text>');
      const opened = [...svg.matchAll(/<([a-z]+)(?:\s[^>]*[^/])?>/g)].map(([, name]) => name);
      const closed = [...svg.matchAll(/<\/([a-z]+)>/g)].map(([, name]) => name);
      expect(opened.sort()).toEqual(closed.sort());
      expect(constructPicture(construct(topology, 6)).text).toBe(svg);
    },
  );

  it('names up to 60 features of a circle, none over another', () => {
    for (const count of [1, 9, 34, 60]) {
      const boxes = textBoxes(constructPicture(construct('circular', count)).text).filter(
        ({ text }) => text.startsWith('feature'),
      );
      expect(boxes).toHaveLength(count);
      for (const [i, a] of boxes.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.right).toBeLessThanOrEqual(960);
        for (const b of boxes.slice(i + 1)) {
          expect(Math.abs(a.y - b.y) >= 12 || a.right <= b.left || b.right <= a.left).toBe(true);
        }
      }
    }
  });

  it('says how many names found no room, and puts the widest features first', () => {
    const svg = constructPicture(construct('linear', 120)).text;
    const slanted = svg.match(/rotate\(-60\)/g)?.length ?? 0;
    expect(svg).toContain(`${120 - slanted} names left out for want of room`);
    expect(constructPicture(construct('linear', 30)).text).not.toContain('left out');
  });

  it('has colours on which black text is read: contrast of at least 4.5', () => {
    const luminance = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
        const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const { colour } of Object.values(PART_ROLES)) {
      expect((luminance(colour) + 0.05) / (luminance('#1a1a1a') + 0.05)).toBeGreaterThan(4.5);
    }
  });
});

const WISHES = fc.array(
  fc.record({
    at: fc.double({ min: 40, max: 920, noNaN: true }),
    text: fc.stringMatching(/^[a-z]{1,20}$/),
  }),
  { maxLength: 25 },
);

describe('labels', () => {
  it('stacked, meet no other text and no leader', () => {
    fc.assert(
      fc.property(WISHES, (wishes) => {
        const placed = stackLabels(wishes, 0, 960, 8) ?? [];
        for (const [i, a] of placed.entries()) {
          const right = a.left + textWidth(a.text);
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(960);
          for (const [j, b] of placed.entries()) {
            if (i === j) continue;
            if (a.row === b.row)
              expect(right <= b.left || b.left + textWidth(b.text) <= a.left).toBe(true);
            if (a.row < b.row) expect(b.at <= a.left || b.at >= right).toBe(true);
          }
        }
      }),
    );
  });

  it('spread, keep their order and distance within the edge, and drop only what has no room', () => {
    fc.assert(
      fc.property(WISHES, (wishes) => {
        const { labels, leftOut } = spreadLabels(wishes, 40, 400, 17);
        expect(labels).toHaveLength(Math.min(wishes.length, 22));
        expect(labels.length + leftOut).toBe(wishes.length);
        for (const [i, { placed, at }] of labels.entries()) {
          expect(placed).toBeGreaterThanOrEqual(40 - 1e-6);
          expect(placed).toBeLessThanOrEqual(400 + 1e-6);
          const before = labels[i - 1];
          if (before === undefined) continue;
          expect(placed - before.placed).toBeGreaterThanOrEqual(17 - 1e-6);
          expect(at).toBeGreaterThanOrEqual(before.at);
        }
      }),
    );
  });

  it('get a lane where they meet nothing', () => {
    const range = (start0: number, end0: number) => [{ start0, end0 }];
    expect(lanesOf([range(0, 10), range(2, 4), range(4, 6), range(10, 12), range(3, 5)])).toEqual([
      0, 1, 1, 0, 2,
    ]);
  });
});
