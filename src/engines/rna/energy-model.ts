import { OptionError } from '../../core/errors.js';
import {
  type FoldEnergies,
  NO_SUCH_LOOP,
  PAIRS,
  TABLE_START,
} from '../../kernels/reference/rna-fold-energies.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { decodeEnergyPack, type EnergyParameters } from './energy-pack.js';

export {
  BASES,
  type Dangles,
  LONGEST_INTERIOR,
  PAIRS,
  SHORTEST_HAIRPIN,
  TABLE_START,
} from '../../kernels/reference/rna-fold-energies.js';
export {
  exteriorStemEnergy,
  hairpinEnergy,
  interiorEnergy,
  multiClosingEnergy,
  multiStemEnergy,
  pairCode,
} from '../../kernels/reference/rna-fold-loops.js';

/** Turner 2004 energies at one temperature. */
export interface EnergyModel extends FoldEnergies {
  /** Degrees Celsius. */
  readonly temperatureC: number;
  /** Gas constant times temperature, kcal/mol. */
  readonly thermalEnergyKcal: number;
}

const ZERO_CELSIUS_K = 273.15;
/** The temperature at which the free energies were measured, kelvin. */
const MEASURED_K = 310.15;
/** As in ViennaRNA; kcal/(mol K). */
const GAS_CONSTANT_KCAL = 1.98717e-3;
/** 1.75 R T at 37 C (Jacobson & Stockmayer 1950), as Turner 2004 uses it; 1/100 kcal/mol. */
const LOOP_GROWTH = 107.856;

export interface EnergyOptions {
  /** Degrees Celsius, 0-100; 37 where it is not given. */
  readonly temperatureC?: number;
  /**
   * What every uridine is; plain where it is not given. With N1-methylpseudouridine, six of the eight kinds of stack
   * that hold one uridine have energies of their own (Dutta et al. 2024, from simulations; 37 C only), all
   * else is as with plain uridine, which is also what ViennaRNA does.
   */
  readonly uridine?: 'plain' | 'm1psi';
}

/**
 * The model from `data/rna-turner2004.bin`. At another temperature than 37 C, energies are
 * enthalpy - (enthalpy - energy at 37 C) x T / 310.15 K, to the nearest 1/100 kcal/mol.
 * @throws PackError where the pack is of another layout, OptionError for a temperature that cannot be had.
 */
export function loadEnergyModel(
  { bytes }: LoadedPack,
  { temperatureC = 37, uridine = 'plain' }: EnergyOptions = {},
): EnergyModel {
  if (!(temperatureC >= 0 && temperatureC <= 100)) {
    throw new OptionError(`${temperatureC} is not a temperature of 0-100 C`, 'temperatureC');
  }
  const parameters = decodeEnergyPack(bytes);
  const model = modelAt(parameters, temperatureC);
  if (uridine === 'plain') return model;
  if (temperatureC !== 37) {
    throw new OptionError(
      'energies of N1-methylpseudouridine are known at 37 C only',
      'temperatureC',
    );
  }
  for (const { outer, inner, freeEnergy } of parameters.m1PsiStacks) {
    model.values[TABLE_START.stack + PAIRS.length * outer + inner] = freeEnergy;
    model.values[TABLE_START.stack + PAIRS.length * inner + outer] = freeEnergy;
  }
  return model;
}

function modelAt(parameters: EnergyParameters, temperatureC: number): EnergyModel {
  const kelvin = temperatureC + ZERO_CELSIUS_K;
  const ratio = kelvin / MEASURED_K;
  const rescaled = (freeEnergy: number, enthalpy: number): number =>
    freeEnergy === NO_SUCH_LOOP
      ? NO_SUCH_LOOP
      : Math.round(enthalpy - (enthalpy - freeEnergy) * ratio);
  const { freeEnergies, enthalpies, hairpins } = parameters;
  return {
    temperatureC,
    thermalEnergyKcal: GAS_CONSTANT_KCAL * kelvin,
    values: freeEnergies.map((energy, i) => rescaled(energy, enthalpies[i] as number)),
    loopGrowth: LOOP_GROWTH * ratio,
    specialHairpins: new Map(
      hairpins.map(({ bases, freeEnergy, enthalpy }) => [bases, rescaled(freeEnergy, enthalpy)]),
    ),
  };
}
