import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { annotate } from '../../src/cli/commands/annotate.js';
import { quietContext } from '../../src/core/context.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { temporaryFolder } from '../e2e/run-cli.js';
import { hasShared, sharedPath, sharedRows, sharedText } from '../shared-data.js';

const TRUTHS = ['raw', 'leftaligned'].map((placed) => `data/genome/consequence_truth_${placed}`);

/** The truth's word for terms; where several apply, the one that says most about the protein. */
function classOf(terms: readonly string[], grown: number): string {
  const has = (term: string): boolean => terms.includes(term);
  if (has('start_lost')) return 'start_lost';
  if (has('frameshift_variant')) return 'frameshift';
  if (has('stop_gained')) return 'stop_gained';
  if (has('stop_lost')) return 'stop_lost';
  if (has('missense_variant')) return 'missense';
  if (grown === 0) return 'synonymous';
  return grown < 0 ? 'inframe_deletion' : 'inframe_insertion';
}

type Row = Readonly<Record<string, string>>;

function readRows(path: string): readonly Row[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

async function annotated(shared: string, out: string): Promise<void> {
  await annotate(sharedPath(shared), { out }, quietContext(), openPackStore());
}

async function quietly(work: () => Promise<void>): Promise<void> {
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    await work();
  } finally {
    stdout.mockRestore();
  }
}

describe.skipIf(!TRUTHS.every((truth) => hasShared(`${truth}.vcf.gz`))).each(TRUTHS)(
  'the table %s',
  (truthTable) => {
    const folder = temporaryFolder();
    const rows = new Map<string, Row>();
    afterAll(() => folder.remove());

    beforeAll(async () => {
      const out = join(folder.path, 'out.tsv');
      await quietly(() => annotated(`${truthTable}.vcf.gz`, out));
      for (const row of readRows(out)) {
        rows.set(
          [row['chrom'], row['pos'], row['ref'], row['alt'], row['transcript']].join(' '),
          row,
        );
      }
    }, 120_000);

    it('has the classes and mutant proteins of our TSV', () => {
      const differing: string[] = [];
      const truth = sharedRows(`${truthTable}.tsv.gz`);
      for (const row of truth) {
        const key = [row['#chrom'], row['pos'], row['ref'], row['alt'], row['transcript']].join(
          ' ',
        );
        const ours = rows.get(key);
        const grown = Number(ours?.['mutant_length']) - Number(ours?.['wildtype_length']);
        const isSame =
          ours?.['mutant_protein_md5'] === row['alt_protein_md5'] &&
          ours?.['wildtype_length'] === row['ref_protein_len'] &&
          classOf((ours?.['term'] ?? '').split('&'), grown) === row['class'];
        if (!isSame) differing.push(`${key} ${row['class']} ${ours?.['term']} ${ours?.['doubt']}`);
      }
      expect(truth.length).toBeGreaterThan(20_000);
      expect(differing).toEqual([]);
    });

    it('has an SPDI for each of its 20,000 variants', () => {
      const spdis = new Set([...rows.values()].map((row) => row['spdi']));
      expect(spdis.has('NA')).toBe(false);
      expect(spdis.size).toBe(20_000);
    });
  },
);

const CASE = 'cases/hcc1395/annotated.expression.vcf.gz';

describe.skipIf(!hasShared(CASE))('VEP 105 on HCC1395', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('has the CSQ that we write, on every transcript of the same protein', async () => {
    const out = join(folder.path, 'out.vcf');
    await quietly(() => annotated(CASE, out));
    const entriesOf = (text: string): readonly (readonly Row[])[] => {
      const lines = text.split('\n');
      const definition = lines.find((line) => line.startsWith('##INFO=<ID=CSQ')) ?? '';
      const names = (/Format: ([^"]*)/.exec(definition)?.[1] ?? '').split('|');
      return lines
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) =>
          (/(?:\t|;)CSQ=([^;\t]*)/.exec(line)?.[1]?.split(',') ?? []).map((entry) => {
            const cells = entry.split('|');
            return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
          }),
        );
    };
    const ours = entriesOf(readFileSync(out, 'utf8'));
    const theirs = entriesOf(sharedText(CASE));
    expect(ours).toHaveLength(theirs.length);
    const differing: string[] = [];
    let compared = 0;
    for (const [record, entries] of theirs.entries()) {
      for (const vep of entries) {
        for (const own of ours[record] as readonly Row[]) {
          if (vep['WildtypeProtein'] === '' || vep['WildtypeProtein'] !== own['WildtypeProtein'])
            continue;
          compared++;
          const wrong = COMPARED.filter((field) => bare(own[field]) !== bare(vep[field]));
          if (wrong.length > 0) {
            differing.push(
              `${vep['SYMBOL']} ${vep['Feature']} ${wrong.map((field) => `${field} ${vep[field]}, ours ${own[field]}`).join('; ')}`,
            );
          }
        }
      }
    }
    expect(compared).toBe(104);
    expect(differing).toEqual([
      // LRG's transcripts have no biotype: that Ensembl's counterpart decays is not known of them.
      'STAT1 ENST00000415035.2 Consequence missense_variant&NMD_transcript_variant, ours missense_variant',
      'CLEC7A ENST00000529761.5 Consequence intron_variant&NMD_transcript_variant, ours intron_variant',
      'KARS1 ENST00000319410.9 SYMBOL KARS1, ours KARS; Gene ENSG00000065427, ours ',
      // The pack has no bases that deep in an intron, so a repeat there is not seen.
      'DMD ENST00000357033.9 HGVSc ENST00000357033.9:c.5586+94_5586+95dup, ours LRG_199t1:c.5586+95_5586+96insCT',
    ]);
  });
});

const COMPARED = [
  'Allele',
  'Consequence',
  'IMPACT',
  'SYMBOL',
  'Gene',
  'Feature_type',
  'HGVSc',
  'HGVSp',
  'CDS_position',
  'Protein_position',
  'Amino_acids',
  'Codons',
  'STRAND',
  'FrameshiftSequence',
] as const;

/** Without the accession of HGVS, which is the transcript's; this file of VEP's has `=` as it is. */
function bare(text: string | undefined): string {
  return (text ?? '').replace(/^[^:]*:/, '').replace('%3D', '=');
}
