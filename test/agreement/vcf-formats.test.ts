import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { csqLayout, csqTable, csqAlternates } from '../../src/formats/vcf/csq.js';
import { carriesAlternate, genotypeText } from '../../src/formats/vcf/genotype.js';
import { genomeBuildHint } from '../../src/formats/vcf/genome-build.js';
import {
  pairReadSupport,
  type ReadSupport,
  readSupport,
  rnaReadSupport,
} from '../../src/formats/vcf/read-support.js';
import { alternateKind, type VcfItem, type VcfRecord } from '../../src/formats/vcf/record.js';
import { guessSampleRoles } from '../../src/formats/vcf/sample-roles.js';
import { openVcf, type Vcf } from '../../src/formats/vcf/vcf.js';
import { fileSource } from '../../src/platform/node/file-source.js';

const shared = new URL('../../../shared/', import.meta.url);
const formats = new URL('formats/', shared);
const hcc1395 = new URL('cases/hcc1395/', shared);
const absent = !existsSync(formats);
const WHERE = '(skipped where ../shared is absent)';

interface Read {
  readonly vcf: Vcf;
  readonly items: readonly VcfItem[];
}

async function read(file: URL): Promise<Read> {
  const vcf = await openVcf(fileSource(fileURLToPath(file)));
  const items: VcfItem[] = [];
  for await (const batch of vcf.batches()) items.push(...batch);
  return { vcf, items };
}

function recordAt({ items }: Read, place: string): VcfRecord {
  const found = items.find(
    (item) => item.status === 'record' && `${item.chromosome}:${item.start0 + 1}` === place,
  );
  if (found?.status !== 'record') throw new Error(`no record at ${place}`);
  return found;
}

/** Records by `zgrep -c -v '^#'`, and how many of them cannot be one, with the reason's code. */
const FILES: readonly (readonly [string, number, number, string])[] = [
  ['vcf/pcgr_T001-BRCA.grch37.vcf.gz', 196, 0, ''],
  ['vcf/pcgr_T001-BRCA.grch38.vcf.gz', 196, 0, ''],
  ['vcf/scanneo2_snvs.vcf', 934, 0, ''],
  ['vcf/vcf2maf_test_b37.vcf', 25, 0, ''],
  ['vcf/vcf2maf_test_b38.vcf', 25, 0, ''],
  ['vcf/vcf2maf_test_delly.vcf', 15, 0, ''],
  ['vcf/vcf2maf_test_maf2vcf.vcf', 20, 0, ''],
  ['vcf/vcf2maf_test_merged.vcf', 573, 0, ''],
  ['vcf/vcf2maf_test_muse.vcf', 434, 0, ''],
  ['vcf/vcf2maf_test_mutect.vcf', 500, 0, ''],
  ['vcf/vcf2maf_test_pindel.vcf', 32, 0, ''],
  ['vcf/vcf2maf_test_radia.vcf', 87, 0, ''],
  ['vcf/vcf2maf_test_sniper.vcf', 169, 0, ''],
  ['vcf/vcf2maf_test_strelka.vcf', 240, 0, ''],
  // VarScan writes two alternates as A/T on line 110.
  ['vcf/vcf2maf_test_varscan.vcf', 500, 1, 'bad-alternate'],
  ['vcf_vep/pvac_full_input.vcf', 477, 0, ''],
  ['vcf_vep/pvac_input.gx.vcf', 1, 0, ''],
  ['vcf_vep/pvac_input.readcount.vcf', 1, 0, ''],
  ['vcf_vep/pvac_input.vcf', 1, 0, ''],
  ['vcf_vep/pvac_input_dash_csq_allele.vcf', 4, 0, ''],
  ['vcf_vep/pvac_input_empty_vaf_list.vcf.gz', 1, 0, ''],
  ['vcf_vep/pvac_input_frameshift_variant_feature_elongation.vcf', 1, 0, ''],
  ['vcf_vep/pvac_input_hom_ref_genotype.vcf', 1, 0, ''],
  ['vcf_vep/pvac_input_inframe_insertion_aa_insertion.vcf', 1, 0, ''],
  ['vcf_vep/pvac_input_no_gene_name.vcf', 1, 0, ''],
  ['vcf_vep/pvac_input_sv.vcf.gz', 1, 0, ''],
  ['vcf_vep/pvac_input_uncalled_genotype.vcf', 1, 0, ''],
  ['vcf_odd/cnvkit_blank.vcf', 0, 0, ''],
  ['vcf_odd/cnvkit_gatk-emptyalt.vcf', 1, 0, ''],
  ['vcf_odd/cnvkit_gt-partial.vcf', 6, 0, ''],
  ['vcf_odd/cnvkit_strelka.vcf', 3, 0, ''],
  ['vcf_odd/htslib_bcf-sr_merge.noidx.a.vcf', 4, 0, ''],
  ['vcf_odd/htslib_bcf-sr_merge.noidx.c.vcf', 8, 0, ''],
  ['vcf_odd/htslib_bcf-sr_merge.noidx.rec_order.vcf', 4, 0, ''],
  ['vcf_odd/htslib_formatcols.vcf', 1, 0, ''],
  ['vcf_odd/htslib_formatmissing.vcf', 1, 0, ''],
  // Positions beyond 2^31, which htslib can read and VCF cannot hold.
  ['vcf_odd/htslib_longrefs_index.vcf', 192, 192, 'bad-position'],
  ['vcf_odd/htslib_modhdr.vcf.gz', 0, 0, ''],
  // GT:GT and GT:S:S.
  ['vcf_odd/htslib_noroundtrip.vcf', 5, 4, 'repeated-format-key'],
  ['vcf_odd/htslib_tabix_vcf_file.vcf', 15, 0, ''],
  ['vcf_odd/htslib_vcf44_1.vcf', 28, 0, ''],
];

