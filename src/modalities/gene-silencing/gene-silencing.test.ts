import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { importFrom } from '../../cli/case-flags.js';
import { quietContext } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import { openReference, type Reference } from '../../engines/genome/reference-pack.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../findings/neoantigens/find-neoantigens.js';
import type { Findings } from '../../findings/findings.js';
import type { FusionEvent } from '../../findings/fusions/junction-neoantigen.js';
import { type Engines, findFindings, openEngines } from '../../pipeline.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import type { GeneSilencingDesign } from './gene-silencing-design.js';
import { geneSilencing } from './gene-silencing.js';
import { checkGeneSilencingOptions } from './options.js';

function otherStrand(bases: string): string {
  return [...bases]
    .toReversed()
    .map((base) => 'TGCA'.charAt('ACGT'.indexOf(base)))
    .join('');
}

/** On GRCh38, KRAS on the minus strand: dbSNP rs121913529 (G12D, G12V) and rs121913530 (G12C). */
const KRAS = {
  G12D: 'chr12 25245350 C T',
  G12V: 'chr12 25245350 C A',
  G12C: 'chr12 25245351 C A',
} as const;

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

describe('gene silencing of tumours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'silencing-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let engines: Engines;
  let reference: Reference;
  beforeAll(async () => {
    engines = await openEngines(openPackStore());
    reference = openReference(await openPackStore().load('reference-panel-grch38'));
  });

  const read = new Map<string, Promise<Findings>>();
  /** Findings of one variant, read once. */
  function findingsOfVariant(name: string, ...variants: readonly string[]): Promise<Findings> {
    const known = read.get(name) ?? readVariants(name, variants);
    read.set(name, known);
    return known;
  }

  async function readVariants(name: string, variants: readonly string[]): Promise<Findings> {
    writeFileSync(join(folder, `${name}.vcf`), vcfOf(variants));
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, `name: ${name}\nbuild: GRCh38\ninputs:\n  vcf: ${name}.vcf\n`);
    const tumour = await importFrom({ path, text: readFileSync(path, 'utf8') }, {}, quietContext());
    return findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, quietContext());
  }

  const designed = new Map<Findings, Promise<readonly GeneSilencingDesign[]>>();
  function designsOf(findings: Findings): Promise<readonly GeneSilencingDesign[]> {
    const known =
      designed.get(findings) ??
      geneSilencing.design(findings, geneSilencing.defaults, engines, quietContext());
    designed.set(findings, known);
    return known;
  }

  it.each(Object.entries(KRAS))('tells KRAS %s from the healthy copy', async (name, variant) => {
    const findings = await findingsOfVariant(name, variant);
    const [design] = await designsOf(findings);
    expect(design?.label).toBe(`KRAS ${name}`);
    if (design?.mutantOnly.kind !== 'designed') throw new Error('nothing was designed');
    const healthy = reference.transcript('NM_004985.4')?.cdna ?? '';
    const [, position, base, alternate] = variant.split(' ');
    // By hand: codon 12 is c.34-36 of a reading frame that starts at base 193; 25245351 is its first base.
    const at0 = 192 + 33 + (25_245_351 - Number(position));
    expect(healthy.slice(192 + 33, 192 + 36)).toBe('GGT');
    expect(healthy[at0]).toBe(otherStrand(base as string));
    const mutant =
      healthy.slice(0, at0) + otherStrand(alternate as string) + healthy.slice(at0 + 1);
    for (const { guide, efficacy, activityOnHealthyAtMost, healthy: told } of design.mutantOnly
      .items) {
      const site = otherStrand(guide.replaceAll('U', 'T'));
      expect(mutant.split(site)).toHaveLength(2);
      expect(healthy).not.toContain(site);
      expect(told.mismatches).toHaveLength(1);
      expect(activityOnHealthyAtMost).toBeLessThan(0.9 * efficacy.activity);
      expect(told.verdict).not.toBe('silenced');
    }
    // G12D puts U opposite G, which studies judge differently; the other two A opposite G.
    expect(design.mutantOnly.items.map(({ healthy: { verdict } }) => verdict)).toEqual(
      name === 'G12D' ? ['doubtful', 'doubtful', 'doubtful'] : ['spared', 'spared', 'spared'],
    );
    expect(design.scan.map(({ place }) => place)).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 1),
    );
  });

  it('silences the activated oncogene of a tumour and leaves its suppressor alone', async () => {
    // dbSNP rs121434568 (EGFR L858R) and rs28934578 (TP53 R175H) on GRCh38.
    const findings = await findingsOfVariant('two', 'chr7 55191822 T G', 'chr17 7675088 C T');
    expect(geneSilencing.assess(findings).verdict).toBe('fits');
    const designs = await designsOf(findings);
    expect(designs.map(({ label }) => label)).toEqual(['EGFR L858R']);
    const [design] = designs as [GeneSilencingDesign];
    expect(design.leftOut.find(({ label }) => label.startsWith('TP53'))?.reason).toMatch(
      /^TP53 holds tumours back/,
    );
    // The paragraph that tells what was searched comes first.
    const [section] = geneSilencing.report(design, findings);
    expect(JSON.stringify(section?.blocks[0])).toContain('673 transcripts of 570 genes');
    expect(design.vectorChecks?.passed).toBeGreaterThan(5);
  });

  it('refuses options out of their range, naming them', () => {
    const { defaults } = geneSilencing;
    expect(() => checkGeneSilencingOptions({ ...defaults, chemistry: 'none' })).toThrow(
      OptionError,
    );
    expect(() => checkGeneSilencingOptions({ ...defaults, perStrategy: 0 })).toThrow(
      /perStrategy is 0/,
    );
  });

  it('makes every hairpin and duplex of the guide that it names', async () => {
    const findings = await findingsOfVariant('G12V', KRAS.G12V);
    const [design] = (await designsOf(findings)) as [GeneSilencingDesign];
    const { mutantOnly, hairpins } = design;
    if (mutantOnly.kind !== 'designed' || hairpins.kind !== 'designed') throw new Error('nothing');
    for (const hairpin of hairpins.items) {
      const sirna = mutantOnly.items.find(({ id }) => id === hairpin.of);
      expect(hairpin.guide.slice(0, 21)).toBe(sirna?.guide.replaceAll('U', 'T'));
      expect(hairpin.oligo).toContain(hairpin.guide);
      expect(otherStrand(hairpin.passenger).slice(0, 21)).toBe(hairpin.guide.slice(0, 21));
      expect(otherStrand(hairpin.passenger)).not.toBe(hairpin.guide);
    }
    const [sheet] = geneSilencing.orders(design);
    expect(sheet?.name).toBe('siRNA duplexes');
    const [sense, antisense] = sheet?.rows ?? [];
    const letters = (row: typeof sense): string => String(row?.[3]).replaceAll(/[^ACGUT]/g, '');
    expect(letters(antisense).slice(0, 19)).toBe(mutantOnly.items[0].guide.slice(0, 19));
    expect(otherStrand(letters(sense).slice(0, 19).replaceAll('U', 'T'))).toBe(
      letters(antisense).slice(0, 19).replaceAll('U', 'T'),
    );
  });

  it('silences NPM1::ALK over its junction, where neither partner pairs', async () => {
    const npm1 = reference.transcript('LRG_458t1');
    const alk = reference.transcript('LRG_488t1');
    if (npm1 === null || alk === null) throw new Error('not on the panel');
    // Exon 4 of NPM1 joined with exon 20 of ALK, the fusion of anaplastic large-cell lymphoma.
    const [five, three] = [npm1.exons[3], alk.exons[19]];
    if (five === undefined || three === undefined) throw new Error('no such exon');
    const place = (chromosome: string, base0: number) =>
      ({ chromosome, start0: base0, end0: base0 + 1, strand: null }) as unknown as NonNullable<
        FusionEvent['gene5']['breakpoint']
      >;
    const partner = (symbol: string, chromosome: string, base0: number): FusionEvent['gene5'] => ({
      name: symbol,
      symbol,
      geneId: null,
      transcript: null,
      breakpoint: place(chromosome, base0),
      depth: null,
    });
    const event: FusionEvent = {
      kind: 'fusion',
      tool: 'Arriba',
      gene5: partner('NPM1', npm1.chromosome, five.end0 - 1),
      gene3: partner('ALK', alk.chromosome, three.end0 - 1),
      frame: 'in-frame',
      spanningReads: 20,
      junctionReads: 30,
      confidence: 'high',
      tags: [],
      line: 2,
      sequence: '',
      breakpoint0: 0,
      endsAtStop: true,
      peptides: [],
      best: { I: null, II: null },
    };
    const findings = await findingsOfVariant('G12C', KRAS.G12C);
    const fused: Findings = {
      ...findings,
      drivers: [],
      junctionNeoantigens: { alleles: [], events: [event] },
    };
    const [design] = await designsOf(fused);
    expect(design?.label).toBe('NPM1::ALK');
    if (design?.junction.kind !== 'designed') throw new Error('nothing was designed');
    // Exon 4 of NPM1 ends with GATTATCCTATATGTCAG.., exon 20 of ALK begins with TGTACCGCCGG (codon Y1059 on).
    const before = npm1.cdna.slice(0, exonEnd(npm1.exons, 3));
    const after = alk.cdna.slice(exonEnd(alk.exons, 18));
    expect(after.startsWith('TGTACCGCCGG')).toBe(true);
    for (const { guide, bases5, bases3, offTargets } of design.junction.items) {
      const site = otherStrand(guide.replaceAll('U', 'T'));
      expect(site).toBe(before.slice(-bases5) + after.slice(0, bases3));
      expect(Math.min(bases5, bases3)).toBeGreaterThanOrEqual(6);
      expect(npm1.cdna + alk.cdna).not.toContain(site);
      // Neither partner is among the transcripts with at most two mismatches.
      expect(
        offTargets.nearMatches.filter(({ gene }) => gene === 'NPM1' || gene === 'ALK'),
      ).toEqual([]);
    }
  });

  it('says how to get a transcript that the pack does not hold', async () => {
    const findings = await findingsOfVariant('G12C', KRAS.G12C);
    const [driver] = findings.drivers;
    if (driver === undefined) throw new Error('no driver');
    const elsewhere: Findings = {
      ...findings,
      drivers: [driver, { ...driver, geneSymbol: 'MYCL', start0: 1_000, change: 'A1V' }],
    };
    const [design] = await designsOf(elsewhere);
    expect(design?.leftOut).toEqual([
      {
        label: 'MYCL A1V',
        reason:
          'the reference (LRG and RefSeq panel, 673 transcripts) does not hold MYCL there: build a pack of a whole annotation ' +
          'with "oncoscript packs build" or "oncoscript packs pull" and give it with --reference',
      },
    ]);
  });
});

function exonEnd(
  exons: readonly { readonly start0: number; readonly end0: number }[],
  last: number,
): number {
  return exons.slice(0, last + 1).reduce((sum, { start0, end0 }) => sum + end0 - start0, 0);
}
