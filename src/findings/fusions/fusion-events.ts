import type { SkippedItem } from '../../core/skipped.js';
import type { FusionPartner, FusionRow } from '../../case/tumour-case.js';
import { placeFusionJoint } from '../../engines/genome/junction/place-fusion-joint.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type { NeoantigenOptions } from '../neoantigens/find-neoantigens.js';
import { draftPeptides, type EventDraft } from './draft-event.js';
import type { FusionEvent } from './junction-neoantigen.js';

/** A protein's first or last residues that are looked up to find it: by chance one in 20^12. */
const SOUGHT_RESIDUES = 12;

/** `chr22:23632600`, 1-based, as the tools write it; null where the file has none. */
export function breakpointText({ breakpoint }: FusionPartner): string | null {
  return breakpoint === null ? null : `${breakpoint.chromosome}:${breakpoint.start0 + 1}`;
}

/** `BCR::ABL1 chr22:23632600 chr9:133729450`; genes joined as HGNC recommends. */
export function fusionName({ gene5, gene3 }: Pick<FusionRow, 'gene3' | 'gene5'>): string {
  const places = [gene5, gene3].map(breakpointText).filter((place) => place !== null);
  return [`${gene5.name}::${gene3.name}`, ...places].join(' ');
}

function skippedFusion(fusion: FusionRow, code: string, reason: string): SkippedItem {
  return {
    status: 'skipped',
    item: `fusion ${fusionName(fusion)}`,
    code,
    reason: `${fusion.source}: ${reason}`,
    line: fusion.line,
  };
}

/** Fusions with a protein across the junction, and those without, named with the reason. */
export function draftFusions(
  fusions: readonly FusionRow[],
  healthyProteome: HealthyProteome,
  options: NeoantigenOptions,
): { readonly drafts: readonly EventDraft[]; readonly skipped: readonly SkippedItem[] } {
  const drafts: EventDraft[] = [];
  const skipped: SkippedItem[] = [];
  for (const fusion of placedByProteome(fusions, healthyProteome)) {
    const { peptide, noPeptide, protein, inFrame } = fusion;
    if (peptide === null) {
      const isUnplaced = protein !== null && inFrame !== null;
      skipped.push(
        skippedFusion(
          fusion,
          isUnplaced ? 'junction-not-placed' : 'no-fusion-peptide',
          noPeptide ?? 'no protein',
        ),
      );
      continue;
    }
    const made = draftPeptides(
      peptide,
      { protein5: null, protein3: null },
      options,
      (code, reason) => skippedFusion(fusion, code, reason),
    );
    skipped.push(...made.skipped);
    drafts.push({
      event: {
        kind: 'fusion',
        tool: fusion.source,
        gene5: fusion.gene5,
        gene3: fusion.gene3,
        frame: frameOf(inFrame),
        junctionReads: fusion.junctionReads,
        spanningReads: fusion.spanningReads,
        confidence: fusion.confidence,
        tags: fusion.tags,
        line: fusion.line,
        sequence: peptide.sequence,
        breakpoint0: peptide.breakpoint0,
        endsAtStop: peptide.endsAtStop,
      },
      peptides: made.peptides,
    });
  }
  return { drafts, skipped };
}

function frameOf(inFrame: boolean | null): FusionEvent['frame'] {
  if (inFrame === null) return null;
  return inFrame ? 'in-frame' : 'frameshift';
}

/**
 * Whole fusion proteins without a mark at the junction, with the junction placed by the partners' healthy
 * proteins: those of their genes that begin, or end, as the fusion protein does.
 */
function placedByProteome(
  fusions: readonly FusionRow[],
  healthyProteome: HealthyProteome,
): readonly FusionRow[] {
  const unplaced = fusions.flatMap((fusion) =>
    fusion.protein !== null && fusion.peptide === null && fusion.inFrame !== null
      ? [fusion.protein]
      : [],
  );
  if (unplaced.length === 0) return fusions;
  const ends = unplaced.flatMap((protein) => [beginning(protein), ending(protein)]);
  const found = new Map(
    healthyProteome
      .occurrences([...new Set(ends)])
      .map(({ peptide, examples }) => [peptide, examples] as const),
  );
  const healthy = (end: string, { symbol }: FusionPartner): string | null => {
    const match = found.get(end)?.find(({ gene }) => gene === symbol);
    return match === undefined ? null : healthyProteome.sequenceOf(match.accession);
  };
  return fusions.map((fusion) => {
    const { protein, peptide, inFrame, gene5, gene3 } = fusion;
    if (protein === null || peptide !== null || inFrame === null) return fusion;
    const protein5 = healthy(beginning(protein), gene5);
    const protein3 = inFrame ? healthy(ending(protein), gene3) : null;
    const without = (reason: string): FusionRow => ({ ...fusion, noPeptide: reason });
    if (protein5 === null) return without(unlike(gene5, 'begins'));
    if (inFrame && protein3 === null) return without(unlike(gene3, 'ends'));
    const joint = placeFusionJoint(protein, inFrame, { protein5, protein3 });
    return joint === null
      ? without('the junction is not marked, and the protein is not its partners’ joined')
      : { ...fusion, peptide: { sequence: protein, ...joint, endsAtStop: true }, noPeptide: null };
  });
}

function beginning(protein: string): string {
  return protein.slice(0, SOUGHT_RESIDUES);
}

function ending(protein: string): string {
  return protein.slice(-SOUGHT_RESIDUES);
}

function unlike({ name }: FusionPartner, does: 'begins' | 'ends'): string {
  return `the junction is not marked (--middlestar), and no healthy protein of ${name} ${does} as the fusion protein does`;
}
