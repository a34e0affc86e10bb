import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { importFrom } from '../../src/cli/case-flags.js';
import { quietContext } from '../../src/core/context.js';
import { openReference, type Reference } from '../../src/engines/genome/reference-pack.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import type { Findings } from '../../src/findings/findings.js';
import type { GeneEditingDesign } from '../../src/modalities/gene-editing/gene-editing-design.js';
import { geneEditing } from '../../src/modalities/gene-editing/gene-editing.js';
import { type Engines, findFindings, openEngines } from '../../src/pipeline.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';

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
    if (driver === undefined) throw new Error(design.variantId);
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
