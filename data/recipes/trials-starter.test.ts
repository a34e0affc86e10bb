import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { InputError } from '../../src/core/errors.js';
import { openOncoTree } from '../../src/engines/evidence/oncotree.js';
import { TOY_VOCABULARY } from '../../src/engines/evidence/trials/toy-trials.fixture.js';
import { openTrials } from '../../src/engines/evidence/trials/trial-library.js';
import { trialVocabulary } from '../../src/engines/evidence/trials/trial-vocabulary.js';
import { openCancerGenes } from '../../src/findings/drivers/cancer-genes.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedPath, sharedText } from '../../test/shared-data.js';
import { compileTrials } from './trials-starter.js';

const CTGOV = 'data/clinical/trials/ctgov';
const skipped = hasShared(CTGOV) ? '' : ' (skipped: ../shared is absent)';

function answer(name: string, ...studies: readonly object[]) {
  return { name, text: JSON.stringify({ studies }) };
}

function study(nctId: string, eligibilityCriteria: string, date?: string) {
  return {
    protocolSection: {
      identificationModule: { nctId, briefTitle: 'Toy' },
      statusModule: {
        overallStatus: 'RECRUITING',
        ...(date === undefined ? {} : { lastUpdatePostDateStruct: { date } }),
      },
      eligibilityModule: { eligibilityCriteria, minimumAge: '18 Years' },
    },
  };
}

const SHORT = study('NCT00000001', 'Inclusion Criteria:\n\n* ECOG 0 or 1', '2025-05-05');
const FULL = study('NCT00000001', 'Inclusion Criteria:\n\n* ECOG 0 or 1\n* Willing to sign');
const OTHER = study('NCT00000002', 'Inclusion Criteria:\n\n* KRAS G12C mutation', '2025-01-01');

describe('the pack of trials to start from', () => {
  it('keeps the fullest record, dates it by the file where it has no date, and counts', () => {
    const answers = [answer('all.json', SHORT, OTHER), answer('one_20260102.json', FULL)];
    const { bytes, manifest } = compileTrials(answers, TOY_VOCABULARY);
    const { trials, asOf } = openTrials({ manifest, bytes });
    expect(trials.map(({ id, recordDate, criteria }) => [id, recordDate, criteria.length])).toEqual(
      [
        ['NCT00000001', '2026-01-02', 3],
        ['NCT00000002', '2025-01-01', 2],
      ],
    );
    expect(asOf).toBe('2026-01-02');
    // Both ages, ECOG and KRAS are typed; the signature is not.
    expect(manifest.contents).toEqual({ trials: 2, criteria: 5, typedCriteria: 4 });
  });

  it('is the same for the same answers in any order', () => {
    const answers = [answer('b.json', OTHER), answer('a.json', SHORT), answer('c.json', FULL)];
    const one = compileTrials(answers, TOY_VOCABULARY);
    const other = compileTrials(answers.toReversed(), TOY_VOCABULARY);
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });

  it('refuses an answer with a study that cannot be read, and what is no answer', () => {
    const compile = (text: string) => () =>
      compileTrials([{ name: 'a.json', text }], TOY_VOCABULARY);
    expect(compile(JSON.stringify([{ protocolSection: {} }]))).toThrow('a.json');
    expect(compile('{')).toThrow(InputError);
  });

  it.skipIf(skipped !== '')(`is rebuilt byte for byte${skipped}`, async () => {
    const store = openPackStore();
    const vocabulary = trialVocabulary(
      Object.keys(openCancerGenes(await store.load('cancer-genes')).genes),
      openOncoTree(await store.load('oncotree')),
    );
    const answers = readdirSync(sharedPath(CTGOV))
      .filter((name) => name.endsWith('.json') && !name.includes('schema'))
      .map((name) => ({ name, text: sharedText(`${CTGOV}/${name}`) }));
    const { bytes, manifest } = compileTrials(answers, vocabulary);
    const shipped = readFileSync(new URL('../trials-starter.bin', import.meta.url));
    expect(Buffer.from(bytes).equals(shipped)).toBe(true);
    const written = readFileSync(
      new URL('../trials-starter.manifest.json', import.meta.url),
      'utf8',
    );
    expect(JSON.parse(written)).toEqual(manifest);
  });
});
