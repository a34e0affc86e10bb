import { translateCodons } from '../../../genome/consequence/codons.js';
import { readingFrameProblems } from '../../sequence-checks.js';
import type { AssembledVector } from '../assembled-vector.js';
import { spanSequence } from '../span-sequence.js';
import { type CheckResult, failed, passed } from '../vector-check.js';

/** Does each frame of the construct read from ATG to its stop, and is it the protein that was asked for. */
export function checkReadingFrames({ construct, transcripts }: AssembledVector): CheckResult {
  const frames = transcripts.flatMap((transcript) => transcript.frames);
  if (frames.length === 0) return passed('no protein is coded for');
  const faults = frames.flatMap((frame) => {
    const { dna } = spanSequence(construct, frame);
    const [problem] = readingFrameProblems(dna);
    const residues = translateCodons(dna, 1).replace(/\*+$/, '');
    if (problem !== undefined) return [{ frame, fault: `${frame.label}: ${problem.kind}` }];
    return residues === frame.protein
      ? []
      : [{ frame, fault: `${frame.label}: reads another protein than planned` }];
  });
  if (faults.length > 0) {
    return failed(
      faults.map(({ fault }) => fault).join('; '),
      faults.map(({ frame }) => frame),
    );
  }
  return passed(
    frames
      .map(({ label, protein }) => `${label}: ATG to stop, ${protein.length} residues as planned`)
      .join('; '),
  );
}
