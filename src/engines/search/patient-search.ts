import type { Context } from '../../core/context.js';
import { plainChromosome } from '../genome/chromosome-names.js';
import { type GenomeSource, type LetterPiece, packBlocks } from './genome-block.js';
import {
  type HaplotypeWindow,
  haplotypeWindows,
  variantGroups,
  type VariantGroup,
} from './haplotype-windows.js';
import type { Guide, OffTargetOptions } from './offtarget-options.js';
import { scanHere, type TextScanner } from './offtarget-scan.js';
import { type OffTargetSite, searchOffTargets } from './offtarget-search.js';
import { groupSites, type PatientSite, type WindowHit } from './patient-sites.js';
import { type PatientVariant, variantsByChromosome } from './patient-variants.js';
import { sitesAtVariants, siteOnVariant } from './sites-at-variants.js';
import { type ReadStretch, StretchReader } from './stretch-reader.js';
import { touchedAlternates } from './window-places.js';

/** What of the variants could not be searched with, or not in full. */
export interface PatientSearchCounts {
  /** Variants on a sequence that the genome does not have. */
  readonly elsewhere: number;
  /** Variants whose reference bases are not the genome's: of another build, most likely. */
  readonly mismatched: number;
  /** Variants with so many others beside them that they were taken alone and with all of them only. */
  readonly dense: number;
}

/** Sites of the reference as they are found, then, once, what the patient's variants make of them. */
export type PatientSearchPart =
  | { readonly kind: 'reference'; readonly sites: readonly OffTargetSite[] }
  | {
      readonly kind: 'patient';
      readonly sites: readonly PatientSite[];
      readonly counts: PatientSearchCounts;
    };

interface SearchedContig {
  readonly variants: readonly PatientVariant[];
  readonly isOn: (site: OffTargetSite) => boolean;
  /** Of the reference, on a variant. */
  readonly sites: OffTargetSite[];
  length: number;
}

/** Windows are searched once they have so many bases, a block of a genome. */
const BATCH_BASES = 1 << 22;

interface WaitingWindow {
  /** First variant of the group, which stands for it. */
  readonly group: PatientVariant;
  readonly anchor: number;
  readonly index: number;
  readonly window: HaplotypeWindow;
  readonly letters: string;
}

/**
 * All sites of the guides in a genome, and those that a patient's variants create, change or destroy: the same search
 * over the sequence that each haplotype has around its variants. Variants that one site can hold are combined as their
 * phases allow, in every way where the phase is not known. Reads the genome once; memory holds the variants, and the
 * sites that lie on one.
 * @throws as `searchOffTargets`.
 */
