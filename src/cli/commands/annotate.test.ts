import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { temporaryFolder } from '../../../test/e2e/run-cli.js';
import { importCase } from '../../case/import-case.js';
import { parseCaseFile } from '../../case/case-file.js';
import { quietContext } from '../../core/context.js';
import { trimmedAlleles } from '../../engines/genome/consequence/genomic-variant.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import { mutantSequence } from '../../findings/neoantigens/mutant-protein.js';
import { withCsq } from '../../formats/csq/write-csq.js';
import { readMaf } from '../../formats/maf/read-maf.js';
import { packUse } from '../../packs/pack-store.js';
import { fileSource } from '../../platform/node/file-source.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { annotate, type AnnotateFlags } from './annotate.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const store = openPackStore();

async function run(
  input: string,
  out: string,
  flags: Partial<AnnotateFlags> = {},
): Promise<string> {
  await annotate(input, { out: at(out), ...flags }, quietContext(), store);
  const bytes = readFileSync(at(out));
  return (out.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const HEAD = [
  '##fileformat=VCFv4.2',
  '##contig=<ID=17,length=81195210>',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="depth">',
  '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tTUMOR',
];

function vcf(name: string, rows: readonly string[], head = HEAD): string {
  const lines = rows.map((row) => row.split(' ').join('\t'));
  writeFileSync(at(name), `${[...head, ...lines].join('\n')}\n`);
  return at(name);
}

// TP53 R175H, GRCh37: NC_000017.10:g.7578406C>T, NM_000546.5:c.524G>A (ClinVar 12374).
const R175H = '17 7578406 rs28934578 C T 50 PASS DP=9 GT:AD:DP 0/1:20,10:30';
const MIXED = vcf('mixed.vcf', [
  R175H,
  '17 7578406 . C T,<DEL>,* . . . GT 0/1',
  '17 7578406 . G T . . DP=1;CSQ=old|x GT 0/1',
  '17 1000 . A C . . . GT 0/1',
  '17 x . A C . . . GT 0/1',
  '17 7578400 . GG G . PASS DP=2 GT 0/1',
]);

const rowsOf = (tsv: string): readonly Readonly<Record<string, string>>[] => {
  const [header = '', ...lines] = tsv.trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, i) => [names[i]!, cell])),
  );
};

/** Every consequence of a case's variants with the proteins that candidates are cut from. */
async function proteinChanges(path: string): Promise<readonly string[]> {
  const { variants, proteins } = await importCase(
    parseCaseFile('inputs: { vcf: in.vcf }', 'case.yaml'),
    () => fileSource(path),
    quietContext(),
    async (build) => {
      const pack = await store.load(`reference-panel-${build.toLowerCase()}`);
      return { reference: openReference(pack), pack: packUse(pack) };
    },
  );
  if (variants.kind === 'missing') throw new Error(variants.reason);
  return variants.value.flatMap(({ id, reference, alternate, consequences }) =>
    consequences.map((consequence) => {
      const { wildtypeProtein, transcript, terms, hgvsc, hgvsp } = consequence;
      const { proteinPosition, aminoAcids, codons, canonical, maneSelect, flags } = consequence;
      const said = [transcript, terms, hgvsc, hgvsp, proteinPosition, aminoAcids, codons];
      const marks = [canonical, maneSelect, flags, wildtypeProtein];
      const built = mutantSequence({
        ...consequence,
        referenceLength: reference.length,
        alternateLength: alternate.length,
        wildtypeProtein: wildtypeProtein === null ? null : (proteins[wildtypeProtein] as string),
      });
      const sequence =
        built.status === 'built'
          ? [built.sequence.kind, built.sequence.wildtype, built.sequence.mutant]
          : null;
      return JSON.stringify([id, said, marks, built.status, sequence]);
    }),
  );
}

