import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { hasShared, sharedRows, sharedText } from '../../test/shared-data.js';
import type { CancerGenes } from '../../src/findings/drivers/cancer-genes.js';
import { GENE_ROLES } from './cancer-gene-facts.js';
import { compileCancerGenes } from './cancer-genes.js';

const CIVIC = 'data/clinical/civic/civic_evidence_2026-04-25.tsv';
const NCG = 'data/clinical/genes/ncg.tsv';

const HEADER =
  'id\tmolecular_profile\tgene\tvariant\tdisease\tevidence_level\tevidence_type\tevidence_direction\tsignificance\tpmid\trating';

interface Item {
  readonly gene?: string;
  readonly variant?: string;
  readonly level?: string;
  readonly type?: string;
  readonly direction?: string;
  readonly significance?: string;
  readonly rating?: string;
}

function compile(...items: readonly Item[]): CancerGenes {
  const rows = items.map((item, i) =>
    [
      i + 1,
      '',
      item.gene ?? 'SPOP',
      item.variant ?? 'M117V',
      '',
      item.level ?? 'D',
      item.type ?? 'Functional',
      item.direction ?? 'Supports',
      item.significance ?? 'Loss of Function',
      '123',
      item.rating ?? '3',
    ].join('\t'),
  );
  const { bytes } = compileCancerGenes(`${HEADER}\n${rows.join('\n')}\n`);
  return JSON.parse(new TextDecoder().decode(bytes)) as CancerGenes;
}

/** Outcomes of the compiled studies that come from CIViC. */
function outcomes(...items: readonly Item[]): readonly string[] {
  return compile(...items)
    .studies.filter(({ source }) => source.name.startsWith('CIViC'))
    .map(({ gene, change, outcome }) => `${gene} ${change} ${outcome}`);
}

describe('compileCancerGenes', () => {
  it('takes functional studies and preclinical ones of oncogenicity, from three stars', () => {
    const oncogenic: Item = { type: 'Oncogenic', significance: 'Oncogenicity' };
    expect(outcomes({})).toEqual(['SPOP M117V loss-of-function']);
    expect(outcomes({ rating: '2' })).toEqual([]);
    expect(outcomes({ significance: 'Unaltered Function' })).toEqual([
      'SPOP M117V unaltered-function',
    ]);
    // That it is not one kind of change does not say that nothing changed.
    expect(outcomes({ direction: 'Does Not Support' })).toEqual([]);
    expect(outcomes(oncogenic)).toEqual(['SPOP M117V oncogenic']);
    expect(outcomes({ ...oncogenic, direction: 'Does Not Support' })).toEqual([
      'SPOP M117V not-oncogenic',
    ]);
    expect(outcomes({ ...oncogenic, level: 'C' })).toEqual([]);
  });

  it('takes changes of one protein only, in the spelling of HGVS', () => {
    expect(outcomes({ variant: 'L747_A750DELINSP' })).toEqual([
      'SPOP L747_A750delinsP loss-of-function',
    ]);
    expect(outcomes({ variant: 'S65L (c.194C>T)' })).toEqual(['SPOP S65L loss-of-function']);
    expect(outcomes({ variant: 'Y646' }, { variant: 'Fusion' }, { gene: 'BCR::ABL1' })).toEqual([]);
  });

  it('knows a gene by evidence of tumours, not by what a drug does, and gives a role from a paper only', () => {
    const { genes } = compile(
      { type: 'Diagnostic', gene: 'EWSR1::FLI1' },
      { type: 'Predictive', gene: 'CYP2D6' },
      { type: 'Diagnostic', gene: 'TP53' },
      { type: 'Diagnostic', gene: 'v' },
    );
    expect(genes['EWSR1']).toMatchObject({ role: null });
    expect(genes['FLI1']).toMatchObject({ role: null });
    expect(genes['CYP2D6']).toBeUndefined();
    expect(genes['v']).toBeUndefined();
    expect(genes['TP53']).toMatchObject({ role: 'suppressor', sources: [{ pmid: '23539594' }] });
  });
});

describe('the facts beside the recipe', () => {
  it('name each gene once, and every source has a DOI', () => {
    const names = GENE_ROLES.flatMap(({ genes }) => genes.split(' '));
    expect(new Set(names).size).toBe(names.length);
    expect(GENE_ROLES.every(({ source }) => source.doi !== undefined)).toBe(true);
  });

  it.skipIf(!hasShared(NCG))(
    'agree with the roles that the Network of Cancer Genes has, gene by gene (needs ../shared)',
    () => {
      const listed = new Map(sharedRows(NCG).map((row) => [row['symbol'], row]));
      const disagreeing = GENE_ROLES.flatMap(({ role, genes }) =>
        genes.split(' ').filter((gene) => {
          const theirs = listed.get(gene);
          const isOncogene = theirs?.['NCG_oncogene'] === '1';
          const isSuppressor = theirs?.['NCG_tsg'] === '1';
          if (role === 'both') return false;
          return role === 'oncogene' ? !isOncogene && isSuppressor : !isSuppressor && isOncogene;
        }),
      );
      expect(disagreeing).toEqual([]);
    },
  );
});

describe.skipIf(!hasShared(CIVIC))(`the recipe (needs ../shared/${CIVIC})`, () => {
  it('makes the committed pack and manifest, byte for byte', async () => {
    const { bytes, manifest } = compileCancerGenes(sharedText(CIVIC));
    const committed = await readFile(new URL('../cancer-genes.bin', import.meta.url));
    expect(committed.equals(bytes)).toBe(true);
    const committedManifest = await readFile(
      new URL('../cancer-genes.manifest.json', import.meta.url),
      'utf8',
    );
    expect(JSON.parse(committedManifest)).toEqual(manifest);
  });
});
