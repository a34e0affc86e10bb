import { beforeAll, describe, expect, it } from 'vitest';

import { quietContext } from '../../src/core/context.js';
import { importCase } from '../../src/case/import-case.js';
import type { TumourCase } from '../../src/case/tumour-case.js';
import { aggregatedTable } from '../../src/dossier/tables/aggregated-table.js';
import { candidatesFasta } from '../../src/dossier/tables/candidates-fasta.js';
import { variantsTable } from '../../src/dossier/tables/variants-table.js';
import type { Findings, MutantProtein } from '../../src/findings/findings.js';
import { sequencesOf } from '../../src/findings/neoantigens/draft-variant.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import { mutationWindows } from '../../src/findings/neoantigens/mutant-protein.js';
import { rankCandidates } from '../../src/findings/ranking/rank-candidates.js';
import { DEFAULT_RANK_OPTIONS } from '../../src/findings/ranking/rank-options.js';
import { findFindings, openEngines } from '../../src/pipeline.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { caseFile } from '../support/memory-case.js';
import { hasShared, sharedPath, sharedRows, sharedText } from '../shared-data.js';

// What pVACseq 6.0.5 made of the same VCF for HLA-A*29:02, B*45:01, B*82:02 (class I, 8-9-mers).
const VCF = 'cases/hcc1395/annotated.expression.vcf.gz';
const PVACSEQ = 'cases/hcc1395/pvacseq';
const present = hasShared(VCF);
const skipped = present ? '' : ' (skipped: ../shared is absent)';

type Row = Readonly<Record<string, string>>;

