import { tsvRow } from '../../formats/tsv/write-tsv.js';
import type { Designs } from '../../modalities/designs.js';
import type {
  EvidenceLine,
  TargetedTherapyDesign,
} from '../../modalities/targeted-therapy/targeted-therapy-design.js';

const COLUMNS = [
  'regimen',
  'regimen_rank',
  'regimen_amp_asco_cap',
  'regimen_escat',
  'regimen_standing',
  'part',
  'evidence',
  'pmid',
  'citation',
  'alteration',
  'profile',
  'match',
  'therapy',
  'says',
  'type',
  'level',
  'rating',
  'disease',
  'tumour_type',
  'disease_asks',
  'amp_asco_cap',
  'escat',
  'germline',
  'note',
] as const;

type Part = 'against' | 'against-objections' | 'germline' | 'opposed' | 'outcome' | 'supports';

/**
 * `evidence.tsv`: an item a row, under the regimen that it speaks of; then, without one, therapies that only evidence
 * against was found of, outcome, and inherited variants. The header alone where nothing was designed.
 */
export function* evidenceTable(designs: Designs): Generator<string> {
  yield tsvRow(COLUMNS);
  for (const { kind, designs: own } of designs.therapies) {
    if (kind !== 'targeted-therapy') continue;
    for (const [i, design] of (own as readonly TargetedTherapyDesign[]).entries()) {
      const rows = (part: Part, lines: readonly EvidenceLine[]): readonly string[] =>
        lines.map((line) => rowOf(part, line, { design, rank: i + 1 }));
      yield* rows('supports', design.supporting);
      yield* rows('against', design.contradicting);
      yield* rows('against-objections', design.againstObjections);
    }
    for (const { other } of own as readonly TargetedTherapyDesign[]) {
      if (other === null) continue;
      for (const part of ['opposed', 'outcome', 'germline'] as const) {
        for (const line of other[part]) yield rowOf(part, line, null);
      }
    }
  }
}

function rowOf(
  part: Part,
  line: EvidenceLine,
  of: { readonly design: TargetedTherapyDesign; readonly rank: number } | null,
): string {
  return tsvRow([
    of?.design.therapy ?? null,
    of?.rank ?? null,
    of?.design.ampTier ?? null,
    of?.design.escatTier ?? null,
    of?.design.standing ?? null,
    part,
    line.evidence,
    line.pmid,
    line.citation,
    line.alteration,
    line.profile,
    line.closeness,
    line.therapy === '' ? null : line.therapy,
    line.says,
    line.type,
    line.level,
    line.rating,
    line.disease,
    line.relation,
    line.qualifier,
    line.ampTier,
    line.escatTier,
    line.germline,
    line.notes.length === 0 ? null : line.notes.join('; '),
  ]);
}
