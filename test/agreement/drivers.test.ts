import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import { compileCancerHotspots } from '../../data/recipes/cancer-hotspots.js';
import { parseCaseFile } from '../../src/case/case-file.js';
import { importCase } from '../../src/case/import-case.js';
import { mafVariant } from '../../src/case/maf-variant.js';
import type { TumourCase } from '../../src/case/tumour-case.js';
import { quietContext } from '../../src/core/context.js';
import { openCancerGenes } from '../../src/findings/drivers/cancer-genes.js';
import type { DriverFinding } from '../../src/findings/drivers/driver-finding.js';
import { type DriverKnowledge, findDrivers } from '../../src/findings/drivers/find-drivers.js';
import { readMaf, splitBySample } from '../../src/formats/maf/read-maf.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { caseFile, openFrom } from '../support/memory-case.js';
import { hasShared, sharedPath, sharedRows, sharedText } from '../shared-data.js';

const HOTSPOTS = 'data/clinical/hotspots';
const HCC1395 = 'cases/hcc1395/annotated.expression.vcf.gz';
const LAML = 'cases/tcga-laml/tcga_laml.maf.gz';
const BRCA = 'cases/pcgr-brca';
const present = [HOTSPOTS, HCC1395, LAML, BRCA].every((path) => hasShared(path));
const skipped = present ? '' : ' (skipped: ../shared is absent)';

/** `TP53 R175H missense 8 likely-oncogenic OS2+OS3`. */
function line({ geneSymbol, change, effect, oncogenicity }: DriverFinding): string {
  const met = oncogenicity.criteria.filter(({ state }) => state === 'met').map(({ code }) => code);
  const { points, class: name } = oncogenicity;
  return [geneSymbol, change, effect, points, name, met.join('+')].join(' ').trim();
}

async function demo(folder: string): Promise<TumourCase> {
  const at = new URL(`../../data/demo/${folder}/`, import.meta.url);
  const text = await readFile(new URL('case.yaml', at), 'utf8');
  return importCase(
    parseCaseFile(text, 'case.yaml'),
    (path) => fileSource(new URL(path, at).pathname),
    quietContext(),
  );
}

async function sharedVcf(path: string, build: 'GRCh37' | 'GRCh38', tumour: string | null) {
  return importCase(
    caseFile({
      build,
      samples: { tumour, normal: null, rna: null },
      inputs: {
        vcf: path,
        maf: null,
        germlineVcf: null,
        phasedVcf: null,
        expression: [],
        copyNumber: null,
        purity: null,
        fusions: null,
        junctions: null,
        genome: null,
        target: null,
      },
    }),
    (one) => fileSource(sharedPath(one)),
    quietContext(),
  );
}

