import { describe, expect, it } from 'vitest';

import { dossierFixture } from '../../test/support/dossier-fixture.js';
import type { MutantProtein, NeoantigenVariant } from '../findings/findings.js';
import type { RankedCandidate } from '../findings/ranking/ranking.js';
import { copyPicture } from './candidate-copy.js';
import { copyView } from './candidate-copy-view.js';
import { candidatesTable } from './tables/candidates-table.js';

const { findings, ranking } = dossierFixture(3);
const candidate = ranking.candidates[0] as RankedCandidate;

/** The findings with the candidate's reported protein made as given. */
function withProtein(changes: Partial<MutantProtein>) {
  const variants = findings.neoantigens.variants.map((variant, i) =>
    i !== candidate.variant
      ? variant
      : {
          ...variant,
          proteins: variant.proteins.map((protein, at) =>
            at === candidate.protein ? { ...protein, ...changes } : protein,
          ),
        },
  );
  return { ...findings, neoantigens: { ...findings.neoantigens, variants } };
}

const best =
  findings.neoantigens.variants[candidate.variant]?.peptides[candidate.best?.peptide ?? -1];
const start0 = best?.sources.find(({ protein }) => protein === candidate.protein)?.start0 as number;

const joined = withProtein({
  haplotype: {
    phaseSet: '9 in t.vcf',
    copy: 1,
    variants: [
      {
        id: 'chr1-7-A-C',
        origin: 'germline',
        filters: [],
        isMaker: true,
        start0,
        end0: start0 + 1,
      },
      {
        id: 'chr1-9-<b>-C',
        origin: 'somatic',
        filters: ['q10'],
        isMaker: true,
        start0: start0 + 900,
        end0: start0 + 905,
      },
    ],
  },
  unjoined: [
    { id: 'chr1-8-G-T', origin: 'germline', filters: [], distanceBp: 12, why: 'phase-unknown' },
  ],
});

describe('copyView', () => {
  const view = copyView(
    joined.neoantigens.variants[candidate.variant] as NeoantigenVariant,
    candidate,
  );

  it('names the variants of the copy, which of them are in the best peptide, and what was not joined', () => {
    expect(view).toMatchObject({
      phaseSet: '9 in t.vcf',
      copy: 2,
      members: [
        { id: 'chr1-7-A-C', origin: 'germline', residues: String(start0 + 1), inBestPeptide: true },
        { residues: `${start0 + 901}-${start0 + 905}`, inBestPeptide: false },
      ],
      unjoined: [{ id: 'chr1-8-G-T', distanceBp: 12 }],
    });
  });

  it('is null where the variant acts alone', () => {
    const alone = findings.neoantigens.variants[candidate.variant] as NeoantigenVariant;
    expect(copyView(alone, candidate)).toBeNull();
  });

  it('is printed with every name escaped', () => {
    if (view === null) throw new Error('no view');
    const html = copyPicture(view).text;
    expect(html).toContain('chr1-9-&lt;b&gt;-C');
    expect(html).toContain('somatic, failed q10');
    expect(html).toContain('Phase set 9 in t.vcf, copy 2.');
    expect(html).toContain('12 bp away: not phased');
  });
});

describe('candidatesTable', () => {
  it('says by which variants each peptide is made', () => {
    const [header = '', ...lines] = [...candidatesTable(joined, ranking)];
    const columns = header.trimEnd().split('\t');
    const rows = lines
      .map((line) => line.trimEnd().split('\t'))
      .map((cells) => Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])));
    const id = joined.neoantigens.variants[candidate.variant]?.id;
    const own = rows.find((row) => row['variant'] === id && row['is_best_peptide'] === 'yes');
    expect(own?.['made_by']).toBe(`somatic:${id}; germline:chr1-7-A-C`);
    expect(own?.['phase_set']).toBe('9 in t.vcf');
    expect(own?.['unjoined_neighbours']).toBe('germline:chr1-8-G-T (phase-unknown)');
    const other = rows.find((row) => row['variant'] !== id);
    expect(other?.['made_by']).toBe(`somatic:${other?.['variant']}`);
    expect(other?.['phase_set']).toBe('');
  });
});
