import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { temporaryFolder } from '../../../test/e2e/run-cli.js';
import { loadedPack, plainLogits, randomNetworkPack } from '../../../test/support/network-pack.js';
import { AMINO_ACIDS } from '../../core/amino-acids.js';
import type { HlaAllele, Peptide } from '../../core/brands.js';
import { type Context, type Progress, quietContext } from '../../core/context.js';
import { seededRandom } from '../../core/seeded-random.js';
import { loadPresentationNetwork } from '../../engines/presentation/presentation-network.js';
import { encodeProteome } from '../../engines/search/proteome-format.js';
import type { PackStore } from '../../packs/pack-store.js';
import { presentation, type PresentationFlags } from './presentation.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

const random = seededRandom(4);
const randomResidues = (count: number): string =>
  Array.from({ length: count }, () => AMINO_ACIDS[random.below(20)]).join('');

const classI = randomNetworkPack({ mhcClass: 'I', teachers: 2 });
const classII = randomNetworkPack({ mhcClass: 'II' });
const proteome = loadedPack(
  'healthy-proteome',
  encodeProteome(
    Array.from({ length: 20 }, (_, i) => ({
      accession: `P${i}`,
      gene: `G${i}`,
      sequence: randomResidues(300),
    })),
  ),
);
const store: PackStore = {
  list: async () => [],
  load: async (id) =>
    [classI.pack, classII.pack, proteome].find(({ manifest }) => manifest.id === id)!,
};

