import { describe, expect, it } from 'vitest';

import { placeFusionJoint } from './place-fusion-joint.js';

describe('placeFusionJoint', () => {
  const protein5 = 'MKTAYIAKQRQISFVK';
  const protein3 = 'GGGWERTYPASDFGHK';

  it('finds where the partners end and begin', () => {
    // By hand: ten residues of the first, L of inserted bases, ten of the second.
    expect(placeFusionJoint('MKTAYIAKQRLTYPASDFGHK', true, { protein5, protein3 })).toEqual({
      breakpoint0: 10,
      novelStart0: 10,
      novelEnd0: 11,
    });
    expect(placeFusionJoint('MKTAYIAKQRLLLL', false, { protein5, protein3: null })).toEqual({
      breakpoint0: 10,
      novelStart0: 10,
      novelEnd0: 14,
    });
  });

  it('does not guess where the proteins are not those of the partners', () => {
    expect(placeFusionJoint('MKTAAAAAAAAAAAA', false, { protein5, protein3: null })).toBeNull();
    expect(placeFusionJoint('MKTAYIAKQ', false, { protein5, protein3: null })).toBeNull();
    expect(placeFusionJoint('MKTAYIAKQRLLLL', true, { protein5, protein3: null })).toBeNull();
    expect(placeFusionJoint('MKTAYIAKQRLLLL', true, { protein5, protein3 })).toBeNull();
  });
});
