import type { BaseEditor, EditWindow } from '../../engines/editing/nuclease.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import { type GuideSite, guideSites, lonelySites, placeInSpacer } from './guide-sites.js';
import { around, isNearSplicing, type Locus, proteinOf, substituted } from './locus.js';
import { proteinChangeFrom } from './protein-change.js';

/** Another base that the editor is likely to rewrite too. */
interface Bystander {
  /** 1-based from the spacer's 5' end. */
  readonly place: number;
  readonly window: 'main' | 'minor';
  /** What it does to the healthy protein when rewritten beside the target; null where it can't be read. */
  readonly proteinChange: string | null;
  /** Does it lie where splicing reads. */
  readonly nearSplicing: boolean;
}

/** One guide for one base editor that turns the mutant allele back. */
export interface BaseEdit {
  readonly editor: string;
  readonly editorTitle: string;
  readonly site: GuideSite;
  /** Place of the target in the spacer, 1-based from its 5' end, and the editor's main window. */
  readonly targetPlace: number;
  readonly window: EditWindow;
  /** `sequence`: the healthy bases come back; `protein`: another codon of the healthy residue. */
  readonly restores: 'protein' | 'sequence';
  /** The mutant allele's locus, forward strand, with the target rewritten, and with all of the main window. */
  readonly targetOnly: string;
  readonly wholeWindow: string;
  /** Against the healthy protein; null where it can't be read. */
  readonly wholeWindowChange: string | null;
  readonly bystanders: readonly Bystander[];
}

interface Target {
  readonly at0: number;
  readonly restores: BaseEdit['restores'];
}

/** Base edits that restore the healthy protein from the mutant allele; cleanest first. */
export function baseEdits(locus: Locus, editors: readonly BaseEditor[]): readonly BaseEdit[] {
  const found = editors.flatMap((editor) =>
    ([1, -1] as const).flatMap((strand) => {
      const targets = targetsOf(locus, editor, strand);
      return targets.length === 0 ? [] : editsOf(locus, editor, strand, targets);
    }),
  );
  return found.sort(
    (a, b) =>
      harmfulIn(a, 'main') - harmfulIn(b, 'main') ||
      harmfulIn(a, 'minor') - harmfulIn(b, 'minor') ||
      Number(a.restores === 'protein') - Number(b.restores === 'protein') ||
      a.bystanders.length - b.bystanders.length ||
      fromCentre(a) - fromCentre(b),
  );
}

/** Bystanders of a window that are known to change the protein, or may. */
function harmfulIn({ bystanders }: BaseEdit, window: Bystander['window']): number {
  return bystanders.filter(
    (one) => one.window === window && (one.proteinChange !== 'none' || one.nearSplicing),
  ).length;
}

function fromCentre({ targetPlace, window }: BaseEdit): number {
  return Math.abs(targetPlace - (window.first + window.last) / 2);
}

/** No protospacer with its PAM is longer. Unit: nt. */
const GUIDE_REACH = 40;
/** Farthest a base of the variant's codon lies from a changed base. Unit: nt. */
const CODON_REACH = 2;

/** Bases at the change that the editor's one kind of letter change turns back, on one strand. */
function targetsOf(locus: Locus, { from, to }: BaseEditor, strand: 1 | -1): readonly Target[] {
  const { wildtype, mutant } = locus.bases;
  if (wildtype.length !== mutant.length) return [];
  const [before, after] = strand === 1 ? [from, to] : [from, to].map(reverseComplement);
  const targets: Target[] = [];
  // A mutation that acts by splicing is turned back by the healthy bases alone.
  const isRead = (changeOf(locus, mutant) ?? 'none') !== 'none';
  const { start0, end0 } = locus.change;
  const first = Math.max(0, start0 - CODON_REACH);
  for (let at0 = first; at0 < Math.min(mutant.length, end0.mutant + CODON_REACH); at0++) {
    if (mutant[at0] !== before) continue;
    const edited = substituted(mutant, [{ at0, base: after as string }]);
    if (edited === wildtype) {
      targets.push({ at0, restores: 'sequence' });
    } else if (isRead && changeOf(locus, edited) === 'none') {
      targets.push({ at0, restores: 'protein' });
    }
  }
  return targets;
}

function editsOf(
  locus: Locus,
  editor: BaseEditor,
  strand: 1 | -1,
  targets: readonly Target[],
): readonly BaseEdit[] {
  const { mutant } = locus.bases;
  const near = guideSites(mutant, editor, around(locus, GUIDE_REACH)).filter(
    (site) =>
      site.strand === strand && targets.some(({ at0 }) => placeInSpacer(site, at0) !== null),
  );
  return lonelySites(mutant, near).flatMap((site) =>
    targets.flatMap((target): readonly BaseEdit[] => {
      const targetPlace = placeInSpacer(site, target.at0);
      if (targetPlace === null || !isIn(editor.window, targetPlace)) return [];
      return [editOf(locus, editor, site, target, targetPlace)];
    }),
  );
}

function editOf(
  locus: Locus,
  editor: BaseEditor,
  site: GuideSite,
  { at0, restores }: Target,
  targetPlace: number,
): BaseEdit {
  const to = site.strand === 1 ? editor.to : reverseComplement(editor.to);
  const others = [...site.spacer].flatMap((base, i) => {
    const place = i + 1;
    if (base !== editor.from || place === targetPlace) return [];
    const window = isIn(editor.window, place)
      ? 'main'
      : editor.minorWindow !== null && isIn(editor.minorWindow, place)
        ? 'minor'
        : null;
    const forward0 = site.strand === 1 ? site.start0 + i : site.end0 - 1 - i;
    return window === null ? [] : [{ place, window, at0: forward0 } as const];
  });
  const rewritten = (places: readonly number[]): string =>
    substituted(
      locus.bases.mutant,
      places.map((place0) => ({ at0: place0, base: to })),
    );
  const mains = others.filter(({ window }) => window === 'main');
  const wholeWindow = rewritten([at0, ...mains.map((other) => other.at0)]);
  return {
    editor: editor.id,
    editorTitle: editor.title,
    site,
    targetPlace,
    window: editor.window,
    restores,
    targetOnly: rewritten([at0]),
    wholeWindow,
    wholeWindowChange: changeOf(locus, wholeWindow),
    bystanders: others.map(({ place, window, at0: other }) => ({
      place,
      window,
      proteinChange: changeOf(locus, rewritten([at0, other])),
      nearSplicing: isNearSplicing(locus, 'mutant', other),
    })),
  };
}

function isIn({ first, last }: EditWindow, place: number): boolean {
  return place >= first && place <= last;
}

function changeOf(locus: Locus, bases: string): string | null {
  const healthy = proteinOf(locus, 'wildtype', locus.bases.wildtype);
  const protein = proteinOf(locus, 'mutant', bases);
  if (healthy === null || protein === null) return null;
  return proteinChangeFrom(healthy.residues, protein);
}