export async function* searchPatientGenome(
  genome: GenomeSource,
  guides: readonly Guide[],
  options: OffTargetOptions,
  variants: Iterable<PatientVariant>,
  context: Context,
  scan: TextScanner = scanHere,
): AsyncGenerator<PatientSearchPart> {
  const reach = (guides[0]?.sequence.length ?? 0) + options.dnaBulge + options.pam.length;
  const byChromosome = variantsByChromosome(variants);
  /** Sequences with variants, in the genome's order. */
  const searched = new Map<string, SearchedContig>();
  const mismatched = new Set<PatientVariant>();
  const hits = new Map<PatientVariant, WindowHit[]>();
  const found = new Set<string>();
  let dense = 0;
  let waiting: WaitingWindow[] = [];
  let waitingBases = 0;

  const reader = new StretchReader<VariantGroup>({
    stretchesOf: (contig) => {
      const chromosome = plainChromosome(contig);
      const list = found.has(chromosome) ? undefined : byChromosome.get(chromosome);
      if (list === undefined) return null;
      found.add(chromosome);
      searched.set(contig, { variants: list, isOn: siteOnVariant(list), sites: [], length: 0 });
      return variantGroups(list, reach);
    },
    ready: (read) => {
      for (const variant of mismatchedVariants(read)) mismatched.add(variant);
      const { letters, stretch } = read;
      const group = usableGroup(stretch, stretch.start0 + letters.length, mismatched);
      for (const anchor of group.variants.keys()) {
        const { windows, isCut } = haplotypeWindows(group, anchor, reach);
        if (isCut) dense++;
        for (const [index, window] of windows.entries()) {
          const text = windowLetters(group, window, letters);
          const first = stretch.variants[0] as PatientVariant;
          waiting.push({ group: first, anchor, index, window, letters: text });
          waitingBases += text.length;
        }
      }
    },
    ended: (contig, length) => {
      const known = searched.get(contig);
      if (known !== undefined) known.length = length;
    },
  });

  const searchWaiting = async (by: TextScanner): Promise<void> => {
    const windows = waiting;
    waiting = [];
    waitingBases = 0;
    const quiet = { ...context, report: () => undefined };
    const source: GenomeSource = {
      name: genome.name,
      blocks: () => packBlocks(windowPieces(windows), genome.name),
    };
    for await (const sites of searchOffTargets(source, guides, options, quiet, by)) {
      for (const site of sites) {
        const { group, anchor, index, window } = windows[Number(site.contig)] as WaitingWindow;
        if (touchedAlternates(window, site).length === 0) continue;
        const hit = { anchor, window: index, site };
        const known = hits.get(group);
        if (known === undefined) hits.set(group, [hit]);
        else known.push(hit);
      }
    }
  };

  const watched: GenomeSource = {
    name: genome.name,
    async *blocks(run) {
      for await (const block of genome.blocks(run)) {
        reader.take(block);
        if (waitingBases >= BATCH_BASES) await searchWaiting(scan);
        yield block;
      }
      reader.close();
    },
  };
  for await (const sites of searchOffTargets(watched, guides, options, context, scan)) {
    for (const site of sites) {
      const contig = searched.get(site.contig);
      if (contig?.isOn(site) === true) contig.sites.push(site);
    }
    yield { kind: 'reference', sites };
  }
  if (waiting.length > 0) await searchWaiting(scanHere);

  const patientSites: PatientSite[] = [];
  const shape = { pamSide: options.pamSide, pamLength: options.pam.length };
  for (const [contig, { variants: list, sites: onVariants, length }] of searched) {
    const grouped = variantGroups(list, reach);
    for (const { group, sites } of sitesAtVariants(grouped, onVariants)) {
      const ofGroup = hits.get(group.variants[0] as PatientVariant) ?? [];
      if (ofGroup.length === 0 && sites.length === 0) continue;
      const usable = usableGroup(group, length, mismatched);
      const windowsOf = (anchor: number) => haplotypeWindows(usable, anchor, reach).windows;
      patientSites.push(...groupSites(usable, contig, windowsOf, ofGroup, sites, shape));
    }
  }
  let elsewhere = 0;
  for (const [chromosome, list] of byChromosome) {
    if (!found.has(chromosome)) elsewhere += list.length;
  }
  const counts = { elsewhere, mismatched: mismatched.size, dense };
  yield { kind: 'patient', sites: patientSites, counts };
}

/** Those whose reference bases do not stand in the genome. */
function mismatchedVariants({
  stretch,
  letters,
}: ReadStretch<VariantGroup>): readonly PatientVariant[] {
  return stretch.variants.filter(({ start0, reference }) => {
    const at = start0 - stretch.start0;
    return at > letters.length || letters.slice(at, at + reference.length) !== reference;
  });
}

function usableGroup(
  { variants, start0, end0 }: VariantGroup,
  length: number,
  mismatched: ReadonlySet<PatientVariant>,
): VariantGroup {
  return {
    variants: variants.filter((variant) => !mismatched.has(variant)),
    start0,
    end0: Math.min(end0, length),
  };
}

function windowLetters(
  { variants, start0: first0 }: VariantGroup,
  { segments }: HaplotypeWindow,
  letters: string,
): string {
  return segments
    .map(({ variant, start0, end0 }) =>
      variant === null
        ? letters.slice(start0 - first0, end0 - first0)
        : (variants[variant] as PatientVariant).alternate,
    )
    .join('');
}

/** Each a sequence of its own, named by its place in the list. */
async function* windowPieces(windows: readonly WaitingWindow[]): AsyncGenerator<LetterPiece> {
  const encoder = new TextEncoder();
  for (const [i, { letters }] of windows.entries()) {
    yield { name: String(i), start0: 0, letters: encoder.encode(letters) };
  }
}
