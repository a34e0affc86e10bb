import { describe, expect, it } from 'vitest';

import { dossierFixture } from '../../../test/support/dossier-fixture.js';
import { pageData } from '../candidate-view.js';
import { depthHistogram } from './depth-histogram.js';
import { placeLabels } from './place-labels.js';
import { rankLollipopPlot } from './rank-lollipop-plot.js';
import { linearScale, log1pScale, logScale, niceStep } from './scale.js';
import { vafExpressionPlot } from './vaf-expression-plot.js';

describe('scales', () => {
  it('maps the ends of the domain to the ends of the range', () => {
    const linear = linearScale([0, 0.5], [10, 110], 0.1);
    expect([linear.at(0), linear.at(0.25), linear.at(0.5)]).toEqual([10, 60, 110]);
    expect(linear.ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    const log = logScale([0.01, 100], [0, 400]);
    expect([log.at(0.01), log.at(1), log.at(100)]).toEqual([0, 200, 400]);
    expect(log.ticks).toEqual([0.01, 0.1, 1, 10, 100]);
    const log1p = log1pScale(99, [200, 0]);
    expect([log1p.at(0), log1p.at(9), log1p.at(99)]).toEqual([200, 100, 0]);
    expect(log1p.ticks).toEqual([0, 1, 10]);
  });

  it('picks round steps', () => {
    expect([niceStep(100, 10), niceStep(100, 8), niceStep(7, 4), niceStep(0.3, 5)]).toEqual([
      10, 20, 2, 0.1,
    ]);
  });
});

const FRAME = { left: 0, right: 400, top: 0, bottom: 400 };

const anchorAt = (x: number) =>
  placeLabels([{ x, y: 200, text: 'TP53' }], [{ x, y: 200 }], FRAME)[0]?.anchor;

describe('placeLabels', () => {
  it('puts a label to the right, or to the left where the right edge is near', () => {
    expect(anchorAt(100)).toBe('start');
    expect(anchorAt(390)).toBe('end');
  });

  it('lets no two labels of a crowd touch', () => {
    const points = Array.from({ length: 30 }, (_, i) => ({ x: 150 + (i % 6) * 9, y: 150 + i * 3 }));
    const placed = placeLabels(
      points.map((point, index) => ({ ...point, text: `GENE${index}` })),
      points,
      FRAME,
    );
    expect(placed.length).toBeGreaterThan(0);
    const spans = placed.map(({ x, y, anchor, text }) => {
      const width = text.length * 7.4;
      const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
      return { left, right: left + width, y };
    });
    for (const [i, a] of spans.entries()) {
      for (const b of spans.slice(i + 1)) {
        expect(Math.abs(a.y - b.y) < 10 && a.left < b.right && b.left < a.right).toBe(false);
      }
    }
  });
});

describe('plots', () => {
  const { candidates } = pageData(dossierFixture(40));

  it('draws each candidate that has an allele fraction and says how many it cannot', () => {
    const { text } = vafExpressionPlot(candidates, 'TPM', { vaf: 0.31, from: 'purity' });
    const drawn = candidates.filter(({ tumourDna }) => tumourDna.alleleFraction !== null);
    expect(text.match(/<a href="#c\d+"/g)).toHaveLength(drawn.length);
    expect(text).toContain(
      `no DNA allele fraction was given: ${candidates.length - drawn.length} candidates`,
    );
    expect(text).toContain('clonal: 31.0 %');
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('draws an unexpressed gene at zero and one without a value in the row NA', () => {
    const [first] = candidates;
    if (first === undefined) throw new Error('the fixture is empty');
    const tumourDna = { depth: 100, altReads: 30, alleleFraction: 0.3, from: 'AF' };
    const cy = (geneExpression: number | null) =>
      /class="mark pass" cx="[\d.]+" cy="([\d.]+)"/.exec(
        vafExpressionPlot([{ ...first, tier: 'Pass', tumourDna, geneExpression }], 'TPM', null)
          .text,
      )?.[1];
    expect(cy(0)).toBe('322');
    expect(cy(null)).toBe('342');
  });

  it('shows rank of mutant and wild type for the first candidates with a scored peptide', () => {
    const { text } = rankLollipopPlot(candidates);
    expect(text.match(/<a href="#c\d+"/g)).toHaveLength(16);
    expect(text).toContain('class="ring"');
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('counts every depth in some bar', () => {
    const depths = [10, 20, 20, 35, 90, 400];
    const counts = [...depthHistogram(depths, 1).text.matchAll(/reads: (\d+) candidate/g)].map(
      ([, count]) => Number(count),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(depths.length);
    expect(depthHistogram(depths, 1).text).toContain('Without a depth: 1 candidate');
  });

  it('says so where there is nothing to draw', () => {
    expect(vafExpressionPlot([], 'TPM', null).text).toContain('nothing to draw');
    expect(rankLollipopPlot([]).text).toContain('nothing to draw');
    expect(depthHistogram([], 3).text).toContain('no distribution to draw');
  });
});
