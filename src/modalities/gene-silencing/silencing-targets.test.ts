import { describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../core/brands.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { DriverFinding, GeneRole } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';
import { assessGeneSilencing } from './assess.js';
import { mutationGround, silencingTargets } from './silencing-targets.js';

const SOURCE = { name: 'made up for this test', url: 'https://example.org' };

/** Two exons of 30 bases at 100 and 200; on the minus strand the second comes first. */
function toyTranscript(id: string, strand: 1 | -1): Transcript {
  const exons = [
    { start0: 100, end0: 130 },
    { start0: 200, end0: 230 },
  ];
  return {
    id: id as TranscriptId,
    geneSymbol: 'TOY',
    geneId: null,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: '1',
    strand,
    exons: strand === 1 ? exons : exons.toReversed(),
    cds: { start0: 0, end0: 60 },
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences: [],
    cdna: `${'ACGTT'.repeat(6)}${'GGCAT'.repeat(6)}`,
    flanks: [],
  };
}

function referenceOf(...transcripts: readonly Transcript[]): Reference {
  return {
    build: 'GRCh38',
    source: 'toys',
    transcriptCount: transcripts.length,
    chromosomes: ['1'],
    transcriptsAt: (_, start0, end0) =>
      transcripts.filter(({ exons }) =>
        exons.some((exon) => exon.start0 < end0 && exon.end0 > start0),
      ),
    transcript: (id) => transcripts.find((one) => one.id === id) ?? null,
    transcripts: () => transcripts.values(),
  };
}

function driver(role: GeneRole | null, changes: Partial<DriverFinding> = {}): DriverFinding {
  return {
    variantId: '1-211-C-T',
    chromosome: '1',
    start0: 210,
    reference: 'G',
    alternate: 'T',
    filters: [],
    geneSymbol: 'TOY',
    role: role === null ? null : { value: role, sources: [SOURCE] },
    transcript: null,
    terms: ['missense_variant'],
    effect: 'missense',
    change: 'A1V',
    lossOfFunction: false,
    hotspot: null,
    secondHit: { kind: 'not-applicable', reason: 'it is a toy' },
    oncogenicity: { points: 4, class: 'uncertain', criteria: [], source: SOURCE },
    ...changes,
  };
}

function findingsOf(drivers: readonly DriverFinding[]): Findings {
  const missing = { kind: 'missing', reason: 'not given' } as const;
  return {
    kind: 'oncoscript/findings',
    schemaVersion: 1,
    softwareVersion: '0',
    inputHash: '0'.repeat(64),
    seed: 1,
    packs: [],
    tumour: {
      name: 'toy',
      inputs: [],
      build: { kind: 'given', value: 'GRCh38' },
      tumourType: missing,
      purity: missing,
      ploidy: missing,
      hla: missing,
      tumourSample: missing,
      normalSample: missing,
      expressionUnit: 'unstated',
      variantCount: drivers.length,
    },
    neoantigens: { alleles: [], variants: [] },
    junctionNeoantigens: null,
    drivers,
    skipped: [],
    missing: [],
  } as unknown as Findings;
}

describe('what is silenced', () => {
  it('is an oncogene that a mutation activates, and nothing else, each with its reason', () => {
    const { targets, leftOut } = silencingTargets(
      findingsOf([
        driver('oncogene', { change: 'G12D' }),
        driver('both', { change: 'R1K' }),
        driver('suppressor', { change: 'R2K' }),
        driver(null, { change: 'R3K' }),
        driver('oncogene', { change: 'Q4*', lossOfFunction: true }),
        driver('oncogene', {
          change: 'R5K',
          oncogenicity: { points: 0, class: 'uncertain', criteria: [], source: SOURCE },
        }),
        driver('oncogene', { change: 'R6K', filters: ['weak_evidence'] }),
      ]),
    );
    expect(targets.map(({ label }) => label)).toEqual(['TOY G12D', 'TOY R1K']);
    expect(leftOut).toEqual([
      { label: 'TOY R2K', reason: 'TOY holds tumours back: less of it would help the tumour' },
      { label: 'TOY R3K', reason: 'TOY is not known as an oncogene' },
      {
        label: 'TOY Q4*',
        reason: 'the mutated copy makes no whole protein: there is nothing to silence',
      },
      {
        label: 'TOY R5K',
        reason: 'nothing that was assessed shows that it activates TOY (0 points of oncogenicity)',
      },
      { label: 'TOY R6K', reason: "failed the caller's filter: weak_evidence" },
    ]);
  });

  it('decides whether silencing fits', () => {
    expect(assessGeneSilencing(findingsOf([driver('oncogene')])).verdict).toBe('fits');
    const suppressor = assessGeneSilencing(findingsOf([driver('suppressor')]));
    expect(suppressor.verdict).toBe('does-not-fit');
    expect(suppressor.reasons.map(({ value }) => value)).toContain(
      'TOY A1V: TOY holds tumours back: less of it would help the tumour',
    );
    const unknown = findingsOf([]);
    const noVariants = { ...unknown, tumour: { ...unknown.tumour, variantCount: null } };
    expect(assessGeneSilencing(noVariants).verdict).toBe('cannot-say');
  });
});

describe('the change on its transcript', () => {
  it('is placed by hand on either strand', () => {
    // Plus: base 210 is the eleventh of exon 2, cDNA 40, G. Minus: exon 2 comes first; base 210 is its twentieth, cDNA 19, T there.
    const plus = mutationGround(referenceOf(toyTranscript('PLUS', 1)), driver('oncogene'));
    expect(plus).toMatchObject({ change: { start0: 40, end0: 41, alternate: 'T' } });
    const minus = mutationGround(
      referenceOf(toyTranscript('MINUS', -1)),
      driver('oncogene', { reference: 'A', alternate: 'C' }),
    );
    expect(minus).toMatchObject({ change: { start0: 19, end0: 20, alternate: 'G' } });
  });

  it('is refused where the reference allele is another, it leaves the exon, or the gene is not held', () => {
    const reference = referenceOf(toyTranscript('PLUS', 1));
    expect(mutationGround(reference, driver('oncogene', { reference: 'A' }))).toEqual({
      reason: 'the variant replaces A, PLUS has G there',
    });
    const across = driver('oncogene', { start0: 228, reference: 'ATTT', alternate: 'G' });
    expect(mutationGround(reference, across)).toEqual({
      reason: 'the change is not within one exon of PLUS',
    });
    const absent = mutationGround(reference, driver('oncogene', { geneSymbol: 'OTHER' }));
    expect('reason' in absent && absent.reason).toMatch(/does not hold OTHER there: build a pack/);
  });

  it('prefers the transcript of the findings', () => {
    const reference = referenceOf(toyTranscript('NM_1.2', 1), toyTranscript('NM_2.1', 1));
    const ground = mutationGround(
      reference,
      driver('oncogene', { transcript: 'NM_2.7' as TranscriptId }),
    );
    expect('transcript' in ground && ground.transcript.id).toBe('NM_2.1');
  });
});
