import type { Source } from '../../../../core/cited.js';
import type { Range } from '../../part.js';
import type { AssembledVector } from '../assembled-vector.js';
import { directRepeats } from '../direct-repeats.js';
import { isRetroviral } from '../retroviral.js';
import { type CheckResult, failed, passed, warned } from '../vector-check.js';

const REPEATS: Source = {
  name: 'VectorBuilder: the same promoter twice in a lentiviral vector',
  url: 'https://www.vectorbuilder.cn/resources/vector-academy/lessons/design-pitfall.html',
};
const ZFN: Source = {
  name: 'Joglekar, Integrase-defective lentiviral vectors for the ADA locus, Mol Ther',
  url: 'https://c.coek.info/pdf-integrase-defective-lentiviral-vectors-as-a-delivery-platform-for-targeted-modif.html',
};

/** Shorter ones are told of no vector; our choice, as no length was read below which recombination stops. */
const TOLD_FROM_BP = 30;
/** With 568 bp twice, the first reporter was left in 12 % of the cells; our choice lies below. */
const FAILS_FROM_BP = 200;

/** Stretches that stand twice in the packaged genome in one direction: retroviruses recombine them away. */
export function checkDirectRepeats(vector: AssembledVector): CheckResult {
  const span = vector.packaged ?? { start0: 0, end0: vector.construct.sequence.length };
  const meant = vector.construct.features
    .filter(({ role }) => role === 'long_terminal_repeat' || role === 'inverted_terminal_repeat')
    .flatMap(({ ranges }) => ranges);
  const isMeant = (range: Range): boolean =>
    meant.some(({ start0, end0 }) => start0 < range.end0 && range.start0 < end0);
  const repeats = directRepeats(vector.construct.sequence, span, TOLD_FROM_BP).filter(
    ({ first, second }) => !(isMeant(first) && isMeant(second)),
  );
  const [longest] = repeats;
  if (longest === undefined) {
    return passed(`no ${TOLD_FROM_BP} bases stand twice in one direction`);
  }
  const length = longest.first.end0 - longest.first.start0;
  const text = `${repeats.length === 1 ? 'a stretch' : `${repeats.length} stretches`} of up to ${length} bases, the longest at ${longest.first.start0 + 1} and ${longest.second.start0 + 1}`;
  const ranges = repeats.flatMap(({ first, second }) => [first, second]);
  if (!isRetroviral(vector.backbone)) {
    return warned(`${text}: hard to synthesise, and bacteria may recombine them`, ranges);
  }
  return length >= FAILS_FROM_BP
    ? failed(
        `${text}: reverse transcription deletes what lies between; use another part for one of them`,
        ranges,
        REPEATS,
        ZFN,
      )
    : warned(
        `${text}: what lies between may be lost on reverse transcription`,
        ranges,
        REPEATS,
        ZFN,
      );
}
