import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { sha256Hex } from '../../core/hashing.js';
import { quietContext } from '../../core/context.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { parseCaseFile } from '../../case/case-file.js';
import { importCase } from '../../case/import-case.js';
import type { BalancedSet } from '../../engines/constructs/epitopes/choose-epitopes.js';
import { findFindings, openEngines } from '../../pipeline.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import type { TumourCase } from '../../case/tumour-case.js';
import { findHla } from '../biomarkers/hla-class1.js';
import type { Findings } from '../findings.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../neoantigens/find-neoantigens.js';
import type { VaccineCandidate, VaccineCandidates } from './vaccine-candidates.js';
import { vaccineSet } from './vaccine-set.js';

const DEMO = new URL('../../../data/demo/lung-a/', import.meta.url);
const LAB = '  - name: HLA loss\n    value: "HLA-A*02:01"\nclinical:';
/** HLA lies at 29.9-31.4 million on 6p21: one of two copies left there. */
const SEGMENTS =
  'chr6\t1\t25000000\t2\t1\nchr6\t25000001\t35000000\t1\t0\nchr6\t35000001\t170805979\t2\t1';

/** The demo tumour as read from its files, or from what `edit` leaves of them. */
async function lungA(
  edit: Readonly<Record<string, (text: string) => string>>,
): Promise<TumourCase> {
  const bytesOf = (name: string): Uint8Array => {
    const bytes = readFileSync(new URL(name, DEMO));
    const change = edit[name];
    if (change === undefined) return bytes;
    const changed = change(bytes.toString());
    if (changed === bytes.toString()) throw new Error(`${name} was not changed`);
    return new TextEncoder().encode(changed);
  };
  const text = new TextDecoder().decode(bytesOf('case.yaml'));
  return importCase(
    parseCaseFile(text, 'case.yaml'),
    (path) => {
      const bytes = bytesOf(path);
      return {
        ...memorySource(path, bytes),
        digest: async () => ({ bytes: bytes.length, sha256: sha256Hex(bytes) }),
      };
    },
    quietContext(),
  );
}

/** Other files on HLA change no peptide and no score. */
function withHlaOf(findings: Findings, tumour: TumourCase): Findings {
  const { lab, homozygousHlaLoci: homozygousLoci } = tumour;
  const { neoantigens, biomarkers } = findings;
  const hla = findHla({ tumour, lab, neoantigens, domains: null, homozygousLoci });
  return { ...findings, biomarkers: { ...biomarkers, hla } };
}

interface Chosen {
  readonly findings: Findings;
  readonly found: VaccineCandidates;
  readonly set: BalancedSet;
}

async function chosenFrom(findings: Findings): Promise<Chosen> {
  const wish = { windowLength: 27, maxEpitopes: 20, capPerGene: 2, capPerAllele: null };
  const { found, set } = await vaccineSet(findings, wish, undefined, quietContext());
  return { findings, found, set: set as BalancedSet };
}

/**
 * Expected presented clonal mutations of the chosen windows where the tumour has lost `lost`, from the definition
 * (docs/science/vaccine-design.md): a mutation once, over the different peptides of its windows on each allele left.
 */
function expectedWithout({ found, set }: Chosen, lost: ReadonlySet<string>): number {
  const chosen = set.chosen.map(({ index }) => found.candidates[index]!);
  return [...new Set(chosen.map(({ mutation }) => mutation))].reduce((sum, mutation) => {
    const windows = chosen.filter((candidate) => candidate.mutation === mutation);
    const shown = new Map<string, number>();
    for (const window of windows) {
      window.shown.forEach((best, a) => {
        const { allele } = found.alleles[a]!;
        if (best !== null && !lost.has(allele))
          shown.set(`${best.peptide} ${allele}`, best.probability);
      });
    }
    const missed = [...shown.values()].reduce((product, p) => product * (1 - p), 1);
    const [{ clonal, expressed }] = windows as [VaccineCandidate];
    const weight =
      (clonal.value ?? set.unknown.clonal.mean ?? 1) *
      (expressed.value ?? set.unknown.expressed.mean ?? 1);
    return sum + weight * (1 - missed);
  }, 0);
}