describe.skipIf(!present)(`drivers of real tumours${skipped}`, () => {
  let knowledge: DriverKnowledge;

  beforeAll(async () => {
    knowledge = {
      genes: openCancerGenes(await openPackStore().load('cancer-genes')),
      hotspots: compileCancerHotspots({
        residues: sharedText(`${HOTSPOTS}/hotspots_v2_and_3d.txt`),
        grch37: sharedText(`${HOTSPOTS}/cancerhotspots_v2_GRCh37.tsv`),
        grch38: sharedText(`${HOTSPOTS}/cancerhotspots_v2_GRCh38.tsv`),
      }).pack,
    };
  });

  it('finds TP53 R175H and BRCA2 E1593* in HCC1395, and calls nothing else likely oncogenic', async () => {
    const tumour = await sharedVcf(HCC1395, 'GRCh38', 'HCC1395_TUMOR_DNA');
    const found = findDrivers(tumour, knowledge);
    // By hand: R175 416 tumours, 386 of them H (OS3, 4) and p53 inactive (Kato 2003; CIViC) (OS2, 4);
    // a stop in a suppressor (OVS1, 8).
    expect(found.filter(({ oncogenicity }) => oncogenicity.points >= 6).map(line)).toEqual([
      'TP53 R175H missense 8 likely-oncogenic OS2+OS3',
      'BRCA2 E1593* stop-gained 8 likely-oncogenic OVS1',
    ]);
  });

  it('finds what the demo tumours were made with', async () => {
    const a = findDrivers(await demo('lung-a'), knowledge);
    expect(a.slice(0, 4).map(line)).toEqual([
      'KRAS G12C missense 8 likely-oncogenic OS2+OS3',
      'STK11 E165* stop-gained 8 likely-oncogenic OVS1',
      'RB1  splice-site 8 likely-oncogenic OVS1',
      'TP53 R158L missense 4 uncertain OS3',
    ]);
    const secondHitOf = (found: readonly DriverFinding[], gene: string): string | undefined =>
      found.find(({ geneSymbol }) => geneSymbol === gene)?.secondHit.kind;
    // Their READMEs: the other copy of STK11 and TP53 is lost; RB1's is there.
    expect(['STK11', 'TP53', 'RB1', 'KRAS'].map((gene) => secondHitOf(a, gene))).toEqual([
      'copy-lost',
      'copy-lost',
      'retained',
      'not-applicable',
    ]);
    const b = findDrivers(await demo('lung-b'), knowledge);
    expect(b.slice(0, 2).map(line)).toEqual([
      'TP53 R175H missense 8 likely-oncogenic OS2+OS3',
      'EGFR L858R missense 8 likely-oncogenic OS2+OS3',
    ]);
    expect(secondHitOf(b, 'TP53')).toBe('copy-lost');
  });

  it('says that hotspots were not assessed where their pack is not installed', async () => {
    const [first] = findDrivers(await demo('lung-b'), { ...knowledge, hotspots: null });
    const states = first?.oncogenicity.criteria
      .filter(({ code }) => ['OS3', 'OM3', 'OP3'].includes(code))
      .map(({ state, reason }) => `${state}: ${reason}`);
    expect(states).toEqual(Array(3).fill('not-assessed: no hotspots are loaded'));
  });

  it.each(['GRCh37', 'GRCh38'] as const)(
    'recognises the hotspots of a breast tumour from a VCF without annotation, on %s',
    async (build) => {
      const name = `T001-BRCA.${build.toLowerCase()}.vcf.gz`;
      const tumour = await sharedVcf(`${BRCA}/${name}`, build, null);
      expect(findDrivers(tumour, knowledge).map(line)).toEqual([
        'PIK3CA H1047R missense 8 likely-oncogenic OS2+OS3',
        'TP53 V272M missense 4 uncertain OS3',
      ]);
    },
  );

  it('finds every hotspot mutation of 193 leukaemias that its MAF names', async () => {
    const empty = await importCase(
      caseFile({ build: 'GRCh37', tumourType: 'AML' }),
      openFrom({}),
      quietContext(),
    );
    const found = [...splitBySample(readMaf(sharedText(LAML), 'tcga_laml.maf')).values()].flatMap(
      ({ rows }) =>
        findDrivers(
          { ...empty, variants: { kind: 'given', value: rows.map(mafVariant), from: 'MAF' } },
          knowledge,
        ),
    );
    const written = sharedRows(LAML);
    const counts = (gene: string, change: string): readonly [number, number] => [
      found.filter((one) => one.geneSymbol === gene && one.change === change).length,
      written.filter(
        (row) => row['Hugo_Symbol'] === gene && row['Protein_Change'] === `p.${change}`,
      ).length,
    ];
    for (const [gene, change, patients] of [
      ['DNMT3A', 'R882H', 19],
      ['IDH2', 'R140Q', 16],
      ['IDH1', 'R132C', 12],
      ['FLT3', 'D835Y', 10],
      ['U2AF1', 'S34F', 5],
      ['NRAS', 'G13D', 5],
    ] as const) {
      expect([gene, change, ...counts(gene, change)]).toEqual([gene, change, patients, patients]);
    }
    const nonsense = found.filter(
      ({ lossOfFunction, role }) => lossOfFunction && role?.value === 'suppressor',
    );
    // Each of them is a null variant in a suppressor: 8 points unless too close to the end, which a MAF does not tell.
    expect(nonsense.every(({ oncogenicity }) => oncogenicity.points >= 8)).toBe(true);
    // NPM1's frameshift gains a signal: no loss of a suppressor, so no OVS1.
    expect(
      found.filter(({ geneSymbol }) => geneSymbol === 'NPM1').every(({ role }) => role === null),
    ).toBe(true);
  });
});
