import type { Cited } from '../core/cited.js';
import type { Context } from '../core/context.js';
import type { Section } from '../core/document.js';
import { OptionError } from '../core/errors.js';
import type { Construct } from '../engines/constructs/construct.js';
import type { OrderSheet } from '../engines/constructs/order-rows.js';
import type { PartsLibrary } from '../engines/constructs/parts-library.js';
import type { GuideEfficacyModel } from '../engines/editing/guide-efficacy.js';
import type { GuideScoreTables } from '../engines/editing/guide-score-tables.js';
import type { EvidenceLibrary } from '../engines/evidence/evidence-library.js';
import type { OncoTree } from '../engines/evidence/oncotree.js';
import type { HealthyTissues } from '../engines/expression/healthy-tissues.js';
import type { GenomeBuild } from '../engines/genome/chromosome-names.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { OdeModel } from '../engines/ode/ode-model.js';
import type { PresentationModel } from '../engines/presentation/presentation-model.js';
import type { CodonUsage } from '../engines/rna/codon-usage.js';
import type { EnergyModel } from '../engines/rna/energy-model.js';
import type { SirnaEfficacyModel } from '../engines/silencing/sirna-efficacy.js';
import type { GenomeSource } from '../engines/search/genome-block.js';
import type { TextScanner } from '../engines/search/offtarget-scan.js';
import type { PatientVariant } from '../engines/search/patient-variants.js';
import type { HealthyProteome } from '../engines/search/healthy-proteome.js';
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

/** The whole genome that guides are looked for in, and who does the work; this thread unless told. */
export interface SearchedGenome {
  /** Of its file. */
  readonly name: string;
  readonly source: GenomeSource;
  readonly scan?: TextScanner;
  /** The patient's own, somatic and germline: sites that they make or break count too. */
  readonly variants?: readonly PatientVariant[];
}

/**
 * What the host has opened for designs: models and reference data, the same for every modality. One that needs
 * more adds a field, and `openEngines` in the pipeline opens it; findings are read before and hold no engines.
 */
export interface DesignEngines {
  /** One model a class at most. */
  readonly presentation: readonly PresentationModel[];
  readonly healthyProteome: HealthyProteome;
  /** Left out where its pack, which has a licence of its own, is not installed. */
  readonly healthyTissues?: HealthyTissues;
  /** Nearest-neighbour energies at 37 C, of plain RNA and with N1-methylpseudouridine for U, and the patient's species' codons. */
  readonly rna: {
    readonly energies: EnergyModel;
    readonly energiesM1Psi: EnergyModel;
    readonly codonUsage: CodonUsage;
  };
  readonly parts: PartsLibrary;
  /** Read when first asked for; null where their pack is not installed. */
  readonly editing: {
    guideScores(): Promise<GuideScoreTables | null>;
    efficacy(): Promise<GuideEfficacyModel | null>;
    /** The panel's transcripts with their sequence. */
    reference(build: GenomeBuild): Promise<Reference | null>;
    /** Left out where none was given: then nothing is said of off-targets. */
    readonly genome?: SearchedGenome;
  };
  /** Read when first asked for; null where its pack is not installed. */
  readonly silencing: { efficacy(): Promise<SirnaEfficacyModel | null> };
  /** Read when first asked for; null where their pack is not installed. */
  readonly evidence: {
    library(): Promise<EvidenceLibrary | null>;
    oncoTree(): Promise<OncoTree | null>;
  };
}

/**
 * One therapy. A modality is one folder here and one line in `index.ts`; the kind is also the name
 * of the folder, of the value on the command line and of the page in the manual. It keeps nothing between
 * calls: what it knows of a tumour is in the findings, what it computes with in the engines.
 */
export interface Modality<K extends string, Options extends object, Design extends DesignBase<K>> {
  readonly kind: K;
  readonly title: string;
  readonly defaults: Options;
  /** Does it fit this tumour, and why. Never throws; every reason is cited. */
  assess(findings: Findings): Assessment;
  /**
   * Best first; none where it does not fit. Same findings, options, engines and seed: the same designs, bit for
   * bit. Rejects with the signal's reason within 100 ms of an abort.
   * @throws OptionError for an option out of its range.
   */
  design(
    findings: Findings,
    options: Options,
    engines: DesignEngines,
    context: Context,
  ): Promise<readonly Design[]>;
  /** How this design plays out over time, or null where no model is defensible. */
  model(design: Design, findings: Findings): OdeModel | null;
  report(design: Design, findings: Findings): readonly Section[];
  /** What is to be made, as sequences with features: the host writes GenBank, SBOL, FASTA and a picture of each. */
  constructs(design: Design): readonly Construct[];
  /** What is to be ordered, a sheet each: the host writes a workbook and CSV. */
  orders(design: Design): readonly OrderSheet[];
}

/** Least and most of an option that is a whole number, and whether it may be null instead. */
export interface WholeNumberRange {
  readonly least: number;
  readonly most: number;
  readonly orNull?: true;
}

/** @throws OptionError naming the option that is no whole number, or out of its range. */
export function checkWholeNumbers<Options extends object>(
  kind: string,
  options: Options,
  ranges: Readonly<Partial<Record<keyof Options & string, WholeNumberRange>>>,
): void {
  for (const [name, range] of Object.entries<WholeNumberRange | undefined>(ranges)) {
    const value = options[name as keyof Options];
    if (range === undefined || (value === null && range.orNull === true)) continue;
    const { least, most } = range;
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) {
      throw new OptionError(
        `${name} is ${String(value)}, expected a whole number from ${least} to ${most}`,
        `${kind}.${name}`,
      );
    }
  }
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
