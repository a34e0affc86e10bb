import { describe, expect, it } from 'vitest';

import { caseFile, csq, openFrom, vcfText } from '../../test/support/memory-case.js';
import { quietContext } from '../core/context.js';
import { openReference } from '../engines/genome/reference-pack.js';
import { openPackStore } from '../platform/node/pack-store.js';
import { EMPTY_CASE, type CaseFile } from './case-file.js';
import { importCase, type OpenReference } from './import-case.js';
import type { TranscriptConsequence, TumourCase } from './tumour-case.js';

const panel: OpenReference = async (build) => {
  const pack = await openPackStore().load(`reference-panel-${build.toLowerCase()}`);
  const { id, version, sha256, licence, attribution } = pack.manifest;
  return {
    reference: openReference(pack),
    pack: { id, version, sha256, licence, attribution },
  };
};

/** A VCF without annotation. */
function bareVcf(samples: readonly string[], ...records: readonly string[]): string {
  return vcfText(samples, ...records).replace(/##INFO=<ID=CSQ.*\n/, '');
}

const line = (position: number, alleles: string, format: string, ...samples: readonly string[]) => {
  const [reference, alternate] = alleles.split('>');
  return ['chr7', position, '.', reference, alternate, '.', 'PASS', '.', format, ...samples].join(
    '\t',
  );
};

async function imported(
  files: { readonly vcf: string; readonly germline?: string; readonly phased?: string },
  changes: Partial<CaseFile> = {},
): Promise<TumourCase> {
  return importCase(
    caseFile({
      build: 'GRCh38',
      inputs: {
        ...EMPTY_CASE.inputs,
        vcf: 't.vcf',
        germlineVcf: files.germline === undefined ? null : 'g.vcf',
        phasedVcf: files.phased === undefined ? null : 'p.vcf',
      },
      ...changes,
    }),
    openFrom({ 't.vcf': files.vcf, 'g.vcf': files.germline ?? '', 'p.vcf': files.phased ?? '' }),
    quietContext(),
    panel,
  );
}

function consequences(tumour: TumourCase, variant = 0): readonly TranscriptConsequence[] {
  if (tumour.variants.kind === 'missing') throw new Error(tumour.variants.reason);
  return tumour.variants.value[variant]?.consequences ?? [];
}

/** Residues 597-606 of BRAF, LATVKSRWSG in the healthy protein (UniProt P15056). */
const around600 = (protein: string | null | undefined) => protein?.slice(596, 606);

const wildtypeOf = (tumour: TumourCase, { wildtypeProtein }: TranscriptConsequence) =>
  tumour.proteins[wildtypeProtein ?? ''];

// BRAF codon 600 GTG on the minus strand: c.1799T>A is p.Val600Glu (chr7:140753336 A>T, ClinVar 13961),
// c.1798G>A (chr7:140753337 C>T) with it p.Val600Lys (ClinVar 375941: NM_004333.6:c.1798_1799delinsAA).
const V600E = 140_753_336;
const V600M = 140_753_337;

describe('importCase with variants of one copy', () => {
  it('joins two somatic records of one codon that their own file phases: BRAF V600K', async () => {
    const tumour = await imported({
      vcf: bareVcf(
        ['T'],
        line(V600E, 'A>T', 'GT:PS', '0|1:9'),
        line(V600M, 'C>T', 'GT:PS', '0|1:9'),
      ),
    });
    for (const variant of [0, 1]) {
      const [one] = consequences(tumour, variant);
      expect(one?.haplotype).toMatchObject({
        phaseSet: '9 in t.vcf',
        copy: 1,
        proteinPosition: '600',
        aminoAcids: 'V/K',
        ending: 'same',
      });
      expect(
        one?.haplotype?.variants.map(({ id, origin, start0 }) => [id, origin, start0]),
      ).toEqual([
        ['chr7-140753337-C-T', 'somatic', 599],
        ['chr7-140753336-A-T', 'somatic', 599],
      ]);
      expect(around600(one?.mutantProtein)).toBe('LATKKSRWSG');
      expect(one === undefined ? null : around600(wildtypeOf(tumour, one))).toBe('LATVKSRWSG');
    }
    // Terms and names stay those of the variant alone.
    expect(consequences(tumour, 0)[0]?.hgvsp).toMatch(/p\.Val600Glu$/);
    expect(consequences(tumour, 1)[0]?.hgvsp).toMatch(/p\.Val600Met$/);
  });

  it('keeps them apart on two copies, and names an unphased one', async () => {
    const apart = await imported({
      vcf: bareVcf(['T'], line(V600E, 'A>T', 'GT', '0|1'), line(V600M, 'C>T', 'GT', '1|0')),
    });
    expect(consequences(apart)[0]).toMatchObject({ haplotype: null, unjoined: [] });
    expect(around600(consequences(apart)[0]?.mutantProtein)).toBe('LATEKSRWSG');
    const unphased = await imported({
      vcf: bareVcf(['T'], line(V600E, 'A>T', 'GT', '0/1'), line(V600M, 'C>T', 'GT', '0/1')),
    });
    expect(consequences(unphased)[0]).toMatchObject({
      haplotype: null,
      unjoined: [
        { id: 'chr7-140753337-C-T', origin: 'somatic', distanceBp: 0, why: 'phase-unknown' },
      ],
    });
  });

  it('takes a homozygous germline variant into the wild type, and a heterozygous one as a doubt', async () => {
    const vcf = bareVcf(['N', 'T'], line(V600E, 'A>T', 'GT', '0/0', '0/1'));
    const changes = { samples: { tumour: 'T', normal: 'N', rna: null } };
    const germline = (genotype: string) =>
      bareVcf(
        ['N'],
        line(V600M, 'C>T', 'GT', genotype),
        // Far outside of the gene's exons.
        line(1000, 'C>T', 'GT', '1/1'),
      );
    const homozygous = await imported({ vcf, germline: germline('1/1') }, changes);
    const [one] = consequences(homozygous);
    expect(one?.haplotype).toMatchObject({ phaseSet: null, aminoAcids: 'M/K' });
    expect(around600(one?.mutantProtein)).toBe('LATKKSRWSG');
    expect(one === undefined ? null : around600(wildtypeOf(homozygous, one))).toBe('LATMKSRWSG');
    expect(homozygous.inputs.map(({ role }) => role)).toEqual([
      'somatic variants',
      'germline variants',
    ]);
    expect(homozygous.notes).toContain(
      'g.vcf: 1 of 2 records lie within reach of a somatic variant and are carried by N',
    );
    const heterozygous = await imported({ vcf, germline: germline('0|1') }, changes);
    expect(consequences(heterozygous)[0]).toMatchObject({
      haplotype: null,
      unjoined: [{ id: 'chr7-140753337-C-T', origin: 'germline', why: 'phase-unknown' }],
    });
    expect(homozygous.inputHash).not.toBe(heterozygous.inputHash);
  });

  it('takes phase and germline variants from a phased file, GATK 3’s HP too', async () => {
    const vcf = bareVcf(['T'], line(V600E, 'A>T', 'GT', '0/1'));
    const phased = bareVcf(
      ['T'],
      line(V600E, 'A>T', 'GT:HP', '0/1:5-1,5-2'),
      line(V600M, 'C>T', 'GT:HP', '0/1:5-1,5-2'),
    );
    const [one] = consequences(await imported({ vcf, phased }));
    expect(one?.haplotype).toMatchObject({ phaseSet: '5 in p.vcf', copy: 1, aminoAcids: 'M/K' });
    expect(one?.haplotype?.variants.map(({ origin }) => origin)).toEqual(['germline', 'somatic']);
    const other = phased.replace(
      'C\tT\t.\tPASS\t.\tGT:HP\t0/1:5-1,5-2',
      'C\tT\t.\tPASS\t.\tGT:HP\t0/1:5-2,5-1',
    );
    expect(consequences(await imported({ vcf, phased: other }))[0]).toMatchObject({
      haplotype: null,
      unjoined: [],
    });
  });

  it('tells a somatic record of a phased file from a germline one by its normal sample', async () => {
    const vcf = bareVcf(['TUMOR'], line(V600E, 'A>T', 'GT', '0/1'));
    const phased = bareVcf(
      ['TUMOR', 'NORMAL'],
      line(V600E, 'A>T', 'GT:PS', '0|1:5', '0/0:.'),
      line(V600M, 'C>T', 'GT:PS', '0|1:5', '0/0:.'),
    );
    const [one] = consequences(await imported({ vcf, phased }));
    expect(one?.haplotype?.aminoAcids).toBe('V/K');
    expect(one?.haplotype?.variants.map(({ origin }) => origin)).toEqual(['somatic', 'somatic']);
  });

  it('does not join a record that failed a filter to one that passed', async () => {
    const failed = line(V600M, 'C>T', 'GT', '0|1').replace('PASS', 'weak_evidence');
    const tumour = await imported({
      vcf: bareVcf(['T'], line(V600E, 'A>T', 'GT', '0|1'), failed),
    });
    expect(consequences(tumour, 0)[0]).toMatchObject({
      haplotype: null,
      unjoined: [{ id: 'chr7-140753337-C-T', filters: ['weak_evidence'], why: 'failed-filter' }],
    });
    // The failed one itself is looked at with all that is known of its copy.
    expect(consequences(tumour, 1)[0]?.haplotype?.aminoAcids).toBe('V/K');
  });

  it('joins under an annotation of the same protein, and names what it cannot join elsewhere', async () => {
    const bare = await imported({ vcf: bareVcf(['T'], line(V600E, 'A>T', 'GT', '0|1')) });
    const [called] = consequences(bare);
    const protein = called === undefined ? '' : (wildtypeOf(bare, called) ?? '');
    const annotated = (position: number, alleles: string, residues: string, wildtype: string) => {
      const [, alternate] = alleles.split('>');
      const annotation = csq({
        Allele: alternate as string,
        Consequence: 'missense_variant',
        Feature_type: 'Transcript',
        Feature: called?.transcript ?? '',
        BIOTYPE: 'protein_coding',
        Protein_position: '600',
        Amino_acids: residues,
        WildtypeProtein: wildtype,
      });
      return line(position, alleles, 'GT', '0|1').replace('PASS\t.', `PASS\tCSQ=${annotation}`);
    };
    const both = (wildtype: string) =>
      vcfText(
        ['T'],
        annotated(V600E, 'A>T', 'V/E', wildtype),
        annotated(V600M, 'C>T', 'V/M', wildtype),
      );
    const joined = consequences(await imported({ vcf: both(protein) }))[0];
    expect(joined?.haplotype?.aminoAcids).toBe('V/K');
    expect(around600(joined?.mutantProtein)).toBe('LATKKSRWSG');
    const other = consequences(await imported({ vcf: both(`M${protein}`) }))[0];
    expect(other).toMatchObject({
      haplotype: null,
      mutantProtein: null,
      unjoined: [{ id: 'chr7-140753337-C-T', why: 'no-transcript-sequence', distanceBp: 0 }],
    });
  });

  it('asks which sample is meant, and refuses another build', async () => {
    const vcf = bareVcf(['T'], line(V600E, 'A>T', 'GT', '0/1'));
    const two = bareVcf(['A', 'B'], line(V600M, 'C>T', 'GT', '0/1', '0/1'));
    await expect(imported({ vcf, germline: two })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('which sample of the germline VCF is the normal?'),
      hint: expect.stringContaining('--normal-sample: A, B'),
    });
    await expect(imported({ vcf, phased: two })).rejects.toThrow('is the tumour?');
    await expect(imported({ vcf, germline: bareVcf([]) })).rejects.toThrow('no genotypes');
    const build37 = two.replace('length=248956422', 'length=249250621');
    await expect(imported({ vcf, germline: build37 })).rejects.toThrow(
      'the case is on GRCh38, this VCF says GRCh37',
    );
  });

  it('reads the expression tags of a VCF that has no annotation', async () => {
    const tumour = await imported({
      vcf: bareVcf(['T'], line(V600E, 'A>T', 'GT:GX', '0/1:BRAF|12.5')),
    });
    expect(consequences(tumour)[0]?.geneExpression).toBe(12.5);
    expect(tumour.expressionUnit).toBe('unstated in the VCF (GX, TX)');
  });
});