/** Not VCF, or without the header that says what a column is. */
const REFUSED = ['vcf_vep/S66716txt.vep.txt', 'vcf_odd/htslib_longrefs_index.expected1.vcf'];

describe('every file of ../shared/formats', () => {
  it.skipIf(absent).each(FILES)(
    `%s is read to its last line in under a second ${WHERE}`,
    async (name, lines, skipped, code) => {
      const start = performance.now();
      const { items } = await read(new URL(name, formats));
      expect(performance.now() - start).toBeLessThan(1_000);
      expect(items).toHaveLength(lines);
      const left = items.filter((item) => item.status === 'skipped');
      expect(left).toHaveLength(skipped);
      for (const item of left) {
        expect(item).toMatchObject({ code, file: name.split('/')[1] });
        expect(item.line).toBeGreaterThan(0);
      }
    },
  );

  it.skipIf(absent).each(REFUSED)(`%s is refused with file and line ${WHERE}`, async (name) => {
    await expect(read(new URL(name, formats))).rejects.toMatchObject({
      name: 'InputError',
      message: 'this is not a VCF file',
      file: name.split('/')[1],
      line: 1,
    });
  });

  it.skipIf(absent)(`is in one of these two lists ${WHERE}`, () => {
    const there = ['vcf', 'vcf_vep', 'vcf_odd'].flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, formats)).map((name) => `${folder}/${name}`),
    );
    expect(there.sort()).toEqual([...FILES.map(([name]) => name), ...REFUSED].sort());
  });
});

type Numbers = readonly [depth: number | null, altReads: number | null, fraction: number | null];

const NONE: Numbers = [null, null, null];

