import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import { canonicalJson } from './canonical-json.js';

/** SHA-256 of bytes, 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** SHA-256 of a value's canonical JSON: equal values have equal hashes whatever their key order. */
export function hashOf(value: unknown): string {
  return sha256Hex(utf8ToBytes(canonicalJson(value)));
}
