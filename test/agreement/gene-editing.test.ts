import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { importFrom } from '../../src/cli/case-flags.js';
import { quietContext } from '../../src/core/context.js';
import { openReference, type Reference } from '../../src/engines/genome/reference-pack.js';
import { type LetterPiece, packBlocks } from '../../src/engines/search/genome-block.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import type { Findings } from '../../src/findings/findings.js';
import type { GeneEditingDesign } from '../../src/modalities/gene-editing/gene-editing-design.js';
import { geneEditing } from '../../src/modalities/gene-editing/gene-editing.js';
import { type Engines, findFindings, openEngines } from '../../src/pipeline.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedText } from '../shared-data.js';

/** The standard code as NCBI prints it (gc.prt, table 1): bases in the order T, C, A, G, the third fastest. */
const NCBI_TABLE_1 = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';

function translated(dna: string): string {
  const residues = (dna.match(/.../g) ?? []).map((codon) =>
    NCBI_TABLE_1.charAt([...codon].reduce((sum, base) => 4 * sum + 'TCAG'.indexOf(base), 0)),
  );
  return residues.join('').replace(/\*.*$/s, '');
}

function otherStrand(dna: string): string {
  return [...dna]
    .toReversed()
    .map((base) => 'TGCA'.charAt('ACGT'.indexOf(base)))
    .join('');
}

const read = (bases: string, strand: 1 | -1): string => (strand === 1 ? bases : otherStrand(bases));

const LRG = 'data/genome/lrg_panel/lrg_parsed_grch37_grch38.json.gz';

interface LrgGene {
  readonly symbol: string;
  readonly seq: string;
  /** Chromosome, accession, and spans: LRG start and end, chromosome start and end (1-based), strand. */
  readonly maps: {
    readonly GRCh38: readonly [
      string,
      string,
      readonly [readonly [number, number, number, number, number]],
    ];
  };
}

/** Positions on GRCh38 as dbSNP has them: rs113488022, rs121913279, rs121913500. */
const HOTSPOTS = ['chr7 140753336 A T', 'chr3 179234297 A G', 'chr2 208248388 C T'];

function vcfOf(variants: readonly string[]): string {
  return [
    '##fileformat=VCFv4.2',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tTUMOUR',
    ...variants.map((variant) => {
      const [chromosome, position, reference, alternate] = variant.split(' ');
      return `${chromosome}\t${position}\t.\t${reference}\t${alternate}\t.\tPASS\t.\tGT:AD:DP\t0/1:60,40:100`;
    }),
    '',
  ].join('\n');
}