function parsed(lines: Iterable<string>): readonly Row[] {
  const [header = '', ...rows] = [...lines];
  const names = header.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

/** Records by name; pVACseq groups equal sequences, so the order says nothing. */
function fastaRecords(lines: readonly string[]): Readonly<Record<string, string>> {
  const records: Record<string, string> = {};
  let name = '';
  for (const line of lines) {
    if (line.startsWith('>')) name = line;
    else records[name] = `${records[name] ?? ''}${line}`;
  }
  return Object.fromEntries(Object.entries(records).sort());
}

describe.skipIf(!present)(`HCC1395 beside pVACseq 6.0.5${skipped}`, () => {
  let tumour: TumourCase;
  let findings: Findings;

  beforeAll(async () => {
    const context = quietContext();
    tumour = await importCase(
      caseFile({
        name: 'HCC1395',
        tumourType: 'BRCA',
        hla: { kind: 'names', names: ['HLA-A*29:02', 'HLA-B*45:01', 'HLA-B*82:02', 'DRB1*04:05'] },
        samples: { tumour: 'HCC1395_TUMOR_DNA', normal: 'HCC1395_NORMAL_DNA', rna: null },
        inputs: {
          vcf: VCF,
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
      (path) => fileSource(sharedPath(path)),
      context,
    );
    const engines = await openEngines(openPackStore());
    findings = await findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
  }, 120_000);

  it('knows the build, the samples and where the allele fraction comes from', () => {
    expect(tumour.build).toMatchObject({ kind: 'given', value: 'GRCh38' });
    expect(tumour.variants.kind === 'given' && tumour.variants.value).toHaveLength(1_470);
    const first = tumour.variants.kind === 'given' ? tumour.variants.value[0] : undefined;
    // Read from the first record of the VCF by hand.
    expect(first).toMatchObject({
      id: 'chr1-451649-A-AG',
      tumourDna: { depth: 741, altReads: 90, alleleFraction: 0.12146 },
      normalDna: { depth: 728, altReads: 38, alleleFraction: 0.0522 },
      tumourRna: { depth: 0, alleleFraction: 0 },
    });
  });

  it('gives variants.tsv on all 32 columns of all 955 rows', () => {
    const theirs = sharedRows(`${PVACSEQ}/variants.tsv.gz`);
    expect(theirs).toHaveLength(955);
    const ours = parsed(variantsTable(findings, DEFAULT_RANK_OPTIONS, tumour));
    expect(Object.keys(theirs[0] ?? {})).toHaveLength(32);
    expect(ours).toEqual(theirs);
  });

  it('gives the healthy and mutant windows of its FASTA, 1,902 sequences', () => {
    const windows = new Map<string, { readonly mutant: string; readonly wildtype: string }>();
    if (tumour.variants.kind === 'missing') throw new Error('no variants');
    for (const variant of tumour.variants.value) {
      for (const consequence of variant.consequences) {
        const built = sequencesOf(tumour, variant, consequence);
        if (built.status === 'built') {
          windows.set(
            `${consequence.transcript} ${consequence.hgvsc}`,
            mutationWindows(built.sequence, 8),
          );
        }
      }
    }
    const windowsOf = (protein: MutantProtein) =>
      windows.get(`${protein.transcript} ${protein.hgvsc}`) ?? { mutant: '', wildtype: '' };
    const theirs = fastaRecords(sharedText(`${PVACSEQ}/MHC_I.fasta`).trimEnd().split('\n'));
    const ours = fastaRecords([...candidatesFasta(findings, DEFAULT_RANK_OPTIONS, windowsOf)]);
    expect(ours).toEqual(theirs);
  });

  it('aggregates the same 358 variants with equal reads and expression', () => {
    const theirs = sharedRows(`${PVACSEQ}/MHC_I.aggregated.tsv`);
    const ranking = rankCandidates(findings, DEFAULT_RANK_OPTIONS);
    const ours = new Map(
      parsed(aggregatedTable(findings, ranking, DEFAULT_RANK_OPTIONS)).map((row) => [
        row['ID'],
        row,
      ]),
    );
    expect([...ours.keys()].sort()).toEqual(theirs.map((row) => row['ID']).sort());
    const columns = ['Gene', 'RNA Expr', 'RNA VAF', 'Allele Expr', 'RNA Depth', 'DNA VAF'];
    const pick = (row: Row | undefined) => columns.map((column) => row?.[column]);
    expect(theirs.map((row) => pick(ours.get(row['ID'])))).toEqual(theirs.map(pick));
  });

  it('leaves out the 3 of 361 loci whose change makes no new peptide', () => {
    const loci = new Set(
      sharedRows(`${PVACSEQ}/variants.tsv.gz`).map((row) =>
        ['chromosome_name', 'start', 'stop', 'reference', 'variant']
          .map((key) => row[key])
          .join('-'),
      ),
    );
    expect(loci.size).toBe(361);
    const aggregated = new Set(
      sharedRows(`${PVACSEQ}/MHC_I.aggregated.tsv`).map((row) => row['ID']),
    );
    // OR4F29: the frameshift stops at once. IGSF3: a stop is inserted. NOTCH4: two leucines more in a
    // run of them, so every 8- to 11-mer is there already.
    expect([...loci].filter((locus) => !aggregated.has(locus)).sort()).toEqual([
      'chr1-116579677-116579677-C-CCTA',
      'chr1-451649-451649-A-AG',
      'chr6-32223881-32223881-T-TAGCAGC',
    ]);
    const reviewable = new Map(
      findings.neoantigens.variants.map((variant) => [
        variant.id,
        variant.peptides.filter(({ mhcClass }) => mhcClass === 'I').length,
      ]),
    );
    expect(reviewable.get('chr1-451649-A-AG')).toBe(0);
    expect(reviewable.get('chr1-116579677-C-CCTA')).toBe(0);
    expect(reviewable.get('chr6-32223881-T-TAGCAGC')).toBe(0);
  });

  it('finds each of its 358 best peptides, with the same mutated positions and counterpart', () => {
    const variants = new Map(findings.neoantigens.variants.map((variant) => [variant.id, variant]));
    const theirs = sharedRows(`${PVACSEQ}/MHC_I.aggregated.tsv`);
    const differences = theirs.flatMap((row) => {
      const [chromosome = '', start = '', stop = '', reference = '', alternate = ''] = (
        row['ID'] ?? ''
      ).split('-');
      const position = Number(stop) - reference.length + 1;
      const variant = variants.get(`${chromosome}-${position}-${reference}-${alternate}`);
      const peptide = variant?.peptides.find(
        (candidate) =>
          candidate.peptide === row['Best Peptide'] &&
          candidate.sources.some(
            ({ protein }) => variant.proteins[protein]?.transcript === row['Best Transcript'],
          ),
      );
      const positions = peptide?.wildtype === null ? 'NA' : peptide?.mutatedPositions.join(', ');
      return positions === row['Pos']
        ? []
        : [{ id: row['ID'], start, theirs: row['Pos'], ours: positions }];
    });
    expect(theirs).toHaveLength(358);
    expect(differences).toEqual([]);
  });

  it('scores all four alleles, and says how far B*82:02 is from what was learnt from', () => {
    expect(findings.missing).toEqual([]);
    const far = findings.neoantigens.alleles.flatMap((model) =>
      model.status === 'scored' && (model.nearestTrained?.differingResidues ?? 0) > 0
        ? [model.allele]
        : [],
    );
    expect(far).toEqual(['HLA-B*82:02']);
  });
});
