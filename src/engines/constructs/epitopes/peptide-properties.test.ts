import { describe, expect, it } from 'vitest';

import { netCharge, peptideProperties } from './peptide-properties.js';

// The protein of Biopython's ProtParam tests, with what Biopython gives for it.
const REFERENCE =
  'MAEGEITTFTALTEKFNLPPGNYKKPKLLYCSNGGHFLRILPDGTVDGTRDRSDQHIQLQLSAESVGEVYIKSTETGQYLAMDTSGLLYGSQTPSEECLFLERLEENHYNTYTSKKHAEKNWFVGLKKNGSCKRGPRTHYGQKAILFLPLPV';

describe('peptide properties', () => {
  it('have the isoelectric points and charges of Biopython: 7.72 and 9.75, 0.76 at pH 7', () => {
    expect(peptideProperties(REFERENCE).isoelectricPoint).toBeCloseTo(7.72, 2);
    expect(netCharge(REFERENCE, 7.72)).toBeCloseTo(0, 1);
    expect(netCharge('INGAR', 7)).toBeCloseTo(0.76, 2);
  });

  it('have the GRAVY of ProtParam: -0.597', () => {
    expect(peptideProperties(REFERENCE).hydropathy).toBeCloseTo(-0.597, 3);
  });

  it('count cysteines, Asp-Pro and Asn-Gly bonds, charges, by hand', () => {
    expect(peptideProperties('CDPKNGDPNGC')).toMatchObject({
      cysteines: 2,
      aspartateProlineBonds: 2,
      asparagineGlycineBonds: 2,
      chargedShare: 3 / 11,
    });
    // IIIIIII is the most hydrophobic seven: 4.5.
    expect(peptideProperties('KKKIIIIIIIKKK').highestSevenMerHydropathy).toBeCloseTo(4.5, 12);
  });

  it('find a stretch that aggregates: KLVFFAE of amyloid beta, broken by a proline', () => {
    // Windows of five over DAEFRHDSGYEVHHQKLVFFAEDVGSNKGA (Aβ 1-30), by hand: QKLVF 0.513, KLVFF 1.110, LVFFA 1.289, VFFAE 0.731.
    const spots = peptideProperties('DAEFRHDSGYEVHHQKLVFFAEDVGSNKGA').hotSpots;
    expect(spots).toHaveLength(1);
    expect(spots[0]!.start0).toBeLessThanOrEqual(17);
    expect(spots[0]!.end0).toBeGreaterThanOrEqual(20);
    expect(peptideProperties('DAEFRHDSGYEVHHQKLVPFAEDVGSNKGA').hotSpots).toEqual([]);
    expect(peptideProperties('KKKKKKKKKK').hotSpots).toEqual([]);
    expect(peptideProperties('AAAAA').aggregation).toBeCloseTo(-0.036, 12);
  });
});
