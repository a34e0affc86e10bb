import { describe, expect, it } from 'vitest';

import { pooledAdverseEvents } from '../../src/engines/evidence/checkpoint-adverse-events.js';
import { pooledResponseRate } from '../../src/engines/evidence/checkpoint-response-rates.js';
import { T_CELL_INFLAMED } from '../../src/engines/expression/immune-signatures.js';
import { findExpressionSignatures } from '../../src/findings/biomarkers/expression-signatures.js';
import { hasShared, sharedRows, sharedText } from '../shared-data.js';

const CLINICAL = 'data/clinical';

describe('tables of checkpoint inhibitors against the files they were read from', () => {
  it.skipIf(!hasShared(CLINICAL))('has every pooled adverse event', () => {
    const rows = sharedRows(`${CLINICAL}/irae/irae_pooled_by_drug.tsv`);
    expect(rows.length).toBeGreaterThan(150);
    for (const row of rows) {
      const drug = (row['drug'] as string).replace('ALL ', '');
      const events = pooledAdverseEvents(drug.startsWith('PD') ? drug : drug.toLowerCase()) ?? [];
      const event = events.find((one) => one.event === row['ae']);
      const counts = row['grade'] === 'All Grade' ? event?.anyGrade : event?.severe;
      expect([counts?.events, counts?.patients, counts?.arms]).toEqual([
        Number(row['events']),
        Number(row['patients']),
        Number(row['arms']),
      ]);
    }
  });

  it.skipIf(!hasShared(CLINICAL))('has the pooled response rates', () => {
    const rows = sharedText(`${CLINICAL}/cohorts/orr_tmb_by_tumour_type.csv`)
      .split('\n')
      .map((line) => line.split(','));
    const of = (name: string): readonly [number, number] => {
      const row = rows.find(([type]) => type === name) ?? [];
      return [Number(row[1]) / 100, Number(row[2])];
    };
    for (const [key, name] of [
      ['melanoma', 'Melanoma'],
      ['nsclc', 'NSCLC'],
      ['urothelial', 'Urothelial Carcinoma'],
      ['merkel', 'Merkel Cell Carcinoma'],
      ['hepatocellular', 'Hepatocellular Carcinoma'],
      ['gastricOrEsophagealAdeno', 'Esophagogastric Carcinoma'],
    ] as const) {
      const [share, patients] = of(name);
      expect(pooledResponseRate(key)?.share).toBeCloseTo(share, 6);
      expect(pooledResponseRate(key)?.patients).toBe(patients);
    }
  });

  it.skipIf(!hasShared(CLINICAL))('has the weights of the T-cell-inflamed profile', () => {
    const weights = sharedText(`${CLINICAL}/expression/gep_weights.tsv`)
      .split('\n')
      .filter((line) => /ENSG/.test(line))
      .map((line) => line.split('\t'));
    expect(weights).toHaveLength(18);
    for (const [symbol, id, weight] of weights) {
      const gene = T_CELL_INFLAMED.genes.find((one) => one.symbol === symbol);
      expect(gene?.weight).toBe(Number(weight));
      expect(gene?.geneIds as readonly string[]).toContain(id);
    }
  });

  it.skipIf(!hasShared(CLINICAL))(
    'has the AUCs of the sixteen cohorts, of which the best single signature’s median is 0.64',
    () => {
      const rows = sharedRows(`${CLINICAL}/expression/compass_loco_baselines.tsv`);
      const found = findExpressionSignatures({ unit: 'TPM', valueOf: () => 5 }, 'a test');
      if (found.kind === 'missing') throw new Error(found.reason);
      for (const [signature, column] of [
        ['t-cell-inflamed', 'GEP_AUC'],
        ['pdl1-mrna', 'PDL1_mRNA_AUC'],
      ] as const) {
        const one = found.value.signatures.find(({ score }) => score.signature === signature);
        expect(one?.cohorts).toEqual(
          rows.map((row) => ({ cohort: row['cohort'], auc: Number(row[column]) })),
        );
      }
      expect(found.value.signatures[0]?.medianAuc).toBeCloseTo(0.64, 2);
    },
  );
});
