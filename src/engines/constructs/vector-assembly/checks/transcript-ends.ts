import type { Source } from '../../../../core/cited.js';
import { findSites, type SiteWish } from '../../find-sites.js';
import type { Range } from '../../part.js';
import type { AssembledVector, PlannedTranscript } from '../assembled-vector.js';
import { FEWEST_TERMINATOR_TS } from '../cassette-pieces.js';
import { isRetroviral } from '../retroviral.js';
import { spanSequence } from '../span-sequence.js';
import { type CheckResult, failed, passed, warned } from '../vector-check.js';

const HEXAMERS: readonly SiteWish[] = ['AATAAA', 'ATTAAA'].map((site) => ({
  name: site,
  site,
  strands: 'top',
}));
const PROUDFOOT: Source = {
  name: 'Proudfoot & Brownlee 1976, Nature 263:211',
  url: 'https://www.neuroscience.ox.ac.uk/publications/23080',
};

const RETROVIRAL_POLY_A: Source = {
  name: 'Takara Bio: internal poly(A) signal in a retroviral cassette',
  url: 'https://help.takarabio.com/36168/kb/article/109802',
};
const POL_III: Source = {
  name: 'Termination signal of type 3 polymerase III, 2018, Mol Ther Nucleic Acids 10:36',
  doi: '10.1016/j.omtn.2017.11.006',
};

interface EndFault {
  readonly verdict: 'fail' | 'warn';
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** Does each transcript end where it should, and no sooner; a retroviral genome, in its last repeat alone. */
export function checkTranscriptEnds(vector: AssembledVector): CheckResult {
  const faults = [
    ...vector.transcripts.flatMap((transcript) =>
      transcript.polymerase === 'III'
        ? polymeraseThreeFaults(vector, transcript)
        : messageFaults(vector, transcript),
    ),
    ...genomeFaults(vector),
  ];
  const sources = [
    ...(vector.transcripts.some(({ polymerase }) => polymerase === 'II') ? [PROUDFOOT] : []),
    ...(vector.transcripts.some(({ polymerase }) => polymerase === 'III') ? [POL_III] : []),
    ...(isRetroviral(vector.backbone) ? [RETROVIRAL_POLY_A] : []),
  ];
  const [first] = faults;
  if (first === undefined) {
    return passed('no signal ends a transcript before its end', ...sources);
  }
  const text = faults.map((fault) => fault.text).join('; ');
  const ranges = faults.flatMap((fault) => fault.ranges);
  return faults.some(({ verdict }) => verdict === 'fail')
    ? failed(text, ranges, ...sources)
    : warned(text, ranges, ...sources);
}

function messageFaults(
  vector: AssembledVector,
  transcript: PlannedTranscript,
): readonly EndFault[] {
  const { cassette, polyA, strand } = transcript;
  const missing: readonly EndFault[] =
    polyA !== null || (isRetroviral(vector.backbone) && strand === 1)
      ? []
      : [
          {
            verdict: 'fail',
            text: `${cassette} has no poly(A) signal${isRetroviral(vector.backbone) ? '; read against the genome, it needs one of its own' : ''}`,
            ranges: [transcript],
          },
        ];
  const body =
    polyA === null
      ? transcript
      : strand === 1
        ? { ...transcript, end0: polyA.start0 }
        : { ...transcript, start0: polyA.end0 };
  const { dna, place } = spanSequence(vector.construct, body);
  const signals = findSites({ sequence: dna, topology: 'linear' }, HEXAMERS);
  if (signals.length === 0) return missing;
  return [
    ...missing,
    {
      verdict: 'warn',
      text: `${cassette}: ${signals.map(({ name, start0 }) => `${name} at ${start0 + 1}`).join(', ')} of the transcript may end it early; 3′ RACE shows`,
      ranges: signals.map(({ start0, name }) => place(start0, start0 + name.length)),
    },
  ];
}

function polymeraseThreeFaults(
  vector: AssembledVector,
  transcript: PlannedTranscript,
): readonly EndFault[] {
  const { dna, place } = spanSequence(vector.construct, transcript);
  const body = dna.replace(/T+$/, '');
  const runs = [...body.matchAll(new RegExp(`T{${FEWEST_TERMINATOR_TS},}`, 'g'))];
  return runs.map(({ 0: run, index }): EndFault => ({
    verdict: run.length > FEWEST_TERMINATOR_TS ? 'fail' : 'warn',
    text: `${transcript.cassette}: ${run.length} T in a row at ${index + 1} of the transcript end it early`,
    ranges: [place(index, index + run.length)],
  }));
}

/** A whole poly(A) signal read with the genome cuts it short of its 3′ LTR. */
function genomeFaults(vector: AssembledVector): readonly EndFault[] {
  if (!isRetroviral(vector.backbone)) return [];
  const inside = vector.transcripts.filter(({ polyA, strand }) => polyA !== null && strand === 1);
  return inside.map(({ cassette, polyA }): EndFault => ({
    verdict: 'fail',
    text: `${cassette}: its poly(A) signal ends the genomic RNA before the 3′ LTR, and the titre falls; leave it out, or turn the cassette round`,
    ranges: polyA === null ? [] : [polyA],
  }));
}
