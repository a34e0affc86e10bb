import type { Source } from '../../core/cited.js';
import type { Block, Section } from '../../core/document.js';
import { textCell } from '../../core/document.js';
import type { Findings } from '../../findings/findings.js';
import type { Ranking } from '../../findings/ranking/ranking.js';
import type { PackUse } from '../../packs/pack-store.js';

const PVACTOOLS: Source = {
  name: 'Hundal et al. 2020, pVACtools, Cancer Immunology Research 8:409',
  doi: '10.1158/2326-6066.CIR-19-0401',
};
const NETMHCPAN: Source = {
  name: 'Reynisson et al. 2020, NetMHCpan-4.1, Nucleic Acids Research 48:W449',
  doi: '10.1093/nar/gkaa379',
};
const ANCHORS: Source = {
  name: 'Xia et al. 2023, anchor positions, Science Immunology 8:eabg2200',
  doi: '10.1126/sciimmunol.abg2200',
};
const HYDROPATHY: Source = {
  name: 'Kyte & Doolittle 1982, hydropathy, Journal of Molecular Biology 157:105',
  doi: '10.1016/0022-2836(82)90515-0',
};
const MANE: Source = {
  name: 'Morales et al. 2022, MANE, Nature 604:310',
  doi: '10.1038/s41586-022-04558-8',
};

/** How the result was made, closely enough to make it again; `packs` are those of the designs too. */
export function methodsSection(
  findings: Findings,
  ranking: Ranking,
  packs: readonly PackUse[],
): Section {
  const models = [
    ...new Set(
      findings.neoantigens.alleles.flatMap((model) =>
        model.status === 'scored' ? [model.modelId] : [],
      ),
    ),
  ];
  const blocks: Block[] = [
    {
      kind: 'facts',
      rows: [
        { label: 'Software', value: textCell(`oncoscript ${findings.softwareVersion}`) },
        {
          label: 'Presentation models',
          value:
            models.length === 0
              ? { kind: 'missing', reason: 'no allele could be scored' }
              : textCell(models.join(', ')),
        },
        { label: 'Seed', value: textCell(String(findings.seed)) },
        { label: 'Hash of the inputs', value: textCell(findings.inputHash) },
      ],
    },
    {
      kind: 'paragraph',
      text: 'Review tiers carry the names, and by default the thresholds, of pVACseq’s aggregate report. A place says how a candidate compares within this tumour, not how likely it is to raise a response.',
      sources: [PVACTOOLS],
    },
    {
      kind: 'paragraph',
      text: 'A percentile rank is the share of random human peptides that score at least as well for the same allele. Strong (0.5 %) and weak (2 %) are the field’s usual cuts.',
      sources: [NETMHCPAN],
    },
    {
      kind: 'paragraph',
      text: 'A change at an anchor is told apart from one that faces the T cell: where the wild type binds as well, T cells that would see the peptide may have been deleted as self-reactive.',
      sources: [ANCHORS],
    },
    {
      kind: 'paragraph',
      text: 'Transcripts are marked as annotated: MANE Select, canonical, transcript support level (TSL, 1 is best). Hydropathy is the Kyte-Doolittle mean.',
      sources: [MANE, HYDROPATHY],
    },
    {
      kind: 'paragraph',
      text: `Allele fraction taken as clonal: ${ranking.clonalVaf === null ? 'none' : `${(ranking.clonalVaf * 100).toFixed(1)} %`} (${ranking.clonalVafFrom}).`,
    },
    {
      kind: 'table',
      caption: 'Options of the ranking',
      columns: [
        { key: 'option', title: 'Option' },
        { key: 'value', title: 'Value' },
      ],
      rows: Object.entries(ranking.options).map(([option, value]) => [
        textCell(option),
        textCell(value === null ? 'not set' : value === '' ? 'none' : String(value)),
      ]),
    },
    packsTable(packs),
  ];
  return { id: 'methods', title: 'Methods', blocks };
}

export function packsTable(packs: readonly PackUse[]): Block {
  return {
    kind: 'table',
    caption: 'Data packs and their licences',
    columns: [
      { key: 'pack', title: 'Pack' },
      { key: 'version', title: 'Version' },
      { key: 'licence', title: 'Licence' },
      { key: 'attribution', title: 'Attribution' },
      { key: 'sha256', title: 'SHA-256', help: 'first 12 of 64 hex digits' },
    ],
    rows: packs.map(({ id, version, licence, attribution, sha256 }) => [
      textCell(id),
      textCell(version),
      textCell(licence),
      textCell(attribution),
      textCell(sha256.slice(0, 12)),
    ]),
  };
}
