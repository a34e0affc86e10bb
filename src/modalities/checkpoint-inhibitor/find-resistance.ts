import {
  RESISTANCE_EVIDENCE,
  type ResistanceEvidence,
} from '../../engines/evidence/checkpoint-resistance.js';
import { type PlaceByBuild, geneCopies } from '../../findings/biomarkers/escape-copies.js';
import type { EscapeState } from '../../findings/biomarkers/escape-findings.js';
import type { Findings } from '../../findings/findings.js';
import type { FoundResistance } from './checkpoint-design.js';
import { driverState, given } from './patient.js';

/** Copies from which a gene counts as amplified here: a choice of ours, between the callers' usual 5 and 8. */
const AMPLIFIED_COPIES = 6;

/**
 * Coding sequences on GRCh38 (Ensembl 110); on GRCh37 EGFR by the mapping of LRG_304, MDM2 and MDM4 the whole RefSeq
 * genes (hg19).
 */
const AMPLIFIED_PLACES: Readonly<Record<string, PlaceByBuild>> = {
  EGFR: {
    GRCh37: { chromosome: '7', start0: 55_086_970, end0: 55_273_310 },
    GRCh38: { chromosome: '7', start0: 55_019_277, end0: 55_205_617 },
  },
  MDM2: {
    GRCh37: { chromosome: '12', start0: 69_201_951, end0: 69_244_466 },
    GRCh38: { chromosome: '12', start0: 68_808_477, end0: 68_839_849 },
  },
  MDM4: {
    GRCh37: { chromosome: '1', start0: 204_485_510, end0: 204_542_871 },
    GRCh38: { chromosome: '1', start0: 204_525_518, end0: 204_549_682 },
  },
};

const BOTH_LOST: ReadonlySet<EscapeState> = new Set([
  'both-copies-lost',
  'perhaps-both-copies-lost',
]);

function lossOf(findings: Findings, gene: string, ofBoth: boolean): string | null {
  const escape = findings.biomarkers.escape.find(({ geneSymbol }) => geneSymbol === gene);
  if (escape !== undefined) {
    const { state, reason } = escape;
    return BOTH_LOST.has(state) || (!ofBoth && state === 'one-copy-hit') ? reason : null;
  }
  const driver = findings.drivers.find(
    ({ geneSymbol, lossOfFunction }) => geneSymbol === gene && lossOfFunction,
  );
  if (driver === undefined) return null;
  return `${gene} ${driver.change ?? driver.variantId}; ${driver.secondHit.reason}`;
}

function amplificationOf(findings: Findings, gene: string): string | null {
  const places = AMPLIFIED_PLACES[gene];
  if (places === undefined) return null;
  const copies = geneCopies(findings.copyNumber, findings.tumour.build, places);
  if (copies.kind === 'unknown' || copies.totalCopies < AMPLIFIED_COPIES) return null;
  return `${Math.round(copies.totalCopies)} copies of ${gene}`;
}

function foundFor(findings: Findings, { gene, alteration }: ResistanceEvidence): string | null {
  switch (alteration) {
    case 'loss':
    case 'loss-of-both':
      return lossOf(findings, gene, alteration === 'loss-of-both');
    case 'amplification':
      return amplificationOf(findings, gene);
    case 'activating':
    case 'fusion': {
      const state = driverState(findings, gene);
      return state.kind === 'found' ? state.what : null;
    }
  }
}

/** OncoTree codes of the tumours in which evidence was seen. */
const SEEN_IN: Readonly<Record<string, RegExp>> = {
  melanoma: /^(MEL|ACRM|DESM|MUP|SKCM|SKLMM|SPZM)$/,
  'KRAS-mutant lung adenocarcinoma': /^LUAD$/,
  'non-small cell lung cancer': /^(NSCLC|LUAD|LUSC|LUAS|LCLC|NSCLCPD|LUPC)$/,
};

/** Evidence on resistance that the tumour's findings call up, in the order of the table. */
export function findResistance(findings: Findings): readonly FoundResistance[] {
  const code = given(findings.tumour.tumourType);
  return RESISTANCE_EVIDENCE.flatMap((evidence): readonly FoundResistance[] => {
    const found = foundFor(findings, evidence);
    if (found === null) return [];
    const { foundIn } = evidence;
    const isSameTumour =
      foundIn === null ||
      (code !== null &&
        SEEN_IN[foundIn]?.test(code) === true &&
        (!foundIn.startsWith('KRAS-mutant') || driverState(findings, 'KRAS').kind === 'found'));
    return [{ evidence, found, isSameTumour }];
  });
}
