import type { Cited } from '../../core/cited.js';

/** A quantity that changes over time. */
export interface OdeSpecies {
  readonly name: string;
  readonly unit: string;
  readonly initial: number;
}

/** A constant of a model, with what backs it. */
export interface OdeParameter {
  readonly name: string;
  readonly unit: string;
  readonly value: Cited<number>;
}

/** A system of ordinary differential equations in days. */
export interface OdeModel {
  readonly species: readonly OdeSpecies[];
  readonly parameters: readonly OdeParameter[];
  /**
   * Writes d(state)/dt, unit of each species per day, into `rates`; both run parallel to `species`,
   * `parameterValues` parallel to `parameters`.
   */
  rates(
    timeDays: number,
    state: Float64Array,
    parameterValues: Float64Array,
    rates: Float64Array,
  ): void;
}
