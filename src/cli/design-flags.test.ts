import { describe, expect, it } from 'vitest';

import { OptionError } from '../core/errors.js';
import { MODALITIES } from '../modalities/index.js';
import { kindsFrom, settingsFrom } from './design-flags.js';

const DEFAULTS = { count: 3, cap: null, tails: true, name: '30', spacers: ['AAY'], sizes: [1] };

describe('settings of a therapy', () => {
  it('reads numbers, yes and no, none and lists; text stays text', () => {
    const texts = [
      'count=-2.5e1',
      'cap=4',
      'tails=false',
      'name=70',
      'spacers=none,GGS',
      'sizes=8, 9',
    ];
    expect(settingsFrom(texts, DEFAULTS)).toEqual({
      count: -25,
      cap: 4,
      tails: false,
      name: '70',
      spacers: ['none', 'GGS'],
      sizes: [8, 9],
    });
    expect(settingsFrom(['cap=null', 'spacers='], DEFAULTS)).toEqual({ cap: null, spacers: [] });
  });

  it('leaves what it cannot read as text, for the therapy to refuse, and unknown names too', () => {
    expect(settingsFrom(['count=many', 'other=a=b'], DEFAULTS)).toEqual({
      count: 'many',
      other: 'a=b',
    });
  });

  it('refuses what has no name or no value, and a name given twice', () => {
    for (const texts of [['count'], ['=3'], ['count=1', 'count=2']]) {
      expect(() => settingsFrom(texts, DEFAULTS)).toThrow(OptionError);
    }
  });
});

describe('therapies to design', () => {
  const [first] = MODALITIES.map(({ kind }) => kind) as [string];

  it('are all, none or those named, once each', () => {
    expect(kindsFrom('all')).toEqual(MODALITIES.map(({ kind }) => kind));
    expect(kindsFrom('none')).toEqual([]);
    expect(kindsFrom(`${first}, ${first}`)).toEqual([first]);
  });

  it('name the kinds there are where one is unknown', () => {
    expect(() => kindsFrom('magnet')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(first) }),
    );
  });
});