interface Run {
  readonly header: readonly string[];
  /** Each row by its column names. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly text: string;
  readonly warnings: readonly string[];
}

async function run(
  flags: Omit<PresentationFlags, 'out'>,
  context: Partial<Context> = {},
): Promise<Run> {
  const out = at('scores.tsv');
  const warnings: string[] = [];
  await presentation(
    { threads: 1, ...flags, out },
    quietContext({ warn: (message) => warnings.push(message), ...context }),
    store,
  );
  const text = readFileSync(out, 'utf8');
  const [header, ...lines] = text.trimEnd().split('\n');
  const names = header!.split('\t');
  const rows = lines.map((line) => {
    const cells = line.split('\t');
    if (cells.length !== names.length) throw new Error(`${cells.length} cells: ${line}`);
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]));
  });
  return { header: names, rows, text, warnings };
}

function write(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

describe('oncoscript presentation --peptides', () => {
  it('writes a row for each peptide and allele with the numbers of the model', async () => {
    const peptides = ['SIINFEKL', 'GILGFVFTL'];
    const { header, rows } = await run({
      peptides: write('p.txt', `${peptides.join('\n')}\n`),
      hla: ['A0201', 'HLA-B*07:02'],
    });
    expect(header).toEqual([
      'peptide',
      'allele',
      'affinity',
      'presentation_score',
      'presentation_percentile',
      'core',
      'nearest_trained_allele',
      'differing_groove_residues',
      'model',
      'reason',
    ]);
    expect(rows.map(({ peptide, allele }) => `${peptide} ${allele}`)).toEqual([
      'SIINFEKL HLA-A*02:01',
      'SIINFEKL HLA-B*07:02',
      'GILGFVFTL HLA-A*02:01',
      'GILGFVFTL HLA-B*07:02',
    ]);
    for (const row of rows) {
      const { el, ba } = plainLogits(classI, row['peptide']!, row['allele']!);
      const affinityNm = 50_000 ** (1 - 1 / (1 + Math.exp(-ba)));
      expect(Number(row['presentation_score'])).toBeCloseTo(1 / (1 + Math.exp(-el)), 4);
      expect(Number(row['affinity']) / affinityNm).toBeCloseTo(1, 3);
      expect(Number(row['presentation_percentile'])).toBeGreaterThanOrEqual(0.001);
      expect(row).toMatchObject({
        core: 'NA',
        nearest_trained_allele: 'HLA-A*02:01',
        model: 'presentation-class1-test',
        reason: 'NA',
      });
    }
    expect(rows[0]!['differing_groove_residues']).toBe('0');
  });

  it('gives a reason, never a number, where there is none', async () => {
    const { rows, warnings } = await run({
      peptides: write('p.csv', 'id,peptide\n1,SIINFEKX\n2,siinfekl\n3,ACDEF\n4,GILGFVFTL\n5\n'),
      hla: ['HLA-A*02:01', 'HLA-A*99:99', 'A2'],
    });
    expect(rows).toHaveLength(15);
    const reasons = rows.map((row) => `${row['peptide']} ${row['allele']}: ${row['reason']}`);
    expect(reasons.filter((reason) => reason.includes('02:01:'))).toEqual([
      'SIINFEKX HLA-A*02:01: a residue is none of the twenty standard ones',
      'siinfekl HLA-A*02:01: a residue is none of the twenty standard ones',
      'ACDEF HLA-A*02:01: 5 residues; class I is scored from 8 to 14',
      'GILGFVFTL HLA-A*02:01: NA',
      'NA HLA-A*02:01: no peptide',
    ]);
    expect(reasons).toContain('GILGFVFTL HLA-A*99:99: no groove sequence is known for HLA-A*99:99');
    expect(reasons).toContain(
      'GILGFVFTL A2: the name "A2" is typed at low resolution; two fields are needed, as in A*02:01',
    );
    for (const row of rows) {
      const numbers = ['affinity', 'presentation_score', 'presentation_percentile', 'model'];
      if (row['reason'] !== 'NA')
        expect(numbers.map((name) => row[name])).toEqual(['NA', 'NA', 'NA', 'NA']);
    }
    expect(warnings).toContain('no number in 5 rows: no groove sequence is known for HLA-A*99:99');
    expect(warnings).toContain('no number in 1 row: 5 residues; class I is scored from 8 to 14');
  });

  it('pairs class II chains, names the core, and scores each class at its lengths', async () => {
    const peptide = 'GILGFVFTLGILGFVFTL';
    const { rows, warnings } = await run({
      peptides: write('p.txt', `${peptide}\n`),
      hla: ['A*02:01', 'DQB1*02:01', 'DRB1*04:01', 'DQA1*05:01', 'DPB1*04:01'],
    });
    expect(rows.map((row) => [row['allele'], row['reason']])).toEqual([
      ['HLA-A*02:01', '18 residues; class I is scored from 8 to 14'],
      ['HLA-DRB1*04:01', 'NA'],
      ['HLA-DQA1*05:01-DQB1*02:01', 'NA'],
      ['HLA-DPB1*04:01', expect.stringContaining('no DPA1 was typed')],
    ]);
    const { coreStart0 } = plainLogits(classII, peptide, 'HLA-DRB1*04:01');
    expect(rows[1]!['core']).toBe(peptide.slice(coreStart0, coreStart0 + 9));
    // No class II allele of this pack has training ligands.
    expect(rows[1]!['nearest_trained_allele']).toBe('NA');
    expect(warnings).toContainEqual(expect.stringContaining('every pair'));
  });

  it('keeps rows up to a rank, and those with a reason', async () => {
    const list = write(
      'p.txt',
      `${Array.from({ length: 400 }, () => randomResidues(9)).join('\n')}\nX\n`,
    );
    const hla = ['HLA-A*02:01'];
    const all = await run({ peptides: list, hla });
    const some = await run({ peptides: list, hla, thresholdRank: 20 });
    expect(some.rows).toEqual(
      all.rows.filter(
        (row) => row['reason'] !== 'NA' || Number(row['presentation_percentile']) <= 20,
      ),
    );
    expect(some.rows.length).toBeGreaterThan(40);
    expect(some.rows.length).toBeLessThan(140);
  });

  it('asks the teachers with --accurate, where a class has them', async () => {
    const peptide = 'SIINFEKLSIINFE';
    const { rows, warnings } = await run({
      peptides: write('p.txt', `${peptide}\n`),
      hla: ['HLA-B*07:02', 'DRB1*04:01'],
      accurate: true,
    });
    const { el } = plainLogits(classI, peptide, 'HLA-B*07:02', 'teacher');
    expect(Number(rows[0]!['presentation_score'])).toBeCloseTo(1 / (1 + Math.exp(-el)), 4);
    expect(rows.map((row) => row['model'])).toEqual([
      'presentation-class1-test-teachers',
      'presentation-class2-test',
    ]);
    expect(warnings).toEqual(['class II has no ensemble: --accurate changes nothing there']);
  });

  it('writes the same in two threads, over several batches, in the order of the input', async () => {
    const peptides = Array.from({ length: 70_000 }, (_, i) => randomResidues(8 + (i % 5)));
    const flags = { peptides: write('many.txt', peptides.join('\n')), hla: ['B*07:02', 'A*02:01'] };
    const one = await run(flags);
    expect(one.rows.filter((_, i) => i % 2 === 0).map((row) => row['peptide'])).toEqual(peptides);
    const reports: Progress[] = [];
    const two = await run(
      { ...flags, threads: 2 },
      { report: (progress) => reports.push(progress) },
    );
    expect(two.text === one.text).toBe(true);
    expect(reports.at(-1)).toEqual({ step: 'peptides scored', done: 70_000, total: null });
    const model = await loadPresentationNetwork(classI.pack, { proteome });
    const last = peptides.at(-1) as Peptide;
    const [answer] = await model.score([last], ['HLA-A*02:01' as HlaAllele], quietContext());
    if (answer?.kind !== 'scored') throw new Error('unscored');
    expect(Number(one.rows.at(-1)!['affinity']) / answer.affinityNm![0]!).toBeCloseTo(1, 5);
  });
});

describe('oncoscript presentation --fasta', () => {
  it('cuts proteins into all windows of the lengths asked for', async () => {
    const { header, rows } = await run({
      fasta: write('p.fa', '>one first protein\nMKTIIALSY\nF*\n>two\nACDEFG\n>three\nacdefghX\n'),
      hla: ['HLA-A*02:01'],
      lengths: [8, 10],
    });
    expect(header.slice(0, 4)).toEqual(['sequence_name', 'pos', 'peptide', 'allele']);
    expect(rows.map((row) => [row['sequence_name'], row['pos'], row['peptide']])).toEqual([
      ['one', '0', 'MKTIIALS'],
      ['one', '0', 'MKTIIALSYF'],
      ['one', '1', 'KTIIALSY'],
      ['one', '2', 'TIIALSYF'],
      ['three', '0', 'ACDEFGHX'],
    ]);
    expect(rows[4]!['reason']).toBe('a residue is none of the twenty standard ones');
  });

  it('cuts 8- to 11-mers for class I and 15-mers for class II unless told', async () => {
    const { rows } = await run({
      fasta: write('p.fa', `>p\n${randomResidues(40)}\n`),
      hla: ['HLA-A*02:01', 'DRB1*04:01', 'A*99:99'],
    });
    const lengths = (allele: string): readonly number[] => [
      ...new Set(
        rows.filter((row) => row['allele'] === allele).map((row) => row['peptide']!.length),
      ),
    ];
    expect(lengths('HLA-A*02:01')).toEqual([8, 9, 10, 11]);
    expect(lengths('HLA-DRB1*04:01')).toEqual([15]);
    // One row for all windows.
    expect(rows.filter((row) => row['allele'] === 'HLA-A*99:99')).toEqual([
      expect.objectContaining({ sequence_name: 'NA', peptide: 'NA', reason: expect.any(String) }),
    ]);
  });

  it('refuses a length that no allele is scored at', async () => {
    const flags = {
      fasta: write('p.fa', '>p\nMKTIIALSY\n'),
      hla: ['HLA-A*02:01'],
      lengths: [9, 15],
    };
    await expect(run(flags)).rejects.toMatchObject({
      message: 'no allele given is scored at 15 residues',
      hint: 'class I: 8 to 14',
    });
  });
});

describe('oncoscript presentation', () => {
  it.each([
    [{ hla: ['A*02:01'] }, 'nothing to score'],
    [{ hla: ['A*02:01'], peptides: 'a', fasta: 'b' }, 'two inputs'],
    [{ hla: [], peptides: 'a' }, 'no allele'],
    [{ hla: ['A*02:01'], peptides: 'a', lengths: [9] }, 'peptides have the lengths they have'],
    [{ hla: ['A*02:01'], peptides: 'a', thresholdRank: 0 }, '0 is not over 0'],
    [{ hla: ['A*02:01'], peptides: 'a', threads: 1.5 }, '1.5 is no number of threads'],
    [{ hla: ['A*02:01'], peptides: '/nowhere/p.txt' }, 'does not exist'],
  ] as const)('refuses %j', async (flags, message) => {
    await expect(run(flags)).rejects.toThrow(message);
  });

  it('refuses a folder for its output before it begins', async () => {
    const flags = { peptides: write('p.txt', 'SIINFEKL\n'), hla: ['A*02:01'], out: folder.path };
    await expect(presentation(flags, quietContext(), store)).rejects.toThrow('is a folder');
  });

  it('stops when told to and leaves no half-written file', async () => {
    const stop = new AbortController();
    const lines = Array.from({ length: 100_000 }, () => randomResidues(9)).join('\n');
    const flags = { peptides: write('many.txt', lines), hla: ['HLA-A*02:01'], threads: 2 };
    const out = at('stopped.tsv');
    const stopped = presentation(
      { ...flags, out },
      quietContext({
        signal: stop.signal,
        report: ({ step }) => {
          if (step === 'peptides scored') stop.abort(new Error('stopped'));
        },
      }),
      store,
    );
    await expect(stopped).rejects.toThrow('stopped');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder.path).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
