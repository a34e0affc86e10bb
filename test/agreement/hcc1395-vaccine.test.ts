import { beforeAll, describe, expect, it } from 'vitest';

import { importCase } from '../../src/case/import-case.js';
import { EMPTY_CASE } from '../../src/case/case-file.js';
import { quietContext } from '../../src/core/context.js';
import {
  chooseBalanced,
  type BalancedSet,
} from '../../src/engines/constructs/epitopes/choose-epitopes.js';
import {
  orderEpitopes,
  type OrderedEpitopes,
} from '../../src/engines/constructs/epitopes/order-epitopes.js';
import type { Findings } from '../../src/findings/findings.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import {
  vaccineCandidates,
  type VaccineCandidate,
} from '../../src/findings/vaccine/vaccine-candidates.js';
import { peptideVaccine } from '../../src/modalities/peptide-vaccine/peptide-vaccine.js';
import { type Engines, findFindings, openEngines } from '../../src/pipeline.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedPath, sharedRows } from '../shared-data.js';
import { caseFile } from '../support/memory-case.js';

// HCC1395's variants, and the healthy proteome and models that judge what a design makes of them.
const VCF = 'cases/hcc1395/annotated.expression.vcf.gz';
const present = hasShared(VCF);
const skipped = present ? '' : ' (skipped: ../shared is absent)';

describe.skipIf(!present)(`vaccines for HCC1395${skipped}`, () => {
  let findings: Findings;
  let engines: Engines;
  let candidates: readonly VaccineCandidate[];
  let set: BalancedSet;
  let row: OrderedEpitopes;

  beforeAll(async () => {
    const context = quietContext();
    const names = ['HLA-A*29:02', 'HLA-B*45:01', 'HLA-B*82:02', 'HLA-C*06:02', 'DRB1*04:05'];
    const tumour = await importCase(
      caseFile({
        name: 'HCC1395',
        hla: { kind: 'names', names },
        samples: { tumour: 'HCC1395_TUMOR_DNA', normal: 'HCC1395_NORMAL_DNA', rna: null },
        inputs: { ...EMPTY_CASE.inputs, vcf: VCF },
      }),
      (path) => fileSource(sharedPath(path)),
      context,
    );
    engines = await openEngines(openPackStore());
    findings = await findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
    const found = await vaccineCandidates(findings, { windowLength: 27 }, context);
    candidates = found.candidates;
    const options = { maxEpitopes: 16, capPerGene: 2 };
    set = await chooseBalanced(candidates, found.alleles, options, context);
    row = await orderEpitopes(
      set.chosen.map(({ index }) => candidates[index] as VaccineCandidate),
      { alleles: found.alleles.map(({ allele }) => allele) },
      engines,
      context,
    );
  }, 120_000);

  it('hold mutations that pVACseq reports too, each once', () => {
    const report = sharedRows('cases/hcc1395/pvacseq/MHC_I.aggregated.tsv');
    const genes = new Set(report.map(({ Gene }) => Gene));
    expect(set.chosen).toHaveLength(16);
    expect(set.isOptimal).toBe(true);
    const chosen = set.chosen.map(({ index }) => candidates[index] as VaccineCandidate);
    expect(chosen.filter(({ gene }) => !genes.has(gene ?? ''))).toEqual([]);
    expect(new Set(chosen.map(({ mutation }) => mutation)).size).toBe(16);
  });

  it('make no strong binder and no healthy peptide at a junction', async () => {
    expect(row.isOptimal).toBe(true);
    expect(row.junctions).toHaveLength(15);
    expect(row.junctions.filter(({ isAcceptable }) => !isAcceptable)).toEqual([]);
    // All 8- to 11-mers of the string that no epitope holds, judged anew.
    const wholes = set.chosen.map(({ index }) => (candidates[index] as VaccineCandidate).sequence);
    const made = [8, 9, 10, 11].flatMap((length) =>
      Array.from({ length: row.sequence.length - length + 1 }, (_, start) =>
        row.sequence.slice(start, start + length),
      ).filter((peptide) => !wholes.some((whole) => whole.includes(peptide))),
    );
    expect(made.length).toBeGreaterThan(400);
    expect(engines.healthyProteome.occurrences(made).filter(({ places }) => places > 0)).toEqual(
      [],
    );
    const model = engines.presentation.find(({ mhcClass }) => mhcClass === 'I')!;
    const alleles = findings.neoantigens.alleles
      .filter(({ mhcClass }) => mhcClass === 'I')
      .map(({ allele }) => allele);
    for (const scores of await model.score(made as never, alleles, quietContext())) {
      if (scores.kind === 'unscored') throw new Error(scores.reason);
      expect(Math.min(...scores.percentileRank)).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('are the epitopes and spacers, in order, as the string says', () => {
    const string = row.epitopes
      .map(({ sequence }, i) => sequence + (row.junctions[i]?.form.spacer ?? ''))
      .join('');
    expect(row.sequence).toBe(string);
    for (const { index, sequence, clippedStart, clippedEnd } of row.epitopes) {
      const whole = wholeOf(index);
      expect(sequence).toBe(whole.slice(clippedStart, whole.length - clippedEnd));
    }
    function wholeOf(index: number): string {
      return (candidates[set.chosen[index]!.index] as VaccineCandidate).sequence;
    }
  });

  it('as peptides are stretches of mutant proteins, and no tail makes a strong binder', async () => {
    const [design] = await peptideVaccine.design(
      findings,
      peptideVaccine.defaults,
      engines,
      quietContext(),
    );
    expect(design!.peptides).toHaveLength(20);
    const windows = findings.neoantigens.variants.flatMap(({ proteins }) =>
      proteins.map(({ mutantWindow }) => mutantWindow),
    );
    for (const { stretch, sequence, tail, minimal } of design!.peptides) {
      expect(windows.some((window) => window.includes(stretch))).toBe(true);
      expect(sequence.length - stretch.length).toBe(tail?.residues.length ?? 0);
      for (const { peptide } of minimal) expect(stretch).toContain(peptide);
      if (tail !== null) expect(tail.judgement.isAcceptable).toBe(true);
    }
    expect(design!.pools.map(({ peptides }) => peptides.length)).toEqual([5, 5, 5, 5]);
  });
});
