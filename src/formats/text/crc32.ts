/** CRC-32 as gzip uses it (RFC 1952, section 8): polynomial 0xEDB88320, four bytes a step. */
const TABLES = ((): readonly Int32Array[] => {
  const first = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    }
    first[byte] = remainder;
  }
  const tables = [first];
  for (let step = 1; step < 4; step++) {
    const before = tables[step - 1] as Int32Array;
    tables.push(Int32Array.from(before, (entry) => (first[entry & 255] as number) ^ (entry >>> 8)));
  }
  return tables;
})();

/** The checksum of everything behind `crc` followed by `bytes`; start from 0. Unsigned. */
export function crc32(crc: number, bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = TABLES as unknown as readonly [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  let state = ~crc;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    state ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    state =
      (t3[state & 255] as number) ^
      (t2[(state >>> 8) & 255] as number) ^
      (t1[(state >>> 16) & 255] as number) ^
      (t0[state >>> 24] as number);
  }
  for (; at < bytes.length; at++) {
    state = (t0[(state ^ (bytes[at] as number)) & 255] as number) ^ (state >>> 8);
  }
  return ~state >>> 0;
}
