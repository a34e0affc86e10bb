// data/cancer-genes.bin and its manifest, from CIViC's accepted evidence and the facts beside this file:
//   npm run build && node dist/data/recipes/cancer-genes.js [civic_evidence.tsv]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { canonicalJson } from '../../src/core/canonical-json.js';
import type { Source } from '../../src/core/cited.js';
import { sha256Hex } from '../../src/core/hashing.js';
import { compareText } from '../../src/core/skipped.js';
import type {
  CancerGenes,
  FunctionalStudy,
  StudyOutcome,
} from '../../src/findings/drivers/cancer-genes.js';
import type { GeneRole } from '../../src/findings/drivers/driver-finding.js';
import { columnIndex, readTsv } from '../../src/formats/tsv/read-tsv.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { GENE_ROLES, STUDIES } from './cancer-gene-facts.js';

const CIVIC: Source = {
  name: 'CIViC, accepted evidence of 2026-04-25',
  doi: '10.1038/ng.3774',
  url: 'https://civicdb.org',
  date: '2026-04-25',
  licence: 'CC0-1.0',
};

/** Evidence that a gene's variants make or mark a tumour, rather than decide what a drug does. */
const OF_TUMOURS: ReadonlySet<string> = new Set([
  'Diagnostic',
  'Functional',
  'Oncogenic',
  'Predisposing',
]);

/** CIViC's stars: from 3 the evidence is convincing on its own. */
const CONVINCING_STARS = 3;

/** CIViC's level for experiments in cells and animals. */
const PRECLINICAL = 'D';

interface Evidence {
  readonly id: string;
  readonly genes: readonly string[];
  readonly variant: string;
  readonly type: string;
  readonly direction: string;
  readonly significance: string;
  readonly level: string;
  readonly stars: number;
  readonly pmid: string;
}

function readCivic(text: string): readonly Evidence[] {
  const table = readTsv(text, 'civic_evidence.tsv');
  return table.rows.map(({ cells }) => {
    const cell = (column: string): string => cells[columnIndex(table, column)] ?? '';
    return {
      id: cell('id'),
      genes: cell('gene').split('::'),
      variant: cell('variant'),
      type: cell('evidence_type'),
      direction: cell('evidence_direction'),
      significance: cell('significance'),
      level: cell('evidence_level'),
      stars: Number(cell('rating')),
      pmid: cell('pmid'),
    };
  });
}

const FUNCTIONS: Readonly<Record<string, StudyOutcome>> = {
  'Dominant Negative': 'dominant-negative',
  'Gain of Function': 'gain-of-function',
  'Loss of Function': 'loss-of-function',
  Neomorphic: 'new-function',
  'Unaltered Function': 'unaltered-function',
};

/** What an item shows an experiment to have found; null where it shows none of that kind. */
function outcomeOf(evidence: Evidence): StudyOutcome | null {
  if (evidence.stars < CONVINCING_STARS) return null;
  if (evidence.type === 'Functional') {
    return evidence.direction === 'Supports' ? (FUNCTIONS[evidence.significance] ?? null) : null;
  }
  if (evidence.type !== 'Oncogenic' || evidence.level !== PRECLINICAL) return null;
  if (evidence.significance !== 'Oncogenicity') return null;
  return evidence.direction === 'Supports' ? 'oncogenic' : 'not-oncogenic';
}

/** `V600E`, `E746_A750del`; null for `Amplification`, `Y646` and the like. CIViC writes some in capitals. */
function proteinChangeOf(variant: string): string | null {
  const [name = ''] = variant.split(' ');
  return /^[A-Z]\d+([A-Z*]|(_[A-Z]\d+)?(DEL|INS|DUP|DELINS)[A-Z]*)$/i.test(name)
    ? name.replace(/DELINS|DEL|INS|DUP/, (word) => word.toLowerCase())
    : null;
}

function isSymbol(gene: string): boolean {
  return /^[A-Z][A-Z0-9-]+$/.test(gene);
}

/** The pack and its manifest; the same bytes for the same evidence. */
export function compileCancerGenes(civic: string): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const evidence = readCivic(civic);
  const genes = new Map<string, { role: GeneRole | null; sources: [Source, ...Source[]] }>();
  for (const { role, genes: names, source } of GENE_ROLES) {
    for (const gene of names.split(' ')) genes.set(gene, { role, sources: [source] });
  }
  for (const { genes: names, type, direction } of evidence) {
    if (!OF_TUMOURS.has(type) || direction !== 'Supports') continue;
    for (const gene of names) {
      if (isSymbol(gene) && !genes.has(gene)) genes.set(gene, { role: null, sources: [CIVIC] });
    }
  }
  const studies: FunctionalStudy[] = [];
  for (const { gene, changes, outcome, source } of STUDIES) {
    for (const change of changes.split(' ')) studies.push({ gene, change, outcome, source });
  }
  for (const item of evidence) {
    const outcome = outcomeOf(item);
    const change = proteinChangeOf(item.variant);
    const [gene, ...others] = item.genes;
    if (outcome === null || change === null || gene === undefined || others.length > 0) continue;
    studies.push({
      gene,
      change,
      outcome,
      source: {
        name: `CIViC EID${item.id}`,
        pmid: item.pmid,
        url: `https://civicdb.org/links/evidence_items/${item.id}`,
        licence: 'CC0-1.0',
      },
    });
  }
  studies.sort(
    (a, b) =>
      compareText(a.gene, b.gene) ||
      compareText(a.change, b.change) ||
      compareText(a.source.name, b.source.name),
  );
  const pack: CancerGenes = { schemaVersion: 1, genes: Object.fromEntries(genes), studies };
  const bytes = new TextEncoder().encode(canonicalJson(pack));
  const withRole = (wanted: GeneRole): number =>
    [...genes.values()].filter(({ role }) => role === wanted).length;
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: 'cancer-genes',
      version: '2026.04',
      title:
        'Genes known to drive tumours, their role, and what experiments showed of their variants',
      file: 'cancer-genes.bin',
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC0-1.0',
      attribution: 'CIViC (civicdb.org), CC0; roles and studies from the papers named with each',
      sources: [CIVIC, ...uniqueSources()],
      recipe: 'npm run build && node dist/data/recipes/cancer-genes.js',
      contents: {
        genes: genes.size,
        oncogenes: withRole('oncogene'),
        suppressors: withRole('suppressor'),
        bothRoles: withRole('both'),
        studies: studies.length,
        sourceSha256: sha256Hex(new TextEncoder().encode(civic)),
      },
    },
  };
}

function uniqueSources(): readonly Source[] {
  return [
    ...new Map([...GENE_ROLES, ...STUDIES].map(({ source }) => [source.name, source])).values(),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const civicPath =
    process.argv[2] ??
    join(packageRoot(), '../shared/data/clinical/civic/civic_evidence_2026-04-25.tsv');
  const { bytes, manifest } = compileCancerGenes(await readFile(civicPath, 'utf8'));
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
