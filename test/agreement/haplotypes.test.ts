import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { importCase, type OpenReference } from '../../src/case/import-case.js';
import { EMPTY_CASE } from '../../src/case/case-file.js';
import { quietContext } from '../../src/core/context.js';
import { InputError } from '../../src/core/errors.js';
import { buildTranscripts } from '../../src/engines/genome/build-transcripts.js';
import { plainChromosome } from '../../src/engines/genome/chromosome-names.js';
import type { OriginVariant } from '../../src/engines/genome/haplotype/haplotype-copies.js';
import { haplotypeProteins } from '../../src/engines/genome/haplotype/haplotype-proteins.js';
import { somaticHaplotypes } from '../../src/engines/genome/haplotype/somatic-haplotypes.js';
import { readGeneModels, type GeneModels } from '../../src/engines/genome/read-gene-models.js';
import { openReference } from '../../src/engines/genome/reference-pack.js';
import { readReferenceSequences } from '../../src/engines/genome/reference-sequences.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedPath, sharedText } from '../shared-data.js';

const HOTSPOTS = 'data/clinical/hotspots/cancerhotspots_v2_GRCh38.tsv';
const LOCI = 'conformance/bcftools_csq/csq';
const HCC1395 = 'cases/hcc1395/annotated.expression.vcf.gz';

/** Where the table differs, and why. */
const ARGUED: readonly string[] = [
  // Numbered on an isoform that the panel does not have: 18 residues fewer before it, and 52.
  'MET GT>AG V1070R, ours V1088R',
  // The last base makes CAG of Gln167 the stop TAG: His168 is not read any more.
  'TP53 GCTG>ACTA H168Y, ours stops',
  'KDM6A GG>TA G526V, ours G578V',
];

/** `V600K` for each residue that differs; proteins of different length differ by their end. */
function substitutions(wildtype: string, mutant: string): readonly string[] {
  if (mutant.length !== wildtype.length) return ['stops'];
  return [...wildtype].flatMap((residue, i) =>
    residue === mutant[i] ? [] : [`${residue}${i + 1}${mutant.charAt(i)}`],
  );
}

/** One alternate on copy 1, phased with all others that are made so. */
function onOneCopy(
  chromosome: string,
  start0: number,
  reference: string,
  alternate: string,
): OriginVariant {
  return {
    origin: 'somatic',
    variant: { chromosome, start0, reference, alternate },
    alleleNumber: 1,
    genotype: { alleles: [0, 1], isPhased: true },
    phaseSet: null,
  };
}

describe.skipIf(!hasShared(HOTSPOTS))(
  'substitutions of neighbouring bases, in cancerhotspots v2',
  () => {
    it('have the residues of the table where each base comes as a record of its own', async () => {
      const reference = openReference(await openPackStore().load('reference-panel-grch38'));
      const differing: string[] = [];
      let compared = 0;
      for (const row of sharedText(HOTSPOTS).split('\n').slice(1)) {
        const [chromosome = '', position, before = '', after = '', gene, , change = ''] =
          row.split('\t');
        const [, from, place, to] = /^([A-Z])(\d+)([A-Z])$/.exec(change) ?? [];
        if (before.length < 2 || before.length !== after.length || from === undefined) continue;
        const start0 = Number(position) - 1;
        const records = [...before].flatMap((base, i) =>
          base === after[i] ? [] : [onOneCopy(chromosome, start0 + i, base, after.charAt(i))],
        );
        if (records.length < 2) continue;
        const transcripts = reference
          .transcriptsAt(chromosome, start0, start0 + before.length)
          .filter(({ geneSymbol, cds }) => geneSymbol === gene && cds !== null);
        if (transcripts.length === 0) continue;
        compared++;
        // Two neighbouring codons may change; the table then names one of them.
        const found = transcripts.flatMap((transcript) =>
          somaticHaplotypes(transcript, records).flatMap(({ changes, mutantProtein }) =>
            changes.map(({ wildtypeProtein }) =>
              substitutions(wildtypeProtein, mutantProtein ?? ''),
            ),
          ),
        );
        if (!found.some((one) => one.includes(`${from}${place}${to}`))) {
          const ours = [...new Set(found.map((one) => one.join(' ')))].join(' | ');
          differing.push(`${gene} ${before}>${after} ${change}, ours ${ours}`);
        }
      }
      expect(compared).toBe(73);
      expect(differing).toEqual(ARGUED);
    });
  },
);

