import { describe, expect, it } from 'vitest';

import { immuneMotifs } from './immune-motifs.js';
import { seedToxicity } from './seed-toxicity.js';
import { patentText, sirnaDuplex, strandText } from './sirna-chemistry.js';
import { parseSirnaGuide } from './sirna-guide.js';

/** The guide of claim 1 of US 12,454,693. */
const CLAIMED = parseSirnaGuide('UUAACCGACAGUAUGACCGUC');

describe('siRNA chemistry', () => {
  it('writes the stabilised pattern as the patent claims it, but for its end groups', () => {
    const { guide, passenger } = sirnaDuplex(CLAIMED, 'stabilised');
    // SEQ 297 with u for the vinylphosphonate and g for the 3'-deoxyguanosine; SEQ 308 without its C3 group.
    expect(patentText(guide)).toBe('usUfsaacCfgaCfaguaUfgAfccgsusc');
    expect(patentText(passenger)).toBe('csgsguCfaUfAfCfugucgguuaa');
  });

  it('puts one methyl into the guide and one into each uridine of the passenger where it is light', () => {
    const { guide, passenger } = sirnaDuplex(CLAIMED, 'light');
    expect(strandText(guide)).toBe('rUmUrArArCrCrGrArCrArGrUrArUrGrArCrCrGdTdC');
    expect(strandText(passenger)).toBe('rCrGrGmUrCrAmUrArCmUrGmUrCrGrGmUmUrArAdTdT');
  });

  it('leaves a plain duplex as it is, two deoxynucleotides over on each side', () => {
    const { guide, passenger } = sirnaDuplex(CLAIMED, 'plain');
    expect(patentText(guide)).toBe('UUAACCGACAGUAUGACCGdTdC');
    expect(patentText(passenger)).toBe('CGGUCAUACUGUCGGUUAAdTdT');
  });
});

describe('what a guide does by itself', () => {
  /** A guide with this seed at letters 2-7. */
  const withSeed = (seed: string) => parseSirnaGuide(`A${seed}${'A'.repeat(14)}`);

  it('knows the most toxic seeds of the screen, and the kind of the others', () => {
    // 4.9 % alive, 15.0 %; miR-34a's seed, 17.3 %; 92.1 %.
    expect(seedToxicity(withSeed('GGUGGG')).kind).toBe('listed');
    expect(seedToxicity(withSeed('GGUCCC')).kind).toBe('listed');
    expect(seedToxicity(withSeed('GGCAGU'))).toEqual({ seed: 'GGCAGU', kind: 'g-rich' });
    expect(seedToxicity(withSeed('ACCGAG')).kind).toBe('not-listed');
  });

  it('finds immunostimulatory motifs in either strand and counts uridines', () => {
    expect(immuneMotifs(parseSirnaGuide('AAUGUGUAAAAAAAAAAAAAA'))).toEqual({
      motifs: [{ motif: 'UGUGU', strand: 'guide' }],
      // The passenger core: reverse complement of the first nineteen letters.
      uridines: 14,
    });
    expect(immuneMotifs(parseSirnaGuide('AAUUGAAGGACAAAAAAAAAA')).motifs).toEqual([
      { motif: 'GUCCUUCAA', strand: 'passenger' },
    ]);
  });
});
