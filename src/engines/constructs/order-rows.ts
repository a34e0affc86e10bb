/** One peptide as a peptide house takes it. */
export interface PeptideOrderItem {
  readonly name: string;
  /** The twenty amino acids, upper case. */
  readonly sequence: string;
  readonly nTerminus: string;
  readonly cTerminus: string;
  readonly purityPercent: number;
  readonly amountMg: number;
  readonly modifications: string;
  readonly solubilityNotes: string;
}

/** One double-stranded DNA fragment or gene as a vendor takes it. */
export interface FragmentOrderItem {
  readonly name: string;
  /** A, C, G, T, upper case. */
  readonly sequence: string;
}

/** A sheet of an order: the same rows go to XLSX and CSV. */
export interface OrderSheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
