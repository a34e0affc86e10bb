/** The eight characters that have a meaning of their own in a VCF (specification 4.3, section 1.2). */
const ENCODED = /%(?:3A|3B|3D|25|2C|0D|0A|09)/gi;

/**
 * Undoes VCF 4.3's percent-encoding. Only its eight codes are touched, which leaves older files as
 * they are: `48.7%` stays, `4.94%25` becomes `4.94%`. Split a value first, then decode its parts.
 */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(ENCODED, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
