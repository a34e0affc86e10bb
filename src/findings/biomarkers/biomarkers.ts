import type { LabValues } from '../../case/lab-values.js';
import type { Source } from '../../core/cited.js';
import type { EscapeFinding } from './escape-findings.js';
import type { ExpressionSignatures } from './expression-signatures.js';
import type { HlaFindings } from './hla-findings.js';
import type { HrdHints } from './hrd.js';
import type { MsiEstimate } from './msi.js';
import type { NeoantigenBurden } from './neoantigen-burden.js';
import type { SignatureExposures } from './signatures.js';
import type { TmbEstimate } from './tmb.js';

/** A value worked out from the tumour's data, or why there is none and what would give it. */
export type Estimated<T> =
  | {
      readonly kind: 'estimated';
      readonly value: T;
      /** What it was worked out from. */
      readonly from: string;
      readonly sources: readonly Source[];
    }
  | { readonly kind: 'missing'; readonly reason: string; readonly wouldNeed: string };

/**
 * What the tumour's profile says that may bear on response. Values of the laboratory stand in `lab` and
 * are never overwritten by an estimate.
 */
export interface Biomarkers {
  readonly lab: LabValues;
  readonly tmb: Estimated<TmbEstimate>;
  readonly msi: Estimated<MsiEstimate>;
  readonly hrd: HrdHints;
  readonly signatures: Estimated<SignatureExposures>;
  readonly hla: HlaFindings;
  readonly escape: readonly EscapeFinding[];
  readonly expression: Estimated<ExpressionSignatures>;
  readonly burden: Estimated<NeoantigenBurden>;
}
