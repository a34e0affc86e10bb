import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import type { GenomeBuild } from '../../src/engines/genome/chromosome-names.js';
import { undoDifferences } from '../../src/engines/genome/reference-format.js';
import { openReference, type Reference } from '../../src/engines/genome/reference-pack.js';
import { reverseComplement } from '../../src/engines/genome/reverse-complement.js';
import type { Transcript } from '../../src/engines/genome/transcript.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedPath, sharedRows, sharedText } from '../../test/shared-data.js';
import { openBgzipFasta } from './demo-cases/bgzip-fasta.js';
import { translateToStop } from './demo-cases/codons.js';
import { readProteins } from './healthy-proteome.js';
import { liftedAlignment } from './reference-panel-lift.js';
import type { RefSeqAlignment } from './reference-panel-refseq.js';
import {
  compileReferencePanel,
  PANEL_SOURCES,
  readPanelSources,
  type PanelPack,
  type PanelSources,
} from './reference-panel.js';

async function panel(build: GenomeBuild): Promise<Reference> {
  return openReference(await openPackStore().load(`reference-panel-${build.toLowerCase()}`));
}

const one = (reference: Reference, id: string): Transcript => {
  const transcript = reference.transcript(id);
  if (transcript === null) throw new Error(`${id} is not in the panel`);
  return transcript;
};

/** Residues up to the stop, with the exceptions that the transcript carries. */
function proteinOf({ cdna, cds, translationExceptions }: Transcript): string {
  if (cds === null) throw new Error('not coding');
  let bases = cdna.slice(cds.start0);
  for (const { cdnaStart0 } of translationExceptions) {
    // AAA stands in, so that a UGA read as Sec does not end the protein.
    const at = cdnaStart0 - cds.start0;
    bases = `${bases.slice(0, at)}AAA${bases.slice(at + 3)}`;
  }
  const residues = Array.from(translateToStop(bases).protein);
  for (const { cdnaStart0, residue } of translationExceptions) {
    residues[(cdnaStart0 - cds.start0) / 3] = residue;
  }
  return residues.join('');
}

describe('the panel packs', () => {
  it('hold the genes of LRG on both builds, and RefSeq where it is given for or Ensembl confirms it', async () => {
    const grch37 = await panel('GRCh37');
    const grch38 = await panel('GRCh38');
    expect([grch37.build, grch38.build]).toEqual(['GRCh37', 'GRCh38']);
    // Place of TP53 in Ensembl, both builds; KRAS codon 12 on GRCh37 as in cBioPortal, on GRCh38 in
    // exon 25,245,274-25,245,395 of Ensembl's KRAS-202.
    const symbols = (reference: Reference, chromosome: string, at1: number) =>
      new Set(reference.transcriptsAt(chromosome, at1 - 1, at1).map((t) => t.geneSymbol));
    expect(symbols(grch37, 'chr17', 7_578_406)).toEqual(new Set(['TP53']));
    expect(symbols(grch38, 'chr17', 7_675_088)).toEqual(new Set(['TP53']));
    expect(symbols(grch37, '12', 25_398_284)).toEqual(new Set(['KRAS']));
    expect(symbols(grch38, '12', 25_245_350)).toEqual(new Set(['KRAS']));
    for (const id of ['NM_004985.4', 'NM_004448.4', 'NM_005228.4']) {
      expect(one(grch37, id).flanks.every(({ before, after }) => before + after === '')).toBe(true);
    }
    // EGFR is on GRCh38 by its LRG.
    expect(grch38.transcript('NM_005228.4')).toBeNull();
    for (const id of ['NM_004985.4', 'NM_004448.4']) {
      const { cdna, cds, exons } = one(grch38, id);
      expect([cdna, cds, exons.length]).toEqual([
        one(grch37, id).cdna,
        one(grch37, id).cds,
        one(grch37, id).exons.length,
      ]);
    }
    // Their sequence in ../shared is shorter than their exons.
    for (const id of ['NM_006231.3', 'NM_007294.3', 'NM_000535.5']) {
      expect(grch37.transcript(id)).toBeNull();
    }
  });

  it('put KRAS G12 where RefSeq has it: codon 12 is GGT, Gly', async () => {
    const kras = one(await panel('GRCh37'), 'NM_004985.4');
    const protein = proteinOf(kras);
    // UniProt P01116-2, first residues.
    expect(protein.slice(0, 20)).toBe('MTEYKLVVVGAGGVGKSALT');
    expect(protein).toHaveLength(188);
    expect(kras.cdna.slice(192 + 33, 192 + 36)).toBe('GGT');
  });

  it('read TXNRD2 and SELENON through UGA as selenocysteine, WT1 from CUG as methionine', async () => {
    const grch38 = await panel('GRCh38');
    // TXNRD2: Sec is the residue before the last (UniProt Q9NNW7); SELENON: 127 and 462 (Q9NZV5).
    expect(proteinOf(one(grch38, 'LRG_417t1'))).toMatch(/GCUG$/);
    const selenon = proteinOf(one(grch38, 'NM_020451.3'));
    expect([selenon.charAt(126), selenon.charAt(461), selenon.length]).toEqual(['U', 'U', 590]);
    const wt1 = one(grch38, 'LRG_525t1');
    expect(wt1.cdna.slice(wt1.cds?.start0).slice(0, 3)).toBe('CTG');
    expect(proteinOf(wt1)).toMatch(/^M/);
  });

  it('carry what ORAI1, SLC37A4 and ALMS1 have unlike GRCh38', async () => {
    const grch38 = await panel('GRCh38');
    // Residues of LRG's protein records; UniProt Q96D31 and O43826 for the first two.
    for (const [id, symbol, removed, added, residues] of [
      ['LRG_93t1', 'ORAI1', 5, 0, 301],
      ['LRG_187t1', 'SLC37A4', 1, 0, 429],
      ['LRG_741t1', 'ALMS1', 0, 3, 4_169],
    ] as const) {
      const transcript = one(grch38, id);
      expect(transcript.geneSymbol).toBe(symbol);
      expect(proteinOf(transcript)).toHaveLength(residues);
      expect(
        transcript.genomeDifferences.map((d) => [d.reference.length, d.transcript.length]),
      ).toEqual([[removed, added]]);
    }
  });
});

