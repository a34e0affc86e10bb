import { expect, it } from 'vitest';

import { TIERS } from '../findings/ranking/tier.js';
import { TIER_MEANINGS } from './tiers.js';

it('explains the tiers of the ranking, in its order', () => {
  expect(TIER_MEANINGS.map(({ tier }) => tier)).toEqual(TIERS);
});
