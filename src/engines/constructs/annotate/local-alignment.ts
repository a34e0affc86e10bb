/** Scores of a local alignment; gaps cost by the letter. */
export interface AlignmentScores {
  readonly match: number;
  readonly mismatch: number;
  readonly gap: number;
}

/** A stretch of a query and of a subject that read alike; ends are half-open. */
export interface LocalAlignment {
  readonly score: number;
  readonly queryStart0: number;
  readonly queryEnd0: number;
  readonly subjectStart0: number;
  readonly subjectEnd0: number;
  /** Letters that agree. */
  readonly matches: number;
  /** Letters and gaps. */
  readonly columns: number;
}

/** The best stretch without gaps on one diagonal (subject place less query place); null where no letter agrees. */
export function ungappedAlignment(
  query: Uint8Array,
  subject: Uint8Array,
  diagonal: number,
  { match, mismatch }: AlignmentScores,
): LocalAlignment | null {
  const from = Math.max(0, -diagonal);
  const to = Math.min(query.length, subject.length - diagonal);
  let best = { score: 0, start: 0, end: 0, matches: 0 };
  let score = 0;
  let start = from;
  let matches = 0;
  for (let i = from; i < to; i++) {
    const agrees = query[i] === subject[i + diagonal];
    score += agrees ? match : -mismatch;
    if (agrees) matches++;
    if (score <= 0) {
      score = 0;
      matches = 0;
      start = i + 1;
    } else if (score > best.score) {
      best = { score, start, end: i + 1, matches };
    }
  }
  if (best.score === 0) return null;
  return {
    score: best.score,
    queryStart0: best.start,
    queryEnd0: best.end,
    subjectStart0: best.start + diagonal,
    subjectEnd0: best.end + diagonal,
    matches: best.matches,
    columns: best.end - best.start,
  };
}

const [STOP, DIAGONAL, SUBJECT_ONLY, QUERY_ONLY] = [0, 1, 2, 3] as const;

/**
 * The best local alignment (Smith & Waterman 1981, J Mol Biol 147:195) with all its cells on diagonals
 * (subject place less query place) from `lowest` to `highest`; null where no letter agrees.
 */
export function localAlignment(
  query: Uint8Array,
  subject: Uint8Array,
  lowest: number,
  highest: number,
  { match, mismatch, gap }: AlignmentScores,
): LocalAlignment | null {
  const width = highest - lowest + 1;
  const trace = new Uint8Array(query.length * width);
  let above = new Int32Array(width + 2);
  let row = new Int32Array(width + 2);
  let best = 0;
  let bestAt = -1;
  for (let i = 0; i < query.length; i++) {
    const letter = query[i] as number;
    row.fill(0);
    const from = Math.max(0, -(i + lowest));
    const to = Math.min(width - 1, subject.length - 1 - i - lowest);
    for (let d = from; d <= to; d++) {
      const agrees = letter === subject[i + lowest + d];
      // Cell d stands at d + 1: the diagonal neighbour keeps its place, the one above is one further.
      let score = (above[d + 1] as number) + (agrees ? match : -mismatch);
      let step: number = DIAGONAL;
      const across = (row[d] as number) - gap;
      if (across > score) {
        score = across;
        step = SUBJECT_ONLY;
      }
      const down = (above[d + 2] as number) - gap;
      if (down > score) {
        score = down;
        step = QUERY_ONLY;
      }
      if (score <= 0) continue;
      row[d + 1] = score;
      trace[i * width + d] = step;
      if (score > best) {
        best = score;
        bestAt = i * width + d;
      }
    }
    [above, row] = [row, above];
  }
  return bestAt < 0 ? null : traced(query, subject, lowest, width, trace, best, bestAt);
}

function traced(
  query: Uint8Array,
  subject: Uint8Array,
  lowest: number,
  width: number,
  trace: Uint8Array,
  score: number,
  bestAt: number,
): LocalAlignment {
  let i = Math.trunc(bestAt / width);
  let d = bestAt % width;
  const queryEnd0 = i + 1;
  const subjectEnd0 = i + lowest + d + 1;
  let queryStart0 = i;
  let subjectStart0 = subjectEnd0 - 1;
  let matches = 0;
  let columns = 0;
  while (i >= 0 && d >= 0 && d < width) {
    const step = trace[i * width + d];
    if (step === STOP) break;
    columns++;
    queryStart0 = i;
    subjectStart0 = i + lowest + d;
    if (step === DIAGONAL) {
      if (query[i] === subject[subjectStart0]) matches++;
      i--;
    } else if (step === SUBJECT_ONLY) {
      d--;
    } else {
      i--;
      d++;
    }
  }
  return { score, queryStart0, queryEnd0, subjectStart0, subjectEnd0, matches, columns };
}
