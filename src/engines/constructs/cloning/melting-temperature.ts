/**
 * Enthalpy (kcal/mol) and entropy (cal/(mol K)) of a base pair and the one behind it, of a terminal pair, in 1 M NaCl:
 * SantaLucia 1998, Proc Natl Acad Sci USA 95:1460, table 2.
 */
const NEIGHBOURS: Readonly<Record<string, readonly [enthalpy: number, entropy: number]>> = {
  AA: [-7.9, -22.2],
  AC: [-8.4, -22.4],
  AG: [-7.8, -21.0],
  AT: [-7.2, -20.4],
  CA: [-8.5, -22.7],
  CC: [-8.0, -19.9],
  CG: [-10.6, -27.2],
  CT: [-7.8, -21.0],
  GA: [-8.2, -22.2],
  GC: [-9.8, -24.4],
  GG: [-8.0, -19.9],
  GT: [-8.4, -22.4],
  TA: [-7.2, -21.3],
  TC: [-8.2, -22.2],
  TG: [-8.5, -22.7],
  TT: [-7.9, -22.2],
};
const END_AT = [2.3, 4.1] as const;
const END_GC = [0.1, -2.8] as const;
/** cal/(mol K) */
const GAS_CONSTANT = 1.987;

/** What is in the tube; the defaults of Primer3 (Untergasser 2012, Nucleic Acids Res 40:e115). */
const MONOVALENT_MM = 50;
const DIVALENT_MM = 1.5;
const DNTP_MM = 0.6;
const PRIMER_NM = 50;

/** Monovalent salt that does as much as what is there; von Ahsen 2001, Clin Chem 47:1956. Unit: M. */
const SALT_M = (MONOVALENT_MM + 120 * Math.sqrt(DIVALENT_MM - DNTP_MM)) / 1000;

/**
 * Melting temperature of a primer of A, C, G and T on its complement, by nearest neighbours (SantaLucia 1998, salt
 * correction of the same). Unit: degrees Celsius.
 */
export function meltingTemperature(primer: string): number {
  let enthalpy = 0;
  let entropy = 0;
  const add = ([h, s]: readonly [number, number]): void => {
    enthalpy += h;
    entropy += s;
  };
  for (let i = 0; i + 1 < primer.length; i++) {
    const pair = NEIGHBOURS[primer.slice(i, i + 2)];
    if (pair === undefined) throw new Error(`"${primer}" is not DNA`);
    add(pair);
  }
  for (const end of [primer.charAt(0), primer.charAt(primer.length - 1)]) {
    add(end === 'A' || end === 'T' ? END_AT : END_GC);
  }
  const salted = entropy + 0.368 * (primer.length - 1) * Math.log(SALT_M);
  const kelvin = (1000 * enthalpy) / (salted + GAS_CONSTANT * Math.log((PRIMER_NM * 1e-9) / 4));
  return kelvin - 273.15;
}
