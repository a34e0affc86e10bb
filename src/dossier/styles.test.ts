import { describe, expect, it } from 'vitest';

import { STYLE_SHEET } from './styles.js';

/** Text on ground, as the style sheet combines them. */
const TEXT_ON_GROUND = [
  ['text', 'ground'],
  ['soft', 'ground'],
  ['link', 'ground'],
  ['text', 'raised'],
  ['soft', 'raised'],
  ['link', 'raised'],
  ['passed', 'raised'],
  ['failed', 'ground'],
  ['failed', 'raised'],
  ['pass', 'pass-ground'],
  ['peptide', 'peptide-ground'],
  ['tumour', 'tumour-ground'],
  ['poor', 'poor-ground'],
  ['mutated', 'mutated-ground'],
  ['mutated', 'peptide-run'],
  ['mutated', 'anchor'],
  ['text', 'peptide-run'],
  ['soft', 'peptide-run'],
  ['text', 'anchor'],
  ['soft', 'anchor'],
  ['strong-text', 'strong'],
  ['weak-text', 'weak'],
  ['faint-text', 'faint'],
  ['text', 'caution-ground'],
  ['banner-text', 'banner'],
  ['soft', 'pass-ground'],
] as const;

/** Marks and lines that carry meaning need 3:1. */
const MARK_ON_GROUND = ['pass', 'peptide', 'tumour', 'poor', 'mutated', 'focus', 'soft'] as const;

function palette(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const roots = [...STYLE_SHEET.matchAll(/:root \{([^}]*)\}/g)];
  const declarations = roots[theme === 'light' ? 0 : 1]?.[1] ?? '';
  return new Map(
    [...declarations.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [
      name as string,
      colour as string,
    ]),
  );
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('colours of the %s theme', (theme) => {
  const colours = palette(theme);

  it.each(TEXT_ON_GROUND)('%s on %s reads at 4.5:1 (WCAG AA)', (text, ground) => {
    expect(
      contrast(colours.get(text) as string, colours.get(ground) as string),
    ).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARK_ON_GROUND)('%s stands out from the page at 3:1', (mark) => {
    expect(
      contrast(colours.get(mark) as string, colours.get('ground') as string),
    ).toBeGreaterThanOrEqual(3);
  });
});

it('defines the same colours in both themes', () => {
  expect([...palette('dark').keys()]).toEqual([...palette('light').keys()]);
});

it('loads nothing', () => {
  expect(STYLE_SHEET).not.toMatch(/url\(|@import|@font-face/);
});