/** Depth, alternate reads and fraction, read by hand from the record; the fraction worked out there. */
const READ_BY_HAND: readonly (readonly [
  file: string,
  place: string,
  sample: string,
  alternate: number,
  expected: Numbers,
])[] = [
  ['vcf2maf_test_mutect.vcf', '1:2453125', 'NORMAL', 0, [192, 31, 0.162]],
  ['vcf2maf_test_mutect.vcf', '1:2453125', 'TUMOR', 0, [206, 30, 0.146]],
  ['vcf2maf_test_mutect.vcf', '1:2587467', 'TUMOR', 0, [14, 3, 0.214]],
  ['scanneo2_snvs.vcf', 'chr1:187102', 'unknown', 0, [4, 4, 0.764]],
  ['scanneo2_snvs.vcf', 'chr1:190768', 'unknown', 0, [2, 2, 0.667]],
  ['vcf2maf_test_strelka.vcf', '1:12170228', 'NORMAL', 0, [76, 0, 0]],
  ['vcf2maf_test_strelka.vcf', '1:12170228', 'TUMOR', 0, [57, 57, 57 / 57]],
  ['vcf2maf_test_strelka.vcf', '1:118166116', 'TUMOR', 0, [66, 25, 25 / (39 + 25)]],
  ['vcf2maf_test_strelka.vcf', '2:102626146', 'NORMAL', 0, [91, 0, 0]],
  ['vcf2maf_test_strelka.vcf', '2:102626146', 'TUMOR', 0, [89, 57, 57 / (19 + 57)]],
  ['vcf2maf_test_varscan.vcf', '1:1991014', 'NORMAL', 0, [117, 56, 0.487]],
  ['vcf2maf_test_varscan.vcf', '1:1991014', 'TUMOR', 0, [91, 35, 0.3846]],
  ['vcf2maf_test_muse.vcf', '1:1289197', 'TUMOR', 0, [11, 2, 2 / 11]],
  ['vcf2maf_test_muse.vcf', '1:1289197', 'NORMAL', 0, [21, 0, 0]],
  ['vcf2maf_test_sniper.vcf', '1:1233886', 'NORMAL', 0, [10, 0, 0]],
  ['vcf2maf_test_sniper.vcf', '1:1233886', 'TUMOR', 0, [7, 4, 4 / 7]],
  ['vcf2maf_test_sniper.vcf', '2:100916306', 'TUMOR', 0, [75, 11, 11 / 75]],
  ['vcf2maf_test_sniper.vcf', '2:100916306', 'TUMOR', 1, [75, 64, 64 / 75]],
  ['vcf2maf_test_radia.vcf', '1:29651735', 'DNA_NORMAL', 0, [117, 0, 0]],
  ['vcf2maf_test_radia.vcf', '1:29651735', 'DNA_TUMOR', 0, [106, 11, 0.1]],
  ['vcf2maf_test_radia.vcf', '1:29651735', 'RNA_TUMOR', 0, [190, 29, 0.15]],
  ['vcf2maf_test_radia.vcf', '1:144951880', 'RNA_TUMOR', 0, NONE],
  ['vcf2maf_test_radia.vcf', '2:179343067', 'DNA_TUMOR', 0, [91, 1, 0.01]],
  ['vcf2maf_test_radia.vcf', '2:179343067', 'DNA_TUMOR', 1, [91, 10, 0.11]],
  ['vcf2maf_test_pindel.vcf', '1:16890971', 'NORMAL', 0, [46, 0, 0]],
  ['vcf2maf_test_pindel.vcf', '1:16890971', 'TUMOR', 0, [47, 4, 4 / 47]],
  ['vcf2maf_test_pindel.vcf', '10:8111432', 'TUMOR', 0, [218, 52, 0.2385]],
  ['vcf2maf_test_delly.vcf', '21:42843749', 'TUMOR', 0, [289 + 172, 172, 172 / (289 + 172)]],
  ['vcf2maf_test_delly.vcf', '21:42843749', 'NORMAL', 0, [263, 0, 0]],
  ['vcf2maf_test_delly.vcf', '20:62680472', 'TUMOR', 0, [2, 2, 2 / 2]],
  ['vcf2maf_test_merged.vcf', '1:2585243', 'NORMAL', 0, [38, null, 0.0263]],
  ['vcf2maf_test_merged.vcf', '1:2585243', 'TUMOR', 0, [43, 5 + 3, 0.186]],
  ['vcf2maf_test_merged.vcf', '1:26158900', 'TUMOR', 0, [7, 5, 5 / (1 + 5)]],
  ['vcf2maf_test_merged.vcf', '1:150944742', 'TUMOR', 0, [6, 2, 2 / 6]],
  ['vcf2maf_test_merged.vcf', '1:121484126', 'TUMOR', 0, [793, 26, 26 / (759 + 26)]],
  ['vcf2maf_test_b37.vcf', '21:36164589', 'TUMOR', 0, [54, 21, 21 / 54]],
  ['vcf2maf_test_b37.vcf', '21:36164589', 'NORMAL', 0, [0, null, null]],
  ['vcf2maf_test_b38.vcf', '21:34792478', 'TUMOR', 0, [901, 123, 123 / 901]],
  ['vcf2maf_test_b38.vcf', '21:34792478', 'NORMAL', 0, [482, 0, 0]],
  ['vcf2maf_test_maf2vcf.vcf', '1:11290178', 'TUMOR', 0, [20, 10, 10 / 20]],
  ['vcf2maf_test_maf2vcf.vcf', '1:11290178', 'NORMAL', 0, [35, 5, 5 / 35]],
  ['../vcf_odd/cnvkit_strelka.vcf', 'chr1:221367', 'NORMAL', 0, [20, 10, 10 / (10 + 10)]],
  ['../vcf_odd/cnvkit_strelka.vcf', 'chr1:221367', 'TUMOR', 0, [33, 16, 16 / (17 + 16)]],
  ['../vcf_odd/cnvkit_gt-partial.vcf', 'chr1:200', 'S1', 0, [20, 2, 2 / 20]],
  ['../vcf_odd/cnvkit_gatk-emptyalt.vcf', '1:49515', 'sample1', 0, NONE],
  ['../vcf_vep/pvac_full_input.vcf', '2:217498305', 'H_NJ-HCC1395-HCC1395', 0, [101, 4, 4 / 94]],
  [
    '../vcf_vep/pvac_input_sv.vcf.gz',
    '10:47894366',
    'TCGA-DD-A1EC-11A-11D-A12Z-10',
    0,
    [184, 39, 39 / 184],
  ],
  [
    '../vcf_vep/pvac_input.readcount.vcf',
    '22:18020272',
    'H_NJ-HCC1395-HCC1395',
    0,
    [54, 9, 0.16667],
  ],
  [
    '../vcf_vep/pvac_input.readcount.vcf',
    '22:18020272',
    'H_NJ-HCC1395-HCC1396',
    0,
    [54, 4, 0.07407],
  ],
  ['../vcf_vep/pvac_input_empty_vaf_list.vcf.gz', 'chr5:109378380', 'TUMOR', 0, [225, 64, 0.283]],
  [
    '../vcf_vep/pvac_input_empty_vaf_list.vcf.gz',
    'chr5:109378380',
    'NORMAL',
    0,
    [null, null, null],
  ],
  [
    '../vcf_vep/pvac_input_uncalled_genotype.vcf',
    '17:79213212',
    'H_NJ-HCC1395-HCC1395',
    0,
    [null, null, null],
  ],
  [
    '../../cases/hcc1395/annotated.expression.vcf.gz',
    'chr1:451649',
    'HCC1395_NORMAL_DNA',
    0,
    [728, 38, 0.0522],
  ],
  [
    '../../cases/hcc1395/annotated.expression.vcf.gz',
    'chr1:451649',
    'HCC1395_TUMOR_DNA',
    0,
    [741, 90, 0.12146],
  ],
];

