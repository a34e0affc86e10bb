import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';
import { emptyFindings } from '../../../test/contract/check-modality.js';
import type { DesignEngines } from '../modality.js';
import { geneEditing } from './gene-editing.js';
import { toyTranscript } from './toy-locus.fixture.js';

/** 34 codons. */
const EXON = `ATG${'GCTTCAGACTTG'.repeat(8)}TAA`;
const FLANKS = { before: 'C'.repeat(15) + 'T'.repeat(15), after: 'GTAAGT'.repeat(5) };
const TOY = toyTranscript(EXON, 1, FLANKS);

function engines(transcripts: readonly Transcript[] | null): DesignEngines {
  const reference = {
    source: 'a test',
    transcriptsAt: () => transcripts ?? [],
  } as unknown as Reference;
  return {
    parts: { parts: [] },
    editing: {
      guideScores: async () => null,
      efficacy: async () => null,
      reference: async () => (transcripts === null ? null : reference),
    },
  } as unknown as DesignEngines;
}

function driver(changes: Partial<DriverFinding> = {}): DriverFinding {
  return {
    variantId: 'v1',
    chromosome: 'chr1',
    start0: 10_049,
    reference: EXON.charAt(49),
    alternate: EXON.charAt(49) === 'A' ? 'G' : 'A',
    filters: [],
    geneSymbol: 'TOY',
    role: { value: 'oncogene', sources: [{ name: 'a test' }] },
    transcript: null,
    terms: [],
    effect: 'missense',
    change: 'X1Y',
    lossOfFunction: false,
    hotspot: null,
    secondHit: { kind: 'unknown', reason: 'a test' },
    oncogenicity: {
      points: 7,
      class: 'likely-oncogenic',
      criteria: [],
      source: { name: 'a test' },
    },
    ...changes,
  };
}

function findingsOf(...drivers: readonly DriverFinding[]): Findings {
  const empty = emptyFindings();
  return {
    ...empty,
    tumour: {
      ...empty.tumour,
      variantCount: drivers.length,
      build: { kind: 'given', value: 'GRCh38', from: 'a test' },
    },
    drivers,
  };
}

const design = (findings: Findings, options = {}, with_ = engines([TOY])) =>
  geneEditing.design(findings, { ...geneEditing.defaults, ...options }, with_, quietContext());

describe('gene editing', () => {
  it('says for what it does not fit', () => {
    const verdict = (findings: Findings) => geneEditing.assess(findings).verdict;
    expect(verdict(emptyFindings())).toBe('cannot-say');
    expect(verdict(findingsOf())).toBe('does-not-fit');
    expect(verdict(findingsOf(driver()))).toBe('fits');
    const unplaced = findingsOf(driver());
    const build = { kind: 'missing', reason: 'not given' } as const;
    expect(verdict({ ...unplaced, tumour: { ...unplaced.tumour, build } })).toBe('cannot-say');
  });

  it('lists what it leaves out: filtered, of another gene, beyond the number asked for', async () => {
    const findings = findingsOf(
      driver({ variantId: 'v0', filters: ['weak'], change: 'A1B' }),
      driver(),
      driver({ variantId: 'v2', geneSymbol: 'OTHER', change: 'C1D' }),
      driver({ variantId: 'v3', change: 'E1F' }),
    );
    const [first, ...others] = await design(findings, { maxVariants: 1 });
    expect(others).toEqual([]);
    expect(first?.leftOut).toEqual([
      { label: 'TOY A1B', reason: "failed the caller's filter: weak" },
      { label: 'OTHER C1D', reason: 'maxVariants is 1' },
      { label: 'TOY E1F', reason: 'maxVariants is 1' },
    ]);
    const all = await design(findings, { maxVariants: 9 });
    expect(all.map(({ id }) => id)).toEqual(['gene-editing-1', 'gene-editing-2']);
    expect(all[0]?.leftOut.map(({ reason }) => reason)).toContain(
      'the reference (a test) does not hold OTHER at this place',
    );
  });

  it('does not cut a copy that makes no protein, nor both copies of a suppressor', async () => {
    const role = { value: 'suppressor', sources: [{ name: 'a test' }] } as const;
    const [only] = await design(findingsOf(driver({ lossOfFunction: true, role })));
    expect(only?.knockOutMutant).toEqual({
      kind: 'not-sought',
      because: 'the mutated copy of TOY makes no whole protein as it is',
    });
    expect(only?.knockOutGene).toEqual({
      kind: 'not-sought',
      because: 'TOY is not known as an oncogene alone',
    });
  });

  it('gives nothing without a reference, and says so', async () => {
    const warnings: string[] = [];
    const context = quietContext({ warn: (message) => warnings.push(message) });
    const findings = findingsOf(driver());
    const made = await geneEditing.design(findings, geneEditing.defaults, engines(null), context);
    expect(made).toEqual([]);
    expect(warnings).toEqual(['gene editing: no reference of GRCh38 is installed']);
  });

  it('has a reason for every number it does not have', async () => {
    const [only] = await design(findingsOf(driver()));
    if (only === undefined) throw new Error('no design');
    const reasons: unknown[] = [];
    JSON.stringify(only, (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'value' in value && value.value === null)
        reasons.push((value as { reason?: unknown }).reason);
      return value;
    });
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^\S.{10}/);
  });
});
