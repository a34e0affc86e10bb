import type { SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import type { Source } from '../../core/cited.js';
import type { Context } from '../../core/context.js';
import {
  AETIOLOGIES,
  FITTED_SIGNATURES,
  REPERTOIRE,
  type SignatureCause,
} from '../../engines/signatures/aetiologies.js';
import { channelOf, CHANNELS } from '../../engines/signatures/channels.js';
import { fitSignatures, type SignatureFit } from '../../engines/signatures/fit-signatures.js';
import type { ReferenceSignatures } from '../../engines/signatures/reference-signatures.js';
import type { Estimated } from './biomarkers.js';
import type { TmbTarget } from './tmb.js';

/** How much one reference signature explains of the tumour's substitutions. */
interface SignatureExposure {
  /** COSMIC name, e.g. `SBS4`. */
  readonly signature: string;
  /** Of the fitted substitutions. */
  readonly mutations: number;
  /** 0-1 of all fitted; 95 % bootstrap interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Share of bootstrap fits in which it takes part at all. */
  readonly presentShare: number;
}

/** A cause that signatures point to. */
interface Aetiology {
  readonly cause: SignatureCause;
  readonly signatures: readonly string[];
  /** Of its signatures together; 95 % bootstrap interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** `supported`: the interval is clear of zero; `possible`: it is seen, but the interval is not; else `absent`. */
  readonly verdict: 'absent' | 'possible' | 'supported';
  readonly sources: readonly Source[];
}

/** Mutational signatures of the substitutions whose trinucleotide is known. */
export interface SignatureExposures {
  /** Where the reference signatures are from. */
  readonly reference: string;
  /** With known trinucleotide, and without. */
  readonly substitutions: number;
  readonly withoutContext: number;
  /** Largest first; signatures with a share of 0 are left out. */
  readonly exposures: readonly SignatureExposure[];
  /** Cosine similarity of fitted and observed spectrum. */
  readonly cosine: number;
  readonly aetiologies: readonly Aetiology[];
  /** Substitutions by channel, in COSMIC's order. */
  readonly spectrum: readonly number[];
  readonly cautions: readonly string[];
}

/** With fewer substitutions a spectrum of 96 channels is mostly empty. */
const LEAST_SUBSTITUTIONS = 50;
/** Below this the fitted signatures leave much of the spectrum unexplained. */
const POOR_COSINE = 0.9;

/**
 * How much smoking, ultraviolet light, APOBEC, lost mismatch repair and others explain of the passing substitutions.
 * Missing below 50 of them, without reference signatures, and where their trinucleotides are not known.
 */
export async function findSignatures(
  tumour: TumourCase,
  references: ReferenceSignatures | null,
  targetKind: TmbTarget['kind'] | null,
  context: Context,
): Promise<Estimated<SignatureExposures>> {
  const absent = (reason: string, wouldNeed: string): Estimated<SignatureExposures> => ({
    kind: 'missing',
    reason,
    wouldNeed,
  });
  if (tumour.variants.kind === 'missing') {
    return absent(tumour.variants.reason, 'somatic variants (VCF or MAF)');
  }
  const substitutions = tumour.variants.value.filter(
    ({ calledInTumour, filters, reference, alternate }) =>
      calledInTumour !== false &&
      filters.length === 0 &&
      reference.length === 1 &&
      alternate.length === 1,
  );
  if (substitutions.length < LEAST_SUBSTITUTIONS) {
    return absent(
      `${substitutions.length} substitutions, of ${LEAST_SUBSTITUTIONS} that a fit needs`,
      'an exome or genome of a tumour with more mutations',
    );
  }
  const spectrum = new Float64Array(CHANNELS.length);
  for (const variant of substitutions) {
    const channel = channelOfVariant(variant);
    if (channel !== null) spectrum[channel] = (spectrum[channel] as number) + 1;
  }
  const known = spectrum.reduce((sum, count) => sum + count, 0);
  if (known < LEAST_SUBSTITUTIONS) {
    return absent(
      `the bases beside ${known} of ${substitutions.length} substitutions are known, ${LEAST_SUBSTITUTIONS} are needed`,
      'the genome of the variants (inputs.genome: FASTA or 2bit), or a MAF with a CONTEXT column',
    );
  }
  if (references === null) {
    return absent(
      'no reference signatures are installed',
      "COSMIC's table of SBS signatures: oncoscript packs build-signatures FILE",
    );
  }
  const fitted = references.signatures.filter(({ name }) => FITTED_SIGNATURES.has(name));
  const fit = await fitSignatures(spectrum, fitted, context);
  return {
    kind: 'estimated',
    from: `${known} substitutions, ${references.source}`,
    sources: [REPERTOIRE],
    value: {
      reference: references.source,
      substitutions: known,
      withoutContext: substitutions.length - known,
      exposures: fit.shares
        .filter(({ share }) => share > 0)
        .map((share) => ({ ...share, mutations: share.share * known }))
        .sort((a, b) => b.share - a.share),
      cosine: fit.cosine,
      aetiologies: aetiologiesOf(fit),
      spectrum: [...spectrum],
      cautions: [
        fit.cosine < POOR_COSINE
          ? `the fitted spectrum is like the observed one by a cosine of ${fit.cosine.toFixed(2)} only: few substitutions, or a process that is not among the ${fitted.length} fitted`
          : null,
        known < substitutions.length
          ? `${substitutions.length - known} substitutions without known neighbours are left out`
          : null,
        targetKind === 'genome'
          ? null
          : 'the reference signatures are of whole genomes; exomes and panels have other trinucleotides, which shifts the shares',
      ].filter((caution) => caution !== null),
    },
  };
}

function channelOfVariant({ flanks, reference, alternate }: SomaticVariant): number | null {
  if (flanks === null) return null;
  return channelOf(flanks.before.slice(-1), reference, alternate, flanks.after.slice(0, 1));
}

function aetiologiesOf(fit: SignatureFit): readonly Aetiology[] {
  return AETIOLOGIES.map(({ cause, signatures, sources }): Aetiology => {
    const own = new Set(signatures);
    const share = fit.shares
      .filter(({ signature }) => own.has(signature))
      .reduce((sum, each) => sum + each.share, 0);
    const { low, high } = fit.intervalOf(own);
    return {
      cause,
      signatures,
      share,
      low,
      high,
      verdict: low > 0 && share > 0 ? 'supported' : share > 0 ? 'possible' : 'absent',
      sources,
    };
  });
}