/** To ten digits, so that 48.7 % and 0.487 are the same. */
function rounded([depth, altReads, fraction]: Numbers): Numbers {
  return [depth, altReads, fraction === null ? null : Number(fraction.toFixed(10))];
}

function numbersOf({ depth, altReads, alleleFraction }: ReadSupport): Numbers {
  return rounded([depth, altReads, alleleFraction]);
}

describe('depth, reads and fraction of every caller, as read by hand', () => {
  it.skipIf(absent).each(READ_BY_HAND)(
    `%s %s %s, alternate %d ${WHERE}`,
    async (file, place, sample, alternate, expected) => {
      const content = await read(new URL(`vcf/${file}`, formats));
      const column = content.vcf.header.samples.indexOf(sample);
      const support = readSupport(recordAt(content, place), column, alternate);
      expect(numbersOf(support)).toEqual(rounded(expected));
    },
  );

  it.skipIf(absent)(`RNA noted in a DNA column ${WHERE}`, async () => {
    const noted = await read(new URL('vcf_vep/pvac_input.readcount.vcf', formats));
    expect(numbersOf(rnaReadSupport(recordAt(noted, '22:18020272'), 0, 0))).toEqual(
      rounded([75, 15, 0.2]),
    );
    expect(numbersOf(rnaReadSupport(recordAt(noted, '22:18020272'), 1, 0))).toEqual(NONE);
    const unexpressed = await read(new URL('vcf_vep/pvac_input_no_gene_name.vcf', formats));
    expect(numbersOf(rnaReadSupport(recordAt(unexpressed, 'chr22:19718759'), 1, 0))).toEqual(
      rounded([12, 0, 0]),
    );
  });

  it.skipIf(absent).each([
    ['vcf/pcgr_T001-BRCA.grch37.vcf.gz', '1:1900265'],
    ['vcf/pcgr_T001-BRCA.grch38.vcf.gz', '1:1968826'],
  ])(`tumour and normal of PCGR's pair, %s ${WHERE}`, async (file, place) => {
    const record = recordAt(await read(new URL(file, formats)), place);
    expect(numbersOf(readSupport(record, 0, 0))).toEqual(NONE);
    expect(numbersOf(pairReadSupport(record, 'tumour', 0, 0))).toEqual(
      rounded([144, 32, 32 / 144]),
    );
    expect(numbersOf(pairReadSupport(record, 'tumour', null, 0))).toEqual(
      rounded([144, null, 0.222222222222]),
    );
    expect(numbersOf(pairReadSupport(record, 'normal', 0, 0))).toEqual(rounded([237, null, null]));
    expect(numbersOf(pairReadSupport(record, 'normal', null, 0))).toEqual(NONE);
  });
});