const loci = hasShared(LOCI)
  ? readdirSync(sharedPath(LOCI)).filter((name) => name.startsWith('E'))
  : [];

describe.skipIf(loci.length === 0)('loci of bcftools csq', () => {
  it('have the same protein as haplotypeProteins, which is held against bcftools', async () => {
    let compared = 0;
    let joined = 0;
    const differing: string[] = [];
    for (const locus of loci) {
      const folder = join(sharedPath(LOCI), locus);
      const names = readdirSync(folder);
      const fasta = names.find((name) => name.endsWith('.fa')) as string;
      const gff = names.find((name) => name.endsWith('.gff')) as string;
      let models: GeneModels;
      try {
        models = await readGeneModels(fileSource(join(folder, gff)));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        continue;
      }
      const sequences = await readReferenceSequences(
        fileSource(join(folder, fasta)),
        models.models,
      );
      const transcripts = [...buildTranscripts(models, sequences)].filter(
        (one) => !('code' in one),
      );
      for (const vcf of names.filter((name) => name.endsWith('.vcf'))) {
        const variants = readFileSync(join(folder, vcf), 'utf8')
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('#'))
          .flatMap((line) => {
            const [chromosome = '', position, , before = '', after = ''] = line.split('\t');
            return after
              .split(',')
              .slice(0, 1)
              .filter((one) => /^[ACGT]+$/i.test(one))
              .map((one) =>
                onOneCopy(
                  plainChromosome(chromosome),
                  Number(position) - 1,
                  before.toUpperCase(),
                  one.toUpperCase(),
                ),
              );
          });
        for (const transcript of transcripts) {
          if ('code' in transcript) continue;
          const [ours] = somaticHaplotypes(transcript, variants);
          const [theirs] = haplotypeProteins(transcript, variants);
          const codes = theirs?.doubts.map(({ code }) => code) ?? [];
          // There a lone variant moves within its repeat, and what destroys a splice site has no protein.
          if (ours === undefined || theirs === undefined || theirs.mutantProtein === null) continue;
          if (codes.includes('overlapping-variants') || codes.includes('start-lost')) continue;
          compared++;
          if (ours.edits.length > 1) joined++;
          if (ours.mutantProtein !== theirs.mutantProtein) {
            differing.push(`${locus} ${vcf} ${transcript.id}`);
          }
        }
      }
    }
    expect(joined).toBe(26);
    expect(differing).toEqual([]);
  });
});

describe.skipIf(!hasShared(HCC1395))('HCC1395', () => {
  it('names the frameshift of KHDC3L that Mutect2 phased with another, which VEP reads each alone', async () => {
    const none: OpenReference = async () => null;
    const tumour = await importCase(
      {
        ...EMPTY_CASE,
        build: 'GRCh38',
        samples: { ...EMPTY_CASE.samples, tumour: 'HCC1395_TUMOR_DNA' },
        inputs: { ...EMPTY_CASE.inputs, vcf: HCC1395 },
      },
      (path) => fileSource(sharedPath(path)),
      quietContext(),
      none,
    );
    if (tumour.variants.kind === 'missing') throw new Error(tumour.variants.reason);
    const near = tumour.variants.value.flatMap(({ id, consequences }) =>
      consequences.flatMap(({ transcript, unjoined }) =>
        unjoined.map((one) => `${id} ${transcript} ${one.id} ${one.why} ${one.distanceBp}`),
      ),
    );
    // VEP: c.217_247del and c.253del, which deletes c.252 as well: four bases lie between.
    expect(near).toContain(
      'chr6-73363141-CTTGATTCACGTGAATCGATTGGACCCTAACG-C ENST00000370367.4 chr6-73363176-AG-A no-transcript-sequence 4',
    );
    // Neighbouring substitutions that no caller phased.
    expect(near).toContain(
      'chr8-125436371-C-T ENST00000311922.4 chr8-125436372-C-T phase-unknown 0',
    );
  });
});
