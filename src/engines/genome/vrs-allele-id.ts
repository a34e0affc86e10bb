import { sha512 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { canonicalJson } from '../../core/canonical-json.js';
import type { Spdi } from './spdi.js';

/** State of a GA4GH VRS 2.0 allele. */
export type VrsState =
  | { readonly type: 'LiteralSequenceExpression'; readonly sequence: string }
  | {
      readonly type: 'ReferenceLengthExpression';
      readonly length: number;
      readonly repeatSubunitLength: number;
    };

const BASE64_URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DIGEST_BYTES = 24;

/** GA4GH's digest: SHA-512, cut to 24 bytes, base64url; 32 characters. */
export function sha512t24u(text: string): string {
  const digest = sha512(utf8ToBytes(text)).subarray(0, DIGEST_BYTES);
  let encoded = '';
  for (let i = 0; i < DIGEST_BYTES; i += 3) {
    const bits =
      ((digest[i] as number) << 16) | ((digest[i + 1] as number) << 8) | (digest[i + 2] as number);
    for (let shift = 18; shift >= 0; shift -= 6) encoded += BASE64_URL.charAt((bits >> shift) & 63);
  }
  return encoded;
}

/** Refget accession of a whole sequence, upper case: `SQ.` and its digest. */
export function refgetAccession(sequence: string): string {
  return `SQ.${sha512t24u(sequence)}`;
}

/**
 * Computed identifier of an allele, `ga4gh:VA.…`, after GA4GH VRS 2.0 (vrs.ga4gh.org): the digest of
 * its canonical JSON, in which the location stands as its own digest.
 */
export function vrsAlleleId(
  sequenceAccession: string,
  start0: number,
  end0: number,
  state: VrsState,
): string {
  const location = sha512t24u(
    canonicalJson({
      end: end0,
      sequenceReference: { refgetAccession: sequenceAccession, type: 'SequenceReference' },
      start: start0,
      type: 'SequenceLocation',
    }),
  );
  return `ga4gh:VA.${sha512t24u(canonicalJson({ location, state: { ...state }, type: 'Allele' }))}`;
}

/** The identifier of a contextual allele (`contextualSpdi`) on the sequence of that accession. */
export function vrsIdOfSpdi(sequenceAccession: string, spdi: Spdi): string {
  const { position0, deletion } = spdi;
  return vrsAlleleId(sequenceAccession, position0, position0 + deletion.length, vrsState(spdi));
}

/**
 * How VRS writes what stands at the location: a deletion, and an insertion that repeats the reference, by
 * length alone; anything else literally.
 */
export function vrsState({ deletion, insertion }: Spdi): VrsState {
  const literal: VrsState = { type: 'LiteralSequenceExpression', sequence: insertion };
  const grown = insertion.length - deletion.length;
  if (grown < 0 && (insertion === '' || isRolled(deletion, insertion))) {
    return {
      type: 'ReferenceLengthExpression',
      length: insertion.length,
      repeatSubunitLength: -grown,
    };
  }
  if (grown <= 0 || deletion === '' || !isRolled(insertion, deletion)) return literal;
  for (let unit = Math.min(grown, deletion.length); unit > 0; unit--) {
    if (grown % unit === 0 && continues(insertion, deletion.length, unit)) {
      return {
        type: 'ReferenceLengthExpression',
        length: insertion.length,
        repeatSubunitLength: unit,
      };
    }
  }
  return literal;
}

/** Is the shorter one both start and end of the longer: an insertion or deletion without replacement. */
function isRolled(longer: string, shorter: string): boolean {
  return longer.startsWith(shorter) && longer.endsWith(shorter);
}

/** Does the sequence behind `from` go on repeating the `unit` bases before it. */
function continues(sequence: string, from: number, unit: number): boolean {
  for (let i = from; i < sequence.length; i++) {
    if (sequence.charCodeAt(i) !== sequence.charCodeAt(i - unit)) return false;
  }
  return true;
}