describe('what a header says', () => {
  it.skipIf(absent).each([
    ['vcf/pcgr_T001-BRCA.grch37.vcf.gz', 'GRCh37'],
    ['vcf/pcgr_T001-BRCA.grch38.vcf.gz', null],
    ['vcf/scanneo2_snvs.vcf', 'GRCh38'],
    ['vcf/vcf2maf_test_b38.vcf', 'GRCh38'],
    ['vcf/vcf2maf_test_delly.vcf', 'GRCh37'],
    ['vcf/vcf2maf_test_pindel.vcf', 'GRCh37'],
    ['vcf/vcf2maf_test_varscan.vcf', null],
    ['vcf_vep/pvac_input_dash_csq_allele.vcf', 'GRCh37'],
    ['vcf_vep/pvac_input_no_gene_name.vcf', 'GRCh38'],
    ['../cases/hcc1395/annotated.expression.vcf.gz', 'GRCh38'],
  ])(`the build of %s is %s ${WHERE}`, async (file, build) => {
    const { vcf } = await read(new URL(file, formats));
    expect(genomeBuildHint(vcf.header)?.build ?? null).toBe(build);
  });

  it.skipIf(absent).each([
    ['vcf/scanneo2_snvs.vcf', 'unknown', null, null],
    ['vcf/vcf2maf_test_muse.vcf', 'TUMOR', 'NORMAL', null],
    ['vcf/vcf2maf_test_mutect.vcf', 'TUMOR', 'NORMAL', null],
    ['vcf/vcf2maf_test_radia.vcf', 'DNA_TUMOR', 'DNA_NORMAL', 'RNA_TUMOR'],
    ['vcf_vep/pvac_input_empty_vaf_list.vcf.gz', 'TUMOR', 'NORMAL', null],
    ['vcf_vep/pvac_input.readcount.vcf', null, null, null],
    [
      '../cases/hcc1395/annotated.expression.vcf.gz',
      'HCC1395_TUMOR_DNA',
      'HCC1395_NORMAL_DNA',
      null,
    ],
  ])(
    `the samples of %s: tumour %s, normal %s, RNA %s ${WHERE}`,
    async (file, tumour, normal, rna) => {
      const { vcf } = await read(new URL(file, formats));
      const roles = guessSampleRoles(vcf.header);
      expect([roles.tumour, roles.normal, roles.rna].map((role) => role?.name ?? null)).toEqual([
        tumour,
        normal,
        rna,
      ]);
    },
  );
});

describe('odd genotypes and alleles', () => {
  it.skipIf(absent)(`phasing marks of VCF 4.4 ${WHERE}`, async () => {
    const content = await read(new URL('vcf_odd/htslib_vcf44_1.vcf', formats));
    const first = recordAt(content, '1:61462');
    expect([genotypeText(first, 0), carriesAlternate(first, 0, 0)]).toEqual(['0|0|1', true]);
    const half = recordAt(content, '1:61480');
    expect([genotypeText(half, 1), carriesAlternate(half, 1, 0)]).toEqual(['/0|1', true]);
    const uncalled = recordAt(content, '1:61497');
    expect([genotypeText(uncalled, 0), carriesAlternate(uncalled, 0, 0)]).toEqual(['/.', false]);
  });

  it.skipIf(absent)(`breakends and symbolic alleles of Delly ${WHERE}`, async () => {
    const { items } = await read(new URL('vcf/vcf2maf_test_delly.vcf', formats));
    const kinds = new Set(
      items.flatMap((item) => (item.status === 'record' ? item.alternates.map(alternateKind) : [])),
    );
    expect(kinds).toEqual(new Set(['breakend', 'symbolic', 'bases']));
  });
});

