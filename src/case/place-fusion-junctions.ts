import { transcriptIndex } from '../engines/genome/consequence/transcript-index.js';
import { placeFusionJoint } from '../engines/genome/junction/place-fusion-joint.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { FusionPartner, FusionRow } from '../formats/fusion/fusion-row.js';

/**
 * Fusions whose protein is whole but comes without a mark at the junction, with the junction placed by the
 * healthy proteins of the transcripts that the tool names, where the reference has them.
 */
export function placeFusionJunctions(
  fusions: readonly FusionRow[],
  reference: Reference,
): readonly FusionRow[] {
  const healthy = ({ transcript }: FusionPartner): string | null => {
    const found = transcript === null ? null : reference.transcript(transcript);
    return found === null ? null : transcriptIndex(found).protein;
  };
  return fusions.map((fusion) => {
    const { protein, peptide, inFrame, gene5, gene3 } = fusion;
    if (protein === null || peptide !== null || inFrame === null) return fusion;
    const protein5 = healthy(gene5);
    if (protein5 === null) return fusion;
    const joint = placeFusionJoint(protein, inFrame, { protein5, protein3: healthy(gene3) });
    return joint === null
      ? fusion
      : { ...fusion, peptide: { sequence: protein, ...joint, endsAtStop: true }, noPeptide: null };
  });
}
