/** N, stops and the like, which no entry holds and so agree with nothing. */
const NO_LETTER = 200;
export const BASES = codeTable('ACGT');
export const RESIDUES = codeTable('ACDEFGHIKLMNPQRSTVWY');

function codeTable(letters: string): Uint8Array {
  const codes = new Uint8Array(128).fill(NO_LETTER);
  for (const [code, letter] of [...letters].entries()) codes[letter.charCodeAt(0)] = code;
  return codes;
}

/** A code a letter; what the table has not becomes one that agrees with none. */
export function encode(text: string, table: Uint8Array): Uint8Array {
  const codes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) codes[i] = table[text.charCodeAt(i)] as number;
  return codes;
}

/** The other strand of plain bases: A and T, C and G are 3 together. */
export function turned(codes: Uint8Array): Uint8Array {
  return codes.map((code) => 3 - code).reverse();
}