describe('HCC1395', () => {
  it.skipIf(absent)(`gives what bcftools 1.16 +split-vep prints ${WHERE}`, async () => {
    const { vcf, items } = await read(new URL('annotated.expression.vcf.gz', hcc1395));
    const layout = csqLayout(vcf.header);
    if (layout === null) throw new Error('no CSQ');
    const fields = ['Consequence', 'SYMBOL', 'Feature', 'HGVSp', 'Amino_acids', 'WildtypeProtein'];
    const columns = fields.map((field) => layout.indexOf(field));
    const hash = createHash('sha256');
    for (const item of items) {
      if (item.status !== 'record') throw new Error(item.reason);
      const table = csqTable(item, layout);
      if (table === null) continue;
      expect(table.broken).toBe(0);
      expect(csqAlternates(item, table, layout).every((alternate) => alternate === 0)).toBe(true);
      for (let entry = 0; entry < table.count; entry++) {
        const cells = columns.map((column) => table.text(entry, column) || '.');
        hash.update(`${[item.chromosome, item.start0 + 1, ...cells].join(' ')}\n`);
      }
    }
    // bcftools +split-vep -d -f '%CHROM %POS %Consequence %SYMBOL %Feature %HGVSp %Amino_acids
    // %WildtypeProtein\n' annotated.expression.vcf.gz | sha256sum
    expect(hash.digest('hex')).toBe(
      '9c58c02b52826627c47f5e7af29fc51285f1ddafd86ae868082828940e651eb5',
    );
  });

  it.skipIf(absent)(`gives pVACseq's depths and fractions, 955 of 955 rows ${WHERE}`, async () => {
    const content = await read(new URL('annotated.expression.vcf.gz', hcc1395));
    const [normal, tumour] = ['HCC1395_NORMAL_DNA', 'HCC1395_TUMOR_DNA'].map((name) =>
      content.vcf.header.samples.indexOf(name),
    ) as [number, number];
    const byAlleles = new Map<string, VcfRecord>();
    for (const item of content.items) {
      if (item.status !== 'record') continue;
      const { chromosome, start0, reference, alternates } = item;
      byAlleles.set([chromosome, start0, reference, alternates[0]].join(' '), item);
    }
    const table = gunzipSync(readFileSync(new URL('pvacseq/variants.tsv.gz', hcc1395))).toString();
    const [header = '', ...rows] = table.trimEnd().split('\n');
    const names = header.split('\t');
    const differences: string[] = [];
    for (const row of rows) {
      const cells = row.split('\t');
      const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
      const alleles = [cell('reference'), cell('variant')];
      // pVACseq counts from 0 for substitutions and deletions, from 1 for insertions.
      const record = [0, 1]
        .map((shift) => [cell('chromosome_name'), Number(cell('start')) - shift, alleles].flat())
        .map((key) => byAlleles.get(key.join(' ')))
        .find((found) => found !== undefined);
      if (record === undefined) {
        differences.push(`no record: ${row.slice(0, 60)}`);
        continue;
      }
      const supports: readonly (readonly [string, ReadSupport])[] = [
        ['normal', readSupport(record, normal, 0)],
        ['tdna', readSupport(record, tumour, 0)],
        ['trna', rnaReadSupport(record, tumour, 0)],
      ];
      for (const [name, { depth, alleleFraction }] of supports) {
        const expected = [cell(`${name}_depth`), cell(`${name}_vaf`)].map((text) =>
          text === 'NA' ? null : Number(text),
        );
        if (expected[0] !== depth || expected[1] !== alleleFraction) {
          differences.push(`${row.slice(0, 40)} ${name}: ${expected} ${depth},${alleleFraction}`);
        }
      }
    }
    expect(rows).toHaveLength(955);
    expect(differences).toEqual([]);
  });
});
