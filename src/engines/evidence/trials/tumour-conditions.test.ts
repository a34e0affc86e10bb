import { describe, expect, it } from 'vitest';

import { openPackStore } from '../../../platform/node/pack-store.js';
import { openOncoTree } from '../oncotree.js';
import { readCriterion } from './read-criterion.js';
import { namedTumourTypes, readTumourTypes } from './read-tumour-types.js';
import { toyLine } from './toy-trials.fixture.js';
import { trialVocabulary } from './trial-vocabulary.js';
import { isSolidType } from './tumour-conditions.js';

const tree = openOncoTree(await openPackStore().load('oncotree'));
const vocabulary = trialVocabulary(['KRAS', 'ERBB2', 'RAF1', 'MET', 'AR', 'SET', 'E'], tree);

// Conditions as registered trials have them; codes looked up in OncoTree by hand.
describe('tumour types of registered conditions', () => {
  it.each([
    ['Carcinoma, Non-Small-Cell Lung', ['NSCLC']],
    ['Metastatic Lung Non-Small Cell Carcinoma', ['NSCLC']],
    ['NSCLC (Advanced Non-small Cell Lung Cancer)', ['NSCLC']],
    ['Lung Adenocarcinoma', ['LUAD']],
    ['Pancreatic Neoplasms', ['PANCREAS']],
    ['Pancreatic Ductal Adenocarcinoma', ['PAAD']],
    ['Stage IV Cutaneous Melanoma', ['MEL']],
    ['Mucosal Melanoma of the Head and Neck', ['HNMUCM']],
    ['Metastatic Urothelial Carcinoma', ['BLCA']],
    ['Hepatocellular Carcinoma', ['HCC']],
    ['Sarcoma', ['SOFT_TISSUE', 'BONE']],
    ['Advanced Solid Tumors', ['SOLID']],
    ['Locally Advanced Solid Neoplasm', ['SOLID']],
    ['Malignant Neoplasm', ['SOLID', 'LIQUID']],
  ])('%s', (condition, codes) => {
    expect(vocabulary.tumourTypes(condition)).toEqual(codes);
  });

  it.each([
    'Triple Negative Breast Cancer',
    'IDH1 Mutated Solid Tumors',
    'Gastrointestinal Cancer',
  ])('does not know %s, rather than take it for a wider type', (condition) => {
    expect(vocabulary.tumourTypes(condition)).toBeNull();
  });

  it('tells solid tumours from blood cancers by their tissue', () => {
    expect(
      ['LUAD', 'AML', 'PCM', 'DLBCLNOS', 'NONE'].map((code) => isSolidType(tree, code)),
    ).toEqual([true, false, false, false, null]);
  });

  it('knows what lies within a type', () => {
    expect(vocabulary.isWithin('LUAD', ['LUNG'])).toBe(true);
    expect(vocabulary.isWithin('LUNG', ['LUAD'])).toBe(false);
    expect(vocabulary.isWithin('LUAD', ['SOLID'])).toBe(true);
    expect(vocabulary.isWithin('AML', ['SOLID'])).toBe(false);
    expect(vocabulary.isWithin('SOLID', ['LIQUID'])).toBe(false);
  });
});

describe('genes of a text', () => {
  it('knows symbols and the names that the field uses, and no words', () => {
    const symbols = ['KRAS', 'HER2', 'HER-2', 'CRAF', 'AR', 'SET', 'E', 'kras', 'FOO'];
    expect(symbols.map((word) => vocabulary.gene(word))).toEqual([
      'KRAS',
      'ERBB2',
      'ERBB2',
      'RAF1',
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('tumour types of a line of diagnosis', () => {
  const rules = (text: string) => readTumourTypes(text, vocabulary).map(({ rule }) => rule);
  const asks = (...codes: string[]) => ({
    kind: 'require',
    requirement: { kind: 'tumour-type', codes },
  });

  it('reads one type, several, and those that are left out', () => {
    expect(rules('Pathologically confirmed non-small cell lung cancer')).toEqual([asks('NSCLC')]);
    expect(rules('Histologically confirmed melanoma or metastatic NSCLC')).toEqual([
      asks('MEL', 'NSCLC'),
    ]);
    // NCT06008288.
    expect(
      rules('Histologically confirmed metastatic solid tumors (excluding NSCLC and CRC)'),
    ).toEqual([asks('SOLID'), { kind: 'not', rule: asks('NSCLC', 'COADREAD') }]);
  });

  it('leaves the stage to be read by itself', () => {
    const { rule } = readCriterion(toyLine('Histologically confirmed stage IV NSCLC'), vocabulary);
    const stage = { kind: 'require', requirement: { kind: 'stage', stages: [4] } };
    expect(rule).toEqual({ kind: 'all', rules: [stage, asks('NSCLC')] });
  });

  it('reads nothing by halves', () => {
    expect(rules('Histologically confirmed ovarian or prostate cancer')).toEqual([]);
    expect(rules('Confirmed NSCLC or esthesiosarcoma')).toEqual([]);
    expect(rules('Confirmed solid tumors (excluding NSCLC and tumours of the eye)')).toEqual([]);
  });

  it('reads no type from what is no diagnosis, nor from any cancer', () => {
    expect(rules('Patients with NSCLC must have had a platinum')).toEqual([]);
    expect(rules('Histologically confirmed metastatic cancer')).toEqual([]);
    expect(rules('Confirmed by Response Evaluation Criteria in Solid Tumors')).toEqual([]);
    expect(rules('Confirmed NSCLC without anaplastic lymphoma kinase translocation')).toEqual([
      asks('NSCLC'),
    ]);
  });

  it('names each type of a text', () => {
    const named = namedTumourTypes('NSCLC, breast cancer, and blastocarcinoma', vocabulary);
    expect(named.map((mention) => mention?.codes ?? null)).toEqual([['NSCLC'], ['BREAST'], null]);
  });
});
