import type { Cited } from '../core/cited.js';
import type { Context } from '../core/context.js';
import type { Section } from '../core/document.js';
import { OptionError } from '../core/errors.js';
import type { OdeModel } from '../engines/ode/ode-model.js';
import type { Findings } from '../findings/findings.js';

/** Whether a therapy fits a tumour, and why. */
export interface Assessment {
  readonly verdict: 'fits' | 'does-not-fit' | 'cannot-say';
  readonly reasons: readonly Cited<string>[];
}

/** What every design carries, whatever the therapy. */
export interface DesignBase<K extends string> {
  readonly kind: K;
  readonly id: string;
  /** Orders designs of one modality, higher is better; its meaning is the modality's own. */
  readonly score: number;
  /** Every statement the design makes about the world. */
  readonly claims: readonly Cited<string>[];
}

/**
 * One therapy. A modality is one folder here and one line in `index.ts`; the kind is also the name
 * of the folder, of the value on the command line and of the page in the manual.
 */
export interface Modality<K extends string, Options extends object, Design extends DesignBase<K>> {
  readonly kind: K;
  readonly title: string;
  readonly defaults: Options;
  /** Does it fit this tumour, and why. Never throws; every reason is cited. */
  assess(findings: Findings): Assessment;
  /** Best first. Same findings, options and seed: the same designs, bit for bit. */
  design(findings: Findings, options: Options, context: Context): Promise<readonly Design[]>;
  /** How this design plays out over time, or null where no model is defensible. */
  model(design: Design, findings: Findings): OdeModel | null;
  report(design: Design, findings: Findings): readonly Section[];
}

/**
 * The modality's options with what the user gave put over its defaults.
 * @throws OptionError for an option it does not have or one of another type.
 */
export function fillOptions<Options extends object>(
  kind: string,
  defaults: Options,
  given: Readonly<Record<string, unknown>>,
): Options {
  const known = defaults as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new OptionError(
        `${kind} has no option ${name}`,
        `${kind}.${name}`,
        `its options are ${Object.keys(known).sort().join(', ')}`,
      );
    }
    const fallback = known[name];
    if (fallback !== null && value !== null && typeof value !== typeof fallback) {
      throw new OptionError(
        `${name} is a ${typeof value}, expected a ${typeof fallback}`,
        `${kind}.${name}`,
      );
    }
  }
  return { ...defaults, ...given };
}