describe('gene editing of tumours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'editing-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let engines: Engines;
  let reference: Reference;
  beforeAll(async () => {
    engines = await openEngines(openPackStore());
    reference = openReference(await openPackStore().load('reference-panel-grch38'));
  });

  async function findingsOf(path: string): Promise<Findings> {
    const tumour = await importFrom({ path, text: readFileSync(path, 'utf8') }, {}, quietContext());
    return findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, quietContext());
  }

  async function designsOf(findings: Findings): Promise<readonly GeneEditingDesign[]> {
    expect(geneEditing.assess(findings).verdict).toBe('fits');
    return geneEditing.design(findings, geneEditing.defaults, engines, quietContext());
  }

  /** Bases of the exon a design lies on with 30 on either side, forward strand, and a reader of the whole protein. */
  function groundOf(design: GeneEditingDesign) {
    const transcript = reference.transcript(design.transcript);
    if (transcript === null || transcript.cds === null) throw new Error(design.transcript);
    const { strand, exons, flanks, cdna, cds } = transcript;
    const exon = Number(/exon (\d+)/.exec(design.ground.note)?.[1]) - 1;
    const lengths = exons.map(({ start0, end0 }) => end0 - start0);
    const from = lengths.slice(0, exon).reduce((sum, length) => sum + length, 0);
    const to = from + (lengths[exon] as number);
    const { before, after } = flanks[exon] as (typeof flanks)[number];
    return {
      strand,
      healthy: read(before + cdna.slice(from, to) + after, strand),
      /** After the exon with its flanks reads `bases`, forward strand. */
      protein: (bases: string): string => {
        const stranded = read(bases, strand);
        const changed = stranded.slice(before.length, stranded.length - after.length);
        return translated((cdna.slice(0, from) + changed + cdna.slice(to)).slice(cds.start0));
      },
      /** The same with the case's variant in it. */
      mutated: (start0: number, ref: string, alt: string): string => {
        const place = exons[exon] as (typeof exons)[number];
        const at = start0 - place.start0 + (strand === 1 ? before.length : after.length);
        const text = read(before + cdna.slice(from, to) + after, strand);
        expect(text.slice(at, at + ref.length)).toBe(ref);
        return text.slice(0, at) + alt + text.slice(at + ref.length);
      },
    };
  }

  /** Plays every edit of a design on the mutated exon and reads the protein from scratch. */
  function playThrough(design: GeneEditingDesign, findings: Findings): number {
    const driver = findings.drivers.find(({ variantId }) => variantId === design.variantId);
    if (driver === undefined) throw new Error(`no variant of ${design.label}`);
    const ground = groundOf(design);
    const mutant = ground.mutated(driver.start0, driver.reference, driver.alternate);
    const wanted = ground.protein(ground.healthy);
    let played = 0;
    if (design.baseEdit.kind === 'designed') {
      for (const { site, targetPlace, restores, editor } of design.baseEdit.items) {
        played++;
        const text = read(mutant, site.strand);
        const at = text.indexOf(site.spacer) + targetPlace - 1;
        const to = editor.includes('abe') ? 'G' : 'T';
        expect(text.charAt(at)).toBe(to === 'G' ? 'A' : 'C');
        const edited = read(text.slice(0, at) + to + text.slice(at + 1), site.strand);
        expect(ground.protein(edited)).toBe(wanted);
        if (restores === 'sequence') expect(edited).toBe(ground.healthy);
      }
    }
    if (design.primeEdit.kind === 'designed') {
      for (const { site, template, primerBindingSite } of design.primeEdit.items) {
        played++;
        const text = read(mutant, site.strand);
        const nick = text.indexOf(site.spacer) + 17;
        expect(text.slice(0, nick).endsWith(otherStrand(primerBindingSite))).toBe(true);
        const flap = otherStrand(template);
        const grown = mutant.length - ground.healthy.length;
        const edited = text.slice(0, nick) + flap + text.slice(nick + flap.length + grown);
        expect(ground.protein(read(edited, site.strand))).toBe(wanted);
      }
    }
    if (design.knockOutMutant.kind === 'designed') {
      for (const { site, spared } of design.knockOutMutant.items) {
        played++;
        const count = (bases: string): number =>
          ([1, -1] as const).reduce(
            (sum, strand) => sum + read(bases, strand).split(site.spacer).length - 1,
            0,
          );
        expect(count(mutant)).toBe(1);
        expect(read(mutant, site.strand)).toContain(site.spacer + site.pam);
        expect(read(ground.healthy, site.strand)).not.toContain(site.spacer + site.pam);
        expect(['pam-lost', 'seed']).toContain(spared.how);
      }
    }
    return played;
  }

  describe('BRAF V600E, PIK3CA H1047R and IDH1 R132H from a raw VCF', () => {
    let findings: Findings;
    const designs = new Map<string, GeneEditingDesign>();
    beforeAll(async () => {
      writeFileSync(join(folder, 'three.vcf'), vcfOf(HOTSPOTS));
      const path = join(folder, 'case.yaml');
      writeFileSync(path, 'name: three\nbuild: GRCh38\ninputs:\n  vcf: three.vcf\n');
      findings = await findingsOf(path);
      for (const design of await designsOf(findings)) designs.set(design.label, design);
    });
    const of = (label: string): GeneEditingDesign => {
      const design = designs.get(label);
      if (design === undefined) throw new Error([...designs.keys()].join());
      return design;
    };

    it('designs all three on genomic sequence, and each edit gives the healthy protein', () => {
      expect([...designs.keys()].sort()).toEqual(['BRAF V600E', 'IDH1 R132H', 'PIK3CA H1047R']);
      for (const design of designs.values()) {
        expect(design.ground.kind).toBe('genome');
        expect(playThrough(design, findings)).toBeGreaterThan(0);
      }
    });

    it('says that no base edit can undo a transversion (BRAF, T to A on the coding strand)', () => {
      expect(of('BRAF V600E').baseEdit).toMatchObject({ kind: 'not-possible' });
      expect(of('BRAF V600E').primeEdit.kind).toBe('designed');
    });

    it('undoes PIK3CA H1047R, A to G, by a cytosine editor on the other strand', () => {
      const { baseEdit } = of('PIK3CA H1047R');
      if (baseEdit.kind !== 'designed') throw new Error(baseEdit.because);
      expect(baseEdit.items.every(({ site }) => site.strand === -1)).toBe(true);
      expect(baseEdit.items.every(({ editor }) => !editor.includes('abe'))).toBe(true);
    });

    it('undoes IDH1 R132H, G to A on the coding strand, by an adenine editor with its bystanders told', () => {
      const { baseEdit } = of('IDH1 R132H');
      if (baseEdit.kind !== 'designed') throw new Error(baseEdit.because);
      const [best] = baseEdit.items;
      expect(best.editor).toContain('abe');
      // IDH1 lies on the minus strand, and the coding strand reads CAT where it read CGT.
      expect(best.site.strand).toBe(-1);
      expect(best.site.spacer.charAt(best.targetPlace - 1)).toBe('A');
      expect(best.bystanders.length).toBeGreaterThan(0);
    });

    it('tells for each mutant copy which guides spare the other, or that none does and why', () => {
      for (const { knockOutMutant } of designs.values()) {
        if (knockOutMutant.kind === 'designed') {
          for (const { cfdOnWildtype } of knockOutMutant.items) {
            expect(cfdOnWildtype.value ?? 0).toBeLessThanOrEqual(0.5);
          }
        } else {
          expect(knockOutMutant.because).toMatch(/^not possible with SpCas9, .*, because /);
        }
      }
      expect(of('BRAF V600E').knockOutMutant.kind).toBe('not-possible');
      // NNNRRT of SaCas9-KKH: the plus strand reads CATGAT for CATGAC at R132H.
      const idh1 = of('IDH1 R132H').knockOutMutant;
      if (idh1.kind !== 'designed') throw new Error(idh1.because);
      expect(idh1.items.map(({ nuclease, site }) => [nuclease, site.pam])).toContainEqual([
        'sacas9-kkh',
        'CATGAT',
      ]);
      // H1047R reads CGT for CAT: the new CG is a PAM of SpCas9-NG that the healthy copy lacks.
      const pik3ca = of('PIK3CA H1047R').knockOutMutant;
      if (pik3ca.kind !== 'designed') throw new Error(pik3ca.because);
      expect(
        pik3ca.items.map(({ nuclease, site, spared }) => [nuclease, site.pam, spared.pam]),
      ).toContainEqual(['spcas9-ng', 'CG', 'CA']);
    });

    it('cuts oncogenes in exons that every transcript has, and leaves specificity open', () => {
      for (const design of designs.values()) {
        if (design.knockOutGene.kind !== 'designed') throw new Error(design.label);
        for (const { cdsShare, specificity, efficacy } of design.knockOutGene.items) {
          expect(cdsShare).toBeGreaterThanOrEqual(0.05);
          expect(cdsShare).toBeLessThanOrEqual(0.65);
          expect(specificity).toEqual({
            value: null,
            reason:
              'no whole genome was given (--genome); a panel of genes cannot say how alone a guide is',
          });
          expect(efficacy.ruleSet1.value).not.toBeNull();
        }
      }
    });
  });

  describe.skipIf(!hasShared(LRG))('on a genome that holds BRAF, PIK3CA and CIITA', () => {
    const genes = ['BRAF', 'PIK3CA', 'CIITA'];
    let contigs: readonly { name: string; start0: number; sequence: string }[];
    let findings: Findings;
    let designs: readonly GeneEditingDesign[];
    const warnings: string[] = [];
    beforeAll(async () => {
      const all = JSON.parse(sharedText(LRG)) as readonly LrgGene[];
      contigs = all
        .filter(({ symbol }) => genes.includes(symbol))
        .map(({ seq, maps: { GRCh38 } }) => {
          const [name, , [[, , start, , strand]]] = GRCh38;
          return { name, start0: start - 1, sequence: strand === 1 ? seq : otherStrand(seq) };
        });
      writeFileSync(join(folder, 'two.vcf'), vcfOf(HOTSPOTS.slice(0, 2)));
      const path = join(folder, 'two.yaml');
      writeFileSync(path, 'name: two\nbuild: GRCh38\ninputs:\n  vcf: two.vcf\n');
      findings = await findingsOf(path);
      const genome = {
        name: 'lrg',
        source: { name: 'lrg', blocks: () => packBlocks(pieces(), 'lrg') },
      };
      const editing = { ...engines.editing, genome };
      const options = { ...geneEditing.defaults, knockOut: 'CIITA', perStrategy: 3 };
      const context = quietContext({ warn: (text) => void warnings.push(text) });
      designs = await geneEditing.design(findings, options, { ...engines, editing }, context);
    });

    /** N before each gene, as a chromosome of which nothing else is known. */
    async function* pieces(): AsyncGenerator<LetterPiece> {
      const unknown = new Uint8Array(1 << 20).fill('N'.charCodeAt(0));
      for (const { name, start0, sequence } of contigs) {
        for (let at = 0; at < start0; at += unknown.length) {
          const letters = unknown.subarray(0, Math.min(unknown.length, start0 - at));
          yield { name, start0: at, letters };
        }
        yield { name, start0, letters: new TextEncoder().encode(sequence) };
      }
    }

    it('designs on 600 bases beside the exon, and each edit still heals', () => {
      expect(designs.map(({ label }) => label)).toEqual([
        'BRAF V600E',
        'PIK3CA H1047R',
        'CIITA knock-out',
      ]);
      expect(warnings).toEqual([]);
      for (const design of designs) {
        expect(design.ground.note).toMatch(/with 600 bases on either side from lrg$/);
        if (design.subject === 'mutation') {
          expect(playThrough(design, findings)).toBeGreaterThan(0);
        }
      }
    });

    it('places every guide where the genome reads it, and knows how alone it is there', () => {
      let placed = 0;
      for (const { knockOutGene, guidePairs, primeEdit, searchedVariants } of designs) {
        expect(searchedVariants).toBe(2);
        const guides = [
          ...(knockOutGene.kind === 'designed' ? knockOutGene.items : []),
          ...(guidePairs.kind === 'designed'
            ? guidePairs.items.flatMap(({ first, second }) => [first, second])
            : []),
        ];
        for (const { place, site, specificity } of guides) {
          placed++;
          const [, name, start, end, strand] = /^chr(.+):(\d+)-(\d+) \((.)\)$/.exec(place) ?? [];
          const contig = contigs.find((one) => one.name === name);
          if (contig === undefined) throw new Error(place);
          const from = Number(start) - 1 - contig.start0;
          const there = contig.sequence.slice(from, from + Number(end) - Number(start) + 1);
          expect(read(there, strand === '+' ? 1 : -1)).toBe(site.spacer);
          expect(specificity.value).toBeGreaterThan(0);
          expect(specificity.value).toBeLessThanOrEqual(1);
        }
        if (primeEdit.kind !== 'designed') continue;
        for (const { specificity, nickase } of primeEdit.items) {
          expect([nickase, specificity.value === null]).toEqual([nickase, nickase !== 'spcas9']);
        }
      }
      expect(placed).toBeGreaterThan(15);
    });

    it('gives primers of 300-700 bp that stand on the genome around the place', () => {
      for (const { primers, label } of designs) {
        if ('reason' in primers) throw new Error(`${label}: ${primers.reason}`);
        const { forward, reverse, productBp } = primers;
        const products = contigs.flatMap(({ sequence }) => {
          const at = sequence.indexOf(forward.sequence);
          const end = sequence.indexOf(otherStrand(reverse.sequence)) + reverse.sequence.length;
          return at < 0 ? [] : [end - at];
        });
        expect(products).toEqual([productBp]);
        expect(productBp).toBeGreaterThanOrEqual(300);
        expect(productBp).toBeLessThanOrEqual(700);
      }
    });

    it('cuts CIITA twice so that the frame is shifted', () => {
      const guidePairs = designs[2]?.guidePairs;
      if (guidePairs?.kind !== 'designed') throw new Error('no pair');
      for (const { frame, codingLostNt, deletedBp, first, second } of guidePairs.items) {
        expect(frame).toBe('shifted');
        expect(codingLostNt % 3).not.toBe(0);
        expect(deletedBp).toBeGreaterThanOrEqual(codingLostNt);
        expect(first.exon).toBeLessThanOrEqual(second.exon);
      }
    });
  });

  it.each(['lung-a', 'lung-b'])('designs the demo tumour %s, and each edit heals', async (name) => {
    const path = fileURLToPath(new URL(`../../data/demo/${name}/case.yaml`, import.meta.url));
    const findings = await findingsOf(path);
    const designs = await designsOf(findings);
    expect(designs).toHaveLength(3);
    for (const design of designs) {
      expect([design.label, playThrough(design, findings) > 0]).toEqual([design.label, true]);
      const features = geneEditing.constructs(design).flatMap((one) => one.features);
      for (const aim of [design.knockOutMutant, design.baseEdit, design.primeEdit]) {
        if (aim.kind !== 'designed') continue;
        for (const { id } of aim.items) expect(features.map(({ label }) => label)).toContain(id);
      }
    }
    const labels = designs.map(({ label }) => label);
    expect(labels).toContain(name === 'lung-a' ? 'KRAS G12C' : 'EGFR L858R');
  });

  it('designs KRAS, of which the panel has the mRNA alone, within its exon, and says so', async () => {
    const path = fileURLToPath(new URL('../../data/demo/lung-a/case.yaml', import.meta.url));
    const kras = (await designsOf(await findingsOf(path))).find(({ gene }) => gene === 'KRAS');
    expect(kras?.ground.kind).toBe('mrna');
    expect(kras?.primers).toHaveProperty('reason');
  });
});
