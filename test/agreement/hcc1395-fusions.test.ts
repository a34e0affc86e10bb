import { beforeAll, describe, expect, it } from 'vitest';

import { EMPTY_CASE } from '../../src/case/case-file.js';
import { importCase } from '../../src/case/import-case.js';
import { quietContext } from '../../src/core/context.js';
import { countByCode } from '../../src/core/skipped.js';
import type { Findings } from '../../src/findings/findings.js';
import type { FusionEvent } from '../../src/findings/fusions/junction-neoantigen.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import { findFindings, openEngines } from '../../src/pipeline.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedPath, sharedRows } from '../shared-data.js';
import { caseFile } from '../support/memory-case.js';

const ARRIBA = 'cases/hcc1395/arriba_fusions.tsv';
const REGTOOLS = 'cases/hcc1395/splice_junctions.tsv';
const PVACFUSE = 'formats/out_neoantigen/pvacfuse_Test.MHC_I.all_epitopes.aggregated.tsv';
const present = [ARRIBA, REGTOOLS, PVACFUSE].every(hasShared);

describe.skipIf(!present)(
  `fusions and junctions of HCC1395 as findings${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    let findings: Findings;
    let events: readonly FusionEvent[];

    beforeAll(async () => {
      const context = quietContext();
      const tumour = await importCase(
        caseFile({
          hla: { kind: 'names', names: ['A*29:02', 'B*45:01', 'DRB1*04:05'] },
          inputs: { ...EMPTY_CASE.inputs, fusions: ARRIBA, junctions: REGTOOLS },
        }),
        (path) => fileSource(sharedPath(path)),
        context,
      );
      const engines = await openEngines(openPackStore());
      findings = await findFindings(tumour, engines, DEFAULT_NEOANTIGEN_OPTIONS, context);
      events = (findings.junctionNeoantigens?.events ?? []).filter(
        (event) => event.kind === 'fusion',
      );
    }, 120_000);

    it('takes each of the 181 fusions and 219 junctions, or names it with the reason', () => {
      // Counted in the files: 88 rows of Arriba with `.` for peptide_sequence, or a stop before the junction;
      // 91 junctions with anchor DA.
      const without = sharedRows(ARRIBA).filter((row) => row['peptide_sequence'] === '.');
      expect([events.length, without.length]).toEqual([93, 88]);
      expect(
        countByCode(findings.skipped).filter(({ code }) =>
          ['no-fusion-peptide', 'annotated-junction', 'junction-not-assessed'].includes(code),
        ),
      ).toEqual([
        { code: 'junction-not-assessed', count: 128 },
        { code: 'annotated-junction', count: 91 },
        { code: 'no-fusion-peptide', count: 88 },
      ]);
    });

    it('gives exactly the windows that hold a lower-case residue or span the junction', () => {
      // The definition, on Arriba's own text: upper-case residues are the partners' (its documentation).
      const rows = sharedRows(ARRIBA);
      let compared = 0;
      for (const event of events) {
        const text = rows[event.line - 2]?.['peptide_sequence'] as string;
        if (event.frame !== 'in-frame' || text.includes('?')) continue;
        const [five = '', three = ''] = text.replace(/\*.*$/, '').split('|');
        // A lower-case residue away from the junction is a substitution, not the fusion's.
        const novel = [...five, ...three].map((residue, i) =>
          i < five.length
            ? /^[a-z]+$/.test(five.slice(i))
            : residue !== residue.toUpperCase() &&
              /^[a-z]+$/.test(three.slice(0, i - five.length + 1)),
        );
        const whole = `${five}${three}`.toUpperCase();
        const expected = new Set<string>();
        for (const length of [8, 9, 10, 11]) {
          for (let start0 = 0; start0 + length <= whole.length; start0++) {
            const holdsNew = novel.slice(start0, start0 + length).includes(true);
            const spans = start0 < five.length && start0 + length > five.length;
            if (novel.includes(true) ? holdsNew : spans) {
              expected.add(whole.slice(start0, start0 + length));
            }
          }
        }
        const ours = event.peptides.filter(({ mhcClass }) => mhcClass === 'I');
        expect(new Set(ours.map(({ peptide }) => String(peptide)))).toEqual(expected);
        compared++;
      }
      expect(compared).toBe(18);
    });

    it("has pVACfuse's peptides of the junctions that Arriba's reads show, on the same genes", () => {
      const theirs = new Map(
        sharedRows(PVACFUSE).map((row) => [row['Best Peptide'] as string, row['Gene'] as string]),
      );
      const same = events.flatMap(({ gene5, gene3, peptides }) =>
        peptides.flatMap(({ peptide, healthyOccurrences }) =>
          theirs.get(peptide) === `${gene5.symbol}_${gene3.symbol}`
            ? [[String(peptide), healthyOccurrences.count]]
            : [],
        ),
      );
      expect(same).toEqual([
        ['MLGDLSASI', 0],
        ['KSSIPKNVF', 0],
        ['FIHSKIKAQ', 0],
        ['YRIYLTILV', 0],
      ]);
    });

    it("scores them within a factor of four of pVACfuse's median IC50 for HLA-A*29:02", () => {
      const alleles = findings.junctionNeoantigens?.alleles ?? [];
      const a29 = alleles.findIndex(({ allele }) => allele === 'HLA-A*29:02');
      const theirs = new Map(
        sharedRows(PVACFUSE).map((row) => [row['Best Peptide'], Number(row['IC50 MT'])]),
      );
      const ratios = events.flatMap(({ peptides }) =>
        peptides.flatMap(({ peptide, scores }) => {
          const [median, ours] = [theirs.get(peptide), scores[a29]?.affinityNm];
          return median === undefined || ours == null ? [] : [ours / median];
        }),
      );
      expect(ratios).toHaveLength(4);
      for (const ratio of ratios) expect(Math.abs(Math.log2(ratio))).toBeLessThan(2);
    });

    it('scores class II, and never takes as best what a healthy protein has', () => {
      for (const { best, peptides } of events) {
        for (const one of [best.I, best.II]) {
          if (one === null) continue;
          expect(peptides[one.peptide]?.healthyOccurrences.count).toBe(0);
          expect(peptides[one.peptide]?.scores[one.allele]).not.toBeNull();
        }
      }
      expect(events.filter(({ best }) => best.II !== null).length).toBeGreaterThan(70);
    });
  },
);