describe('oncoscript annotate', () => {
  it('adds CSQ to a VCF and leaves the rest of each line alone', async () => {
    const text = await run(MIXED, 'out.vcf.gz');
    const before = readFileSync(MIXED, 'utf8').trimEnd().split('\n').slice(HEAD.length);
    const after = text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    const bare = (line: string): string =>
      line.replace(/;?CSQ=[^\t]*/, '').replace('\t\t', '\t.\t');
    expect(after.map(bare)).toEqual(before.map(bare));
    expect(after[0]).toMatch(/\tDP=9;CSQ=T\|missense_variant\|MODERATE\|TP53\|/);
    expect(after[0]).toMatch(/p\.Arg175His\|/);
    // Wrong reference, no transcript, no record: nothing is said of them.
    for (const line of after.slice(2, 5)) expect(line).not.toContain('CSQ');
    expect(text).toMatch(/##oncoscript_annotate=version="[^"]+" pack="reference-panel-grch37" /);
    expect(text).not.toContain(folder.path);
  });

  it('says on stdout what was not assessed', async () => {
    await run(MIXED, 'out.vcf');
    expect(said).toContain('3 of 7 variants annotated with reference-panel-grch37');
    expect(said).toContain('1 variant in no transcript of reference-panel-grch37: not assessed');
    expect(said).toContain('1 variant whose REF is not the base');
    expect(said).toContain('2 variants given as symbol, breakend or *: not assessed');
    expect(said).toContain('1 line is no VCF record');
  });

  it('writes a row for each variant and transcript, or why there is none', async () => {
    const rows = rowsOf(await run(MIXED, 'out.tsv'));
    const first = rows.find(({ hgvsp }) => hgvsp?.endsWith('p.Arg175His'));
    expect(first).toMatchObject({
      chrom: '17',
      pos: '7578406',
      gene: 'TP53',
      term: 'missense_variant',
      spdi: 'NC_000017.10:7578405:C:T',
      amino_acids: 'R/H',
      protein_position: '175',
      wildtype_length: '393',
      mutant_length: '393',
      reason: 'NA',
    });
    expect(first!['mutant_protein_md5']).toMatch(/^[0-9a-f]{32}$/);
    const reasons = rows.filter(({ term }) => term === 'NA').map(({ reason }) => reason);
    expect(reasons).toEqual([
      '<DEL> is a symbolic',
      '* is a spanning-deletion',
      expect.stringMatching(/^the input says G stands there/),
      expect.stringMatching(/^it lies in no transcript/),
      expect.stringMatching(/^it is no record/),
    ]);
  });

  it('writes a MAF that our reader reads back to the same variants', async () => {
    const demo = 'data/demo/lung-a/tumour.vcf.gz';
    const maf = await run(demo, 'demo.maf');
    const table = readMaf(maf, 'demo.maf');
    expect(table.skipped).toEqual([]);
    const wanted = gunzipSync(readFileSync(demo))
      .toString()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => {
        const [chromosome, position, , reference, alternates] = line.split('\t') as string[];
        return alternates!.split(',').map((alternate) => ({
          chromosome,
          ...trimmedAlleles(Number(position) - 1, reference!, alternate),
        }));
      });
    expect(wanted.length).toBeGreaterThan(20);
    expect(
      table.rows.map(({ chromosome, start0, reference, alternate }) => ({
        chromosome,
        start0,
        reference,
        alternate,
      })),
    ).toEqual(wanted);
    expect(table.build).toBe('GRCh38');
  });

  it('gives R175H the classification and short name that GDC has', async () => {
    const { rows } = readMaf(await run(MIXED, 'out.maf'), 'out.maf');
    expect(rows[0]).toMatchObject({
      geneSymbol: 'TP53',
      classification: 'Missense_Mutation',
      proteinChange: 'p.R175H',
      hgvsc: 'c.524G>A',
      sample: 'TUMOR',
      tumourDepth: 30,
      tumourAltReads: 10,
    });
    expect(rows.find(({ start0 }) => start0 === 999)).toMatchObject({ classification: null });
  });

  it.each(['lung-a', 'lung-b'])('gives %s the mutant proteins of the raw VCF', async (name) => {
    const lines = gunzipSync(readFileSync(`data/demo/${name}/tumour.vcf.gz`))
      .toString()
      .split('\n');
    const raw = at(`${name}.vcf`);
    writeFileSync(
      raw,
      lines
        .filter((line) => !line.startsWith('##INFO=<ID=CSQ'))
        .map((line) => withCsq(line, null))
        .join('\n'),
    );
    await run(raw, `${name}-annotated.vcf.gz`);
    const ours = await proteinChanges(at(`${name}-annotated.vcf.gz`));
    expect(ours).toEqual(await proteinChanges(raw));
    expect(ours.filter((change) => change.includes('built')).length).toBeGreaterThan(10);
  });

  it('asks for the build where the header does not tell, and refuses a contradiction', async () => {
    const silent = vcf('silent.vcf', [R175H], [HEAD[0]!, HEAD[3]!]);
    await expect(run(silent, 'o.vcf')).rejects.toMatchObject({
      name: 'InputError',
      hint: 'name it: --build GRCh37 or --build GRCh38',
    });
    expect(await run(silent, 'o.vcf', { build: 'GRCh37' })).toContain('p.Arg175His');
    await expect(run(MIXED, 'o.vcf', { build: 'GRCh38' })).rejects.toThrow(/GRCh38.*GRCh37/);
    await expect(run(MIXED, 'o.vcf', { pack: 'reference-panel-grch38' })).rejects.toThrow(
      /holds GRCh38, the variants are on GRCh37/,
    );
  });

  it('writes the fields of CSQ that are asked for, in their order', async () => {
    const text = await run(MIXED, 'few.vcf', { fields: ['hgvsp', 'SYMBOL'] });
    expect(text).toContain('Format: HGVSp|SYMBOL">');
    expect(text).toMatch(/[=,]LRG_321t1:p\.Arg175His\|TP53,/);
    await expect(run(MIXED, 'few.vcf', { fields: ['Gene_name'] })).rejects.toThrow(
      'CSQ has no field Gene_name',
    );
    await expect(run(MIXED, 'few.tsv', { fields: ['SYMBOL'] })).rejects.toThrow('only a VCF');
  });

  it('refuses an output whose name tells no format, and the input itself', async () => {
    await expect(run(MIXED, 'o.txt')).rejects.toMatchObject({ path: '--out' });
    await expect(run(MIXED, 'mixed.vcf')).rejects.toThrow('that is the input');
  });
});