const GENOME = 'data/genome/lrg_panel/lrg38.fa.gz';
const TRUTH = 'data/genome/consequence_truth_raw.tsv.gz';
const NEEDED = [...Object.values(PANEL_SOURCES), GENOME, TRUTH];

describe.skipIf(!NEEDED.every(hasShared))(`the recipe (needs ../shared/data/genome)`, () => {
  const packs = new Map<GenomeBuild, PanelPack>();
  let sources: PanelSources;
  beforeAll(async () => {
    sources = readPanelSources(sharedPath(''));
    for (const build of ['GRCh37', 'GRCh38'] as const) {
      packs.set(build, await compileReferencePanel(sources, build));
    }
  });
  const compiled = (build: GenomeBuild): PanelPack => packs.get(build) as PanelPack;

  it.each(['GRCh37', 'GRCh38'] as const)(
    'makes the committed pack and manifest of %s, byte for byte',
    async (build) => {
      const { bytes, manifest } = compiled(build);
      const committed = await readFile(new URL(`../${manifest.file}`, import.meta.url));
      expect(committed.equals(bytes)).toBe(true);
      const manifestText = readFileSync(
        new URL(`../${manifest.id}.manifest.json`, import.meta.url),
        'utf8',
      );
      expect(JSON.parse(manifestText)).toEqual(manifest);
    },
  );

  it.each(['GRCh37', 'GRCh38'] as const)('keeps every transcript of %s as it was', (build) => {
    const { bytes, manifest, transcripts } = compiled(build);
    const byId = (a: Transcript, b: Transcript): number => (a.id < b.id ? -1 : 1);
    const kept = Array.from(openReference({ manifest, bytes }).transcripts(), (t) => ({ ...t }));
    expect(kept.sort(byId)).toEqual(transcripts.toSorted(byId));
  });

  it('has the bases of GRCh38 in every exon and flank of an LRG', () => {
    const genome = openBgzipFasta(sharedPath(GENOME));
    const { transcripts } = compiled('GRCh38');
    const fromLrg = transcripts.filter(({ id }) => id.startsWith('LRG_'));
    expect(fromLrg).toHaveLength(664);
    for (const { chromosome, strand, exons, cdna, genomeDifferences, flanks } of fromLrg) {
      const bases = (start0: number, end0: number): string => {
        const forward = genome.bases(`chr${chromosome}`, start0, end0);
        return strand === 1 ? forward : reverseComplement(forward);
      };
      expect(exons.map(({ start0, end0 }) => bases(start0, end0)).join('')).toBe(
        undoDifferences(cdna, genomeDifferences),
      );
      expect(flanks).toEqual(
        exons.map(({ start0, end0 }) => {
          const low = bases(start0 - 30, start0);
          const high = bases(end0, end0 + 30);
          return strand === 1 ? { before: low, after: high } : { before: high, after: low };
        }),
      );
    }
  });

  it('moves only what Ensembl confirms, exon by exon, to proteins that Swiss-Prot has', () => {
    const moved = compiled('GRCh38').transcripts.filter(
      ({ id }) => !id.startsWith('LRG_') && id !== 'NM_020451.3',
    );
    expect(moved.map(({ geneSymbol, id }) => `${geneSymbol} ${id}`).sort()).toEqual([
      'CREBBP NM_004380.2',
      'CREBBP NM_004380.3',
      'DDX41 NM_016222.3',
      'DNAH11 NM_001277115.1',
      'ERBB2 NM_004448.4',
      'GCDH NM_000159.4',
      'KRAS NM_004985.4',
      'SLC22A5 NM_003060.3',
    ]);
    // ERBB2-201 and RefSeq's record agree to both ends of the transcript.
    const erbb2 = moved.find(({ geneSymbol }) => geneSymbol === 'ERBB2');
    const ensembl = sources.ensembl.get('ERBB2')?.find(({ name }) => name === 'ERBB2-201');
    expect(erbb2?.exons).toEqual(ensembl?.exons);

    const swissProt = new Set(
      readProteins(sharedText(PANEL_SOURCES.swissProt)).map(
        ({ gene, sequence }) => `${gene} ${sequence}`,
      ),
    );
    const unlike = moved.filter((t) => !swissProt.has(`${t.geneSymbol} ${proteinOf(t)}`));
    // Swiss-Prot's KRAS is isoform 4A (kras-transcript.ts checks 4B), its DNAH11 has 7 residues more after 1,365.
    expect(unlike.map(({ geneSymbol }) => geneSymbol).sort()).toEqual(['DNAH11', 'KRAS']);
  });

  it('moves SELENON, which RefSeq gives on both builds, to where RefSeq has it on GRCh38', () => {
    const { refSeq, ensembl } = sources;
    const on = (contig: string) =>
      refSeq.find(({ tx, contig: name }) => tx === 'NM_020451.3' && name === contig);
    const grch37 = on('NC_000001.10');
    if (grch37 === undefined) throw new Error('SELENON is not there');
    const moved = liftedAlignment(grch37, ensembl.get('SELENON') ?? [], 'NC_000001.11');
    const places = (alignment: RefSeqAlignment | null | undefined) =>
      alignment?.exons
        .toSorted((a, b) => a.ord - b.ord)
        .map(({ alt_start_i, alt_end_i }) => [alt_start_i, alt_end_i]);
    expect(places(moved)).toHaveLength(13);
    expect(places(moved)).toEqual(places(on('NC_000001.11')));
    // One exon moved by a base is no longer confirmed.
    const [exon, ...others] = grch37.exons;
    const shifted = [{ ...exon, alt_end_i: (exon?.alt_end_i ?? 0) + 1 }, ...others];
    expect(
      liftedAlignment(
        { ...grch37, exons: shifted as typeof grch37.exons },
        (ensembl.get('SELENON') ?? []).filter(({ exons }) => exons.length === 13),
        'NC_000001.11',
      ),
    ).toBeNull();
  });

  it('gives proteins as long as those of the consequence truth', () => {
    const lengths = new Map(
      sharedRows(TRUTH).map((row) => [row['transcript'], Number(row['ref_protein_len'])] as const),
    );
    const { transcripts } = compiled('GRCh38');
    const compared = transcripts.filter(({ id }) => lengths.has(id));
    expect(compared).toHaveLength(657);
    const other = compared.filter((t) => proteinOf(t).length !== lengths.get(t.id));
    expect(other.map(({ geneSymbol }) => geneSymbol)).toEqual([]);
  });
});
