import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { quietContext } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import { parseManifest } from '../../packs/manifest.js';
import { openUserPackStore } from '../../platform/node/user-packs.js';
import { packsBuild, type PacksBuildFlags } from './packs-build.js';
import { packsInfo } from './packs-info.js';

const FILLER = 'C'.repeat(50);
const GFF = `##gff-version 3
1\ttoy\tgene\t51\t70\t.\t+\t.\tID=gene:G1;Name=TOY
1\ttoy\tmRNA\t51\t70\t.\t+\t.\tID=transcript:ENST01;Parent=gene:G1;biotype=protein_coding;version=2;transcript_id=ENST01
1\ttoy\texon\t51\t70\t.\t+\t.\tParent=transcript:ENST01
1\ttoy\tCDS\t53\t64\t.\t+\t0\tParent=transcript:ENST01;protein_id=ENSP01
1\ttoy\texon\t51\t70\t.\t+\t.\tParent=transcript:lost
`;

let folder = '';
let output = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-build-'));
  output = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  writeFileSync(join(folder, 'toy.gff3'), GFF);
  writeFileSync(join(folder, 'toy.fa'), `>chr1\n${FILLER}GGATGAAACCCTAAGGGGGG${FILLER}\n`);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function build(flags: Partial<PacksBuildFlags> = {}): Promise<void> {
  await packsBuild(
    {
      gff: join(folder, 'toy.gff3'),
      fasta: join(folder, 'toy.fa'),
      name: 'toy-grch38',
      build: 'GRCh38',
      out: join(folder, 'packs'),
      ...flags,
    },
    quietContext(),
  );
}

describe('packs build', () => {
  it('writes a pack that the user’s store opens, with counts and hashes of its files', async () => {
    await build();
    const pack = await openUserPackStore(join(folder, 'packs')).load('toy-grch38');
    expect(pack.manifest.contents).toMatchObject({
      build: 'GRCh38',
      transcripts: 1,
      codingTranscripts: 1,
      skipped: 1,
      'skipped: missing-parent': 1,
      annotation: 'toy.gff3',
    });
    const reference = openReference(pack);
    expect(reference.source).toBe('toy.gff3');
    expect(reference.transcriptsAt('chr1', 55, 56)[0]).toMatchObject({
      id: 'ENST01.2',
      geneSymbol: 'TOY',
      cdna: 'GGATGAAACCCTAAGGGGGG',
      cds: { start0: 2, end0: 14 },
    });
    expect(output).toContain('1 transcripts of 1 genes, 1 coding');
    expect(output).toContain('missing-parent: 1');
    expect(output).toContain('toy.gff3, line 6');
  });

  it('writes the same bytes again, under a version that is theirs', async () => {
    const read = (name: string): Buffer => readFileSync(join(folder, 'packs', name));
    await build();
    const first = [read('toy-grch38.bin'), read('toy-grch38.manifest.json')];
    await build();
    expect([read('toy-grch38.bin'), read('toy-grch38.manifest.json')]).toEqual(first);
    const manifest = await parseManifest((first[1] as Buffer).toString(), 'toy.manifest.json');
    expect(manifest.sha256.startsWith(manifest.version)).toBe(true);
  });

  it.each(['Toy', 'toy pack', '../toy', 'healthy-proteome'])(
    'refuses the name %s',
    async (name) => {
      await expect(build({ name })).rejects.toBeInstanceOf(OptionError);
    },
  );

  it('refuses a missing file and another build by name', async () => {
    await expect(build({ fasta: join(folder, 'none.fa') })).rejects.toThrow('does not exist');
    writeFileSync(join(folder, 'toy.gff3'), GFF.replaceAll(/^1\t/gm, 'NC_000001.10\t'));
    await expect(build()).rejects.toThrow('is of GRCh37, the pack is to be of GRCh38');
  });
});

describe('packs info', () => {
  it('prints what the manifest says', async () => {
    await build();
    output = '';
    await packsInfo('toy-grch38', { packs: join(folder, 'packs') });
    for (const text of ['toy-grch38', 'whole', 'transcripts: 1', 'oncoscript packs build --gff']) {
      expect(output).toContain(text);
    }
  });

  it('prints packs that came with the package too', async () => {
    await packsInfo('reference-panel-grch38', { packs: join(folder, 'none') });
    expect(output).toContain('transcripts: 673');
  });
});
