import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal, by Node's own code. */
export function nativeSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