describe('the vaccine set of the demo tumour lung-a', () => {
  let whole: Chosen;
  let byLab: Chosen;
  let bySegments: Chosen;

  beforeAll(async () => {
    const engines = await openEngines(openPackStore());
    const options = DEFAULT_NEOANTIGEN_OPTIONS;
    const findings = await findFindings(await lungA({}), engines, options, quietContext());
    whole = await chosenFrom(findings);
    const reported = await lungA({ 'case.yaml': (text) => text.replace('clinical:', LAB) });
    byLab = await chosenFrom(withHlaOf(findings, reported));
    const measured = await lungA({
      'copy-number.tsv': (text) => text.replace(/^chr6\t.*$/m, SEGMENTS),
    });
    bySegments = await chosenFrom(withHlaOf(findings, measured));
  }, 120_000);

  it('counts every allele while both copies of HLA are there', () => {
    expect(whole.found.alleles.map(({ kept }) => kept.value)).toEqual([
      ...Array.from({ length: 6 }, () => 1),
      null,
      null,
    ]);
    expect(whole.set.expected).toBeCloseTo(expectedWithout(whole, new Set()), 12);
  });

  it('counts nothing on HLA-A*02:01 where the laboratory reports it lost', () => {
    expect(byLab.found.alleles.map(({ allele, kept }) => [allele, kept.value])).toEqual([
      ['HLA-A*02:01', 0],
      ['HLA-A*11:01', 1],
      ['HLA-B*07:02', 1],
      ['HLA-B*44:02', 1],
      ['HLA-C*07:02', 1],
      ['HLA-C*05:01', 1],
      ['HLA-DRB1*15:01', null],
      ['HLA-DRB1*04:01', null],
    ]);
    expect(byLab.set.chosen.length).toBeGreaterThan(5);
    expect(byLab.set.expected).toBeCloseTo(expectedWithout(byLab, new Set(['HLA-A*02:01'])), 12);
    expect(byLab.set.chosen.map(({ leadingAllele }) => leadingAllele)).not.toContain('HLA-A*02:01');
    expect(byLab.set.isOptimal).toBe(true);
    // No better than the set that is best while it is counted, and no worse than that set is without the allele.
    expect(byLab.set.expected).toBeLessThan(whole.set.expected);
    expect(byLab.set.expected).toBeGreaterThanOrEqual(
      expectedWithout(whole, new Set(['HLA-A*02:01'])) - 1e-12,
    );
  });

  it('is expected to do what the mean over parental copies and phases says where 6p21 has one copy', () => {
    const { found, set } = bySegments;
    const classI = found.alleles.filter(({ mhcClass }) => mhcClass === 'I');
    expect(classI.map(({ kept }) => kept.value)).toEqual(Array.from({ length: 6 }, () => 0.5));
    const [a1, a2, b1, b2, c1, c2] = classI.map(({ allele }) => allele);
    // Which copy went, and which alleles of B and C lie on the copy of A's first: not known, all alike.
    let mean = 0;
    for (const [b, otherB] of [
      [b1, b2],
      [b2, b1],
    ] as const) {
      for (const [c, otherC] of [
        [c1, c2],
        [c2, c1],
      ] as const) {
        for (const lost of [
          [a1, b, c],
          [a2, otherB, otherC],
        ]) {
          mean += expectedWithout(bySegments, new Set(lost as readonly string[])) / 8;
        }
      }
    }
    expect(set.expected).toBeCloseTo(mean, 12);
    expect(set.isOptimal).toBe(true);
    expect(set.expected).toBeLessThan(whole.set.expected);
    expect(set.expected).toBeGreaterThan(
      expectedWithout(bySegments, new Set([a1, a2, b1, b2, c1, c2] as readonly string[])),
    );
  });
});
