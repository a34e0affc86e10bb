import { AMINO_ACIDS } from '../../core/amino-acids.js';
import type { TableBatch } from '../../kernels/gated-network.js';
import type { SlotTable } from './gated-network.js';
import { type BindingRegister, NO_RESIDUE, SYMBOLS } from './network-pack.js';

/** A slot table made ready for peptides of one length. */
export type LengthTable = Omit<TableBatch, 'codes'>;

/** How the peptides of a class lie in the slots of its networks. */
export interface PeptideSlots {
  /** A network answers a peptide once, or once for each register it may bind in. */
  samplesPerPeptide(length: number): number;
  lengthTable(table: SlotTable, length: number): LengthTable;
  /** Symbols for a `LengthTable`, sample after sample, of peptides given by their residue codes. */
  samples(residues: Uint8Array, length: number): Uint8Array;
}

/**
 * Class I: the first half of the slots holds the peptide from its left end on, the second half up to its
 * right end. Both see the same residues, so for each length two rows become one, and the rows of empty slots
 * part of the base: half the additions.
 */
export function alignedToBothEnds(slots: number): PeptideSlots {
  const half = slots / 2;
  return {
    samplesPerPeptide: () => 1,
    samples: (residues) => residues,
    lengthTable: ({ hidden, rows, biases }, length) => {
      const symbols = AMINO_ACIDS.length;
      const table = new Float32Array(length * symbols * hidden);
      const base = Float64Array.from(biases);
      const rowAt = (slot: number, symbol: number): number => (slot * SYMBOLS + symbol) * hidden;
      for (let position = 0; position < length; position++) {
        for (let residue = 0; residue < symbols; residue++) {
          const left = rowAt(position, residue);
          const right = rowAt(slots - length + position, residue);
          const at = (position * symbols + residue) * hidden;
          for (let unit = 0; unit < hidden; unit++) {
            table[at + unit] = (rows[left + unit] as number) + (rows[right + unit] as number);
          }
        }
      }
      for (let empty = length; empty < half; empty++) {
        const left = rowAt(empty, NO_RESIDUE);
        const right = rowAt(slots - 1 - empty, NO_RESIDUE);
        for (let unit = 0; unit < hidden; unit++) {
          base[unit] =
            (base[unit] as number) + (rows[left + unit] as number) + (rows[right + unit] as number);
        }
      }
      return { table, base: Float32Array.from(base), positions: length, symbols };
    },
  };
}

/** Class II: the slots hold a core and its flanks, for each place in the peptide where a core fits. */
export function aroundEachCore({ leftFlank, core, rightFlank }: BindingRegister): PeptideSlots {
  const slots = leftFlank + core + rightFlank;
  const samplesPerPeptide = (length: number): number => length - core + 1;
  return {
    samplesPerPeptide,
    lengthTable: ({ rows, biases }) => ({
      table: rows,
      base: biases,
      positions: slots,
      symbols: SYMBOLS,
    }),
    samples: (residues, length) => {
      const registers = samplesPerPeptide(length);
      const peptides = residues.length / length;
      const samples = new Uint8Array(peptides * registers * slots);
      let at = 0;
      for (let start = 0; start < residues.length; start += length) {
        for (let coreStart = 0; coreStart < registers; coreStart++) {
          for (let i = coreStart - leftFlank; i < coreStart + core + rightFlank; i++) {
            samples[at++] = i < 0 || i >= length ? NO_RESIDUE : (residues[start + i] as number);
          }
        }
      }
      return samples;
    },
  };
}
