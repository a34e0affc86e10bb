import { countByCode, type SkippedItem } from '../../core/skipped.js';
import type { SpliceJunction } from '../../case/tumour-case.js';
import type { MissingPart } from '../findings.js';
import type { NeoantigenOptions } from '../neoantigens/find-neoantigens.js';
import { draftPeptides, type EventDraft } from './draft-event.js';

/** What codes of junctions without a protein say, for a count of them in front. */
export const UNUSED_JUNCTIONS: Readonly<Record<string, string>> = {
  'annotated-junction': 'splice junctions that healthy transcripts have too',
  'junction-not-assessed': 'splice junctions without transcripts at hand to read them on',
  'junction-outside-reference': 'splice junctions in no transcript at hand, or not on their strand',
  'junction-needs-genome': 'splice junctions that take intronic bases which the reference lacks',
  'junction-outside-coding': 'splice junctions that leave the protein as it is',
  'junction-outside-transcript': 'splice junctions that lead out of their transcript',
  'junction-loses-start': 'splice junctions that take the start codon away',
  'junction-incomplete-transcript': 'splice junctions in transcripts without a whole reading frame',
  'junction-unlike-reference': 'splice junctions whose variant does not fit the reference',
  'junction-adds-no-residue': 'splice junctions that end the protein without a new residue',
};

/** Codes that answer the question: nothing new comes of these junctions. */
const ANSWERED = new Set([
  'annotated-junction',
  'junction-adds-no-residue',
  'junction-outside-coding',
]);

function skippedJunction(junction: SpliceJunction, code: string, reason: string): SkippedItem {
  const { chromosome, start0, end0, geneSymbols, line } = junction;
  const place = `${chromosome}:${start0 + 1}-${end0}`;
  return {
    status: 'skipped',
    item: `splice junction ${[place, geneSymbols.join(', ')].filter((word) => word !== '').join(' ')}`,
    code,
    reason,
    line,
  };
}

/** Splice junctions with the proteins that the case has for them, and those without, named with the reason. */
export function draftSplicing(
  junctions: readonly SpliceJunction[],
  options: NeoantigenOptions,
): {
  readonly drafts: readonly EventDraft[];
  readonly skipped: readonly SkippedItem[];
  readonly missing: readonly MissingPart[];
} {
  const drafts: EventDraft[] = [];
  const skipped: SkippedItem[] = [];
  for (const junction of junctions) {
    const { noProtein, proteins, chromosome, start0, end0 } = junction;
    if (noProtein !== null) {
      skipped.push(skippedJunction(junction, noProtein.code, noProtein.reason));
    }
    for (const protein of proteins) {
      const { sequence, novelStart0, novelEnd0, breakpoint0, wildtype } = protein;
      const isCleanJoint = novelStart0 === novelEnd0;
      const made = draftPeptides(
        // Residues that both sides share at the joint are read as the ones before it.
        { sequence, novelStart0, novelEnd0, breakpoint0: isCleanJoint ? novelStart0 : breakpoint0 },
        { protein5: wildtype, protein3: null },
        options,
        (code, reason) =>
          skippedJunction(junction, code, `${protein.transcripts.join(', ')}: ${reason}`),
      );
      skipped.push(...made.skipped);
      drafts.push({
        event: {
          kind: 'splice',
          tool: 'RegTools',
          name: junction.name,
          intron: { chromosome, start0, end0 },
          strand: junction.strand,
          anchor: junction.anchor,
          spliceSite: junction.spliceSite,
          geneSymbol: protein.geneSymbol,
          geneId: protein.geneId,
          transcripts: protein.transcripts,
          effect: protein.effect,
          frame: protein.frame,
          tiedVariants: junction.variants,
          readWithVariant: protein.variant,
          doubts: protein.doubts,
          junctionReads: junction.reads,
          line: junction.line,
          sequence,
          breakpoint0,
          endsAtStop: protein.endsAtStop,
        },
        peptides: made.peptides,
      });
    }
  }
  return { drafts, skipped, missing: missingJunctions(junctions) };
}

/** The junctions that were not assessed, by reason. */
function missingJunctions(junctions: readonly SpliceJunction[]): readonly MissingPart[] {
  const open = junctions.flatMap(({ noProtein }) =>
    noProtein === null || ANSWERED.has(noProtein.code)
      ? []
      : [{ status: 'skipped' as const, item: '', ...noProtein }],
  );
  if (open.length === 0) return [];
  const counts = countByCode(open);
  const needsGenome = counts.some(({ code }) => code === 'junction-needs-genome');
  return [
    {
      part: 'neoantigens of splice junctions',
      reason: `not assessed: ${counts.map(({ code, count }) => `${count} ${UNUSED_JUNCTIONS[code]}`).join('; ')}`,
      wouldNeed: `a reference pack that holds their transcripts (packs build, packs pull)${needsGenome ? '; a genome FASTA for the introns' : ''}`,
    },
  ];
}
