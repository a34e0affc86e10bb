/** Uniform draws that depend on nothing but the seed. */
export interface SeededRandom {
  /** Uniform in [0, 1), 32 random bits. */
  next(): number;
  /** Uniform integer in [0, bound). */
  below(bound: number): number;
  /** A new array in random order (Fisher-Yates). */
  shuffled<T>(items: readonly T[]): T[];
}

function rotateLeft(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/**
 * xoshiro128** 1.1 seeded through splitmix32 (Blackman & Vigna 2021, ACM TOMS 47:36,
 * doi 10.1145/3460772): period 2^128 - 1, the same sequence on every machine.
 */
export function seededRandom(seed: number): SeededRandom {
  let mix = seed >>> 0;
  const splitmix32 = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let a = splitmix32();
  let b = splitmix32();
  let c = splitmix32();
  let d = splitmix32();
  const bits = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  const next = (): number => bits() / 0x1_0000_0000;
  const below = (bound: number): number => {
    // Rejection keeps it exactly uniform; a bound over 2^32 would silently repeat values.
    if (!(bound >= 1 && bound <= 0x1_0000_0000)) throw new Error(`bound ${bound} out of range`);
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    let draw = bits();
    while (draw >= limit) draw = bits();
    return draw % bound;
  };
  return {
    next,
    below,
    shuffled: <T>(items: readonly T[]): T[] => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const held = copy[i] as T;
        copy[i] = copy[j] as T;
        copy[j] = held;
      }
      return copy;
    },
  };
}
