import type { Vector } from '../../vectors/vector.js';
import type { AssembledVector } from '../assembled-vector.js';
import { packagingMargin } from '../packaging-margin.js';
import { type CheckResult, failed, passed, warned } from '../vector-check.js';

/** Is what the vector carries within its limits, and by how much. */
export function checkPackagingSize(
  vector: AssembledVector,
  carrier: Pick<Vector, 'name' | 'packaging'> | null,
): CheckResult {
  if (carrier === null) {
    return warned(
      'no vector of the catalogue is made from this backbone: look its limit up yourself',
      [],
    );
  }
  const margin = packagingMargin(vector, carrier);
  const { countedBp, countedOver, soft, hard, unlimited, softMarginBp, hardMarginBp } = margin;
  const length = `${countedBp} bp (${countedOver})`;
  const ranges = vector.packaged === null ? [vector.insert] : [vector.packaged];
  if (hard !== null && hardMarginBp !== null && hardMarginBp < 0) {
    return failed(
      `${length}: ${-hardMarginBp} over the ${hard.value} bp that ${carrier.name} packages; shorten the payload or choose another vector`,
      ranges,
      ...hard.sources,
    );
  }
  if (soft !== null && softMarginBp !== null && softMarginBp < 0) {
    return warned(
      `${length}: ${-softMarginBp} over the ${soft.value} bp up to which ${carrier.name} is known to package well; measure titre and intact genomes`,
      ranges,
      ...soft.sources,
    );
  }
  if (soft !== null && softMarginBp !== null) {
    return passed(
      `${length}: ${softMarginBp} bp below the ${soft.value} bp of ${carrier.name}`,
      ...soft.sources,
    );
  }
  if (hard !== null && hardMarginBp !== null) {
    return passed(
      `${length}: ${hardMarginBp} bp below the ${hard.value} bp of ${carrier.name}`,
      ...hard.sources,
    );
  }
  if (unlimited !== null) return passed(`${length}: ${unlimited.value}`, ...unlimited.sources);
  return warned(`${length}: no source that was read states a limit of ${carrier.name}`, []);
}
