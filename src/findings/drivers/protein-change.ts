import { oneLetter } from '../../core/residue-names.js';
import type { TranscriptConsequence } from '../../case/tumour-case.js';
import type { DriverEffect } from './driver-finding.js';

/** `ENSP00000269305.4:p.(Arg175His)` -> `R175H`; `p.V600E` -> `V600E`; null where it names no protein change. */
export function oneLetterChange(hgvsp: string): string | null {
  const [, change] = /(?:^|:)p\.\(?([^()]+)\)?$/.exec(hgvsp.replaceAll('%3D', '=')) ?? [];
  if (change === undefined || change === '?' || change === '=') return null;
  return change.replaceAll(/[A-Z][a-z]{2}/g, (residue) => oneLetter(residue) ?? residue);
}

/**
 * What a consequence changes, in one-letter form. A substitution is read from residues and position; so one
 * of a longer stretch is found (`VL/VM` at 600-601 is `L601M`). A frameshift's `V/X` is none.
 */
export function proteinChange(consequence: TranscriptConsequence): string | null {
  const { aminoAcids, proteinPosition, hgvsp } = consequence;
  const [before = '', after = ''] = (aminoAcids ?? '').split('/');
  const [first] = /^\d+/.exec(proteinPosition ?? '') ?? [];
  if (first !== undefined && before !== '' && before.length === after.length) {
    const differing = [...before].flatMap((residue, i) => (residue === after[i] ? [] : [i]));
    if (differing.length === 1 && /^[A-WYZ*]+$/.test(before + after)) {
      const i = differing[0] as number;
      return `${before[i]}${Number(first) + i}${after[i]}`;
    }
  }
  return hgvsp === null ? null : oneLetterChange(hgvsp);
}

const EFFECT_OF_TERM: Readonly<Record<string, DriverEffect>> = {
  splice_acceptor_variant: 'splice-site',
  splice_donor_variant: 'splice-site',
  splice_site_variant: 'splice-site',
  stop_gained: 'stop-gained',
  frameshift_variant: 'frameshift',
  stop_lost: 'stop-lost',
  start_lost: 'start-lost',
  inframe_insertion: 'inframe-indel',
  inframe_deletion: 'inframe-indel',
  missense_variant: 'missense',
  protein_altering_variant: 'inframe-indel',
};

/** Most severe first, as VEP ranks the terms. */
const TERMS = Object.keys(EFFECT_OF_TERM);

/** What the most severe of a consequence's terms does to the product; null where it leaves it alone. */
export function driverEffect(terms: readonly string[]): DriverEffect | null {
  const term = TERMS.find((one) => terms.includes(one));
  return term === undefined ? null : (EFFECT_OF_TERM[term] as DriverEffect);
}
