import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { packageRoot } from '../../src/platform/node/package-root.js';
import { hasShared, sharedText } from '../../test/shared-data.js';
import { compileGuideScores, GUIDE_SCORE_FILES } from './guide-scores.js';

const FOLDER = 'data/editing/crisprScore';

describe.skipIf(!hasShared(FOLDER))('guide-scores recipe (needs ../shared)', () => {
  const text = (name: keyof typeof GUIDE_SCORE_FILES): string =>
    sharedText(`${FOLDER}/${GUIDE_SCORE_FILES[name]}`);
  const texts = () => ({
    cfdMismatch: text('cfdMismatch'),
    cfdPam: text('cfdPam'),
    mit: text('mit'),
    ruleSet1: text('ruleSet1'),
  });

  it('makes the pack that ships, byte for byte', () => {
    const { bytes, manifest } = compileGuideScores(texts());
    const shipped = (name: string): Buffer => readFileSync(join(packageRoot(), 'data', name));
    expect(Buffer.from(bytes).equals(shipped(manifest.file))).toBe(true);
    expect(JSON.parse(shipped(`${manifest.id}.manifest.json`).toString())).toEqual(manifest);
  });

  it('refuses a table with a gap, a repeat or a word for a number', () => {
    const { cfdPam, ...others } = texts();
    const changed = (pam: string) => () => compileGuideScores({ ...others, cfdPam: pam });
    expect(changed(cfdPam.replace('GG 1\n', ''))).toThrow('other names than expected');
    expect(changed(`${cfdPam.trim()}\nGG 1\n`)).toThrow('GG is there twice');
    expect(changed(cfdPam.replace('GG 1', 'GG one'))).toThrow('no number for GG');
  });
});
