import { type Cited, cited, type Source } from '../../core/cited.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import { vectorById } from '../../engines/constructs/vectors/vector-catalogue.js';
import { insertCapacity } from '../../engines/constructs/vectors/vector-fit.js';
import { BASE_EDITORS } from '../../engines/editing/base-editors.js';
import type { Nuclease } from '../../engines/editing/nuclease.js';
import { NUCLEASES } from '../../engines/editing/nucleases.js';
import type { DesignAims } from './gene-editing-design.js';
import { spCas9 } from './options.js';
import { SOURCES } from './sources.js';

/** Whether an editor goes into one AAV together with its guide. */
export interface EditorFit {
  readonly editor: string;
  readonly title: string;
  /** Coding bases with the stop, without tags and localisation signals; null where no source states them. */
  readonly codingBp: number | null;
  /** True where the editor holds more than the nuclease that was counted. */
  readonly isLeast: boolean;
  /** AAVs it takes; null where that cannot be said. */
  readonly vectors: 1 | 2 | null;
  readonly because: Cited<string>;
}

/** The shortest of their kinds among the parts at hand that drive any cell: promoter of the editor, its poly(A), promoter of the guide. */
const CASSETTE = { promoter: 'promoter-efs', polyA: 'polya-synthetic', guide: 'promoter-u6' };
/** Spacer of 20 nt and SpCas9's scaffold of 76 (oligos.ts); others are not longer. */
const GUIDE_RNA_BP = 96;
/** All capsids carry the same genome. */
const AAV = 'aav2';

interface Cargo {
  readonly editor: string;
  readonly title: string;
  readonly nuclease: Nuclease;
  readonly holdsMore: boolean;
}

/** The editors that a design names, each once, in the order of the aims. */
export function editorFits(aims: DesignAims, parts: PartsLibrary): readonly EditorFit[] {
  const cargos = new Map<string, Cargo>();
  const add = (editor: string, title: string, nuclease: Nuclease, holdsMore: boolean): void => {
    cargos.set(editor, { editor, title, nuclease, holdsMore });
  };
  const items = <T>(aim: { readonly kind: string; readonly items?: readonly T[] }): readonly T[] =>
    aim.items ?? [];
  for (const { nuclease } of items(aims.knockOutMutant)) {
    const found = nucleaseOf(nuclease);
    add(found.id, found.title, found, false);
  }
  for (const { editor, editorTitle } of items(aims.baseEdit)) {
    add(editor, editorTitle, nickaseOfEditor(editor), true);
  }
  for (const { nickase, nickaseTitle } of items(aims.primeEdit)) {
    add(`prime-${nickase}`, `prime editor of ${nickaseTitle}`, nucleaseOf(nickase), true);
  }
  const isSpCas9Used = [aims.repair, aims.knockOutGene].some(({ kind }) => kind === 'designed');
  if (isSpCas9Used) add(spCas9().id, spCas9().title, spCas9(), false);
  return [...cargos.values()].map((cargo) => fitOf(cargo, parts));
}

function nucleaseOf(id: string): Nuclease {
  return NUCLEASES.find((one) => one.id === id) as Nuclease;
}

/** Base editors carry the nickase of SaCas9 or of SpCas9; their PAM tells which. */
function nickaseOfEditor(id: string): Nuclease {
  const pam = BASE_EDITORS.find((one) => one.id === id)?.pam ?? '';
  return nucleaseOf(pam.endsWith('RRT') ? 'sacas9' : 'spcas9');
}

function fitOf({ editor, title, nuclease, holdsMore }: Cargo, parts: PartsLibrary): EditorFit {
  const { lengthAa } = nuclease;
  const of = { editor, title, isLeast: holdsMore };
  const own: Source = SOURCES.spCas9InAav;
  if (lengthAa.value === null) {
    return { ...of, codingBp: null, vectors: null, because: cited(lengthAa.reason, own) };
  }
  const codingBp = 3 * (lengthAa.value + 1);
  const vector = vectorById(AAV);
  const capacity = vector === null ? null : insertCapacity(vector);
  const lengths = Object.values(CASSETTE).map(
    (id) => parts.parts.find((part) => part.id === id)?.sequence.length ?? null,
  );
  if (vector === null || capacity === null || capacity.hardBp === null || lengths.includes(null)) {
    const because = cited('the capacity of AAV or the parts around an editor are not at hand', own);
    return { ...of, codingBp, vectors: null, because };
  }
  const [promoterBp, polyABp, u6Bp] = lengths as [number, number, number];
  const aroundBp = promoterBp + polyABp + u6Bp + GUIDE_RNA_BP;
  const wholeBp = codingBp + aroundBp;
  const softBp = capacity.softBp ?? capacity.hardBp;
  const limits = [vector.packaging.softBp, vector.packaging.hardBp, vector.packaging.ownBp];
  const sources = [...lengthAa.sources, ...limits.flatMap((limit) => limit?.sources ?? [])];
  const say = (vectors: EditorFit['vectors'], text: string, ...more: Source[]): EditorFit => {
    const named = new Map([...sources, ...more].map((source) => [source.name, source]));
    const because = { value: text, sources: [...named.values()] as unknown as [Source] };
    return { ...of, codingBp, vectors, because };
  };
  const counted = `${holdsMore ? `${title}: its ${nuclease.title} alone` : title} with ${aroundBp} bp of the shortest promoters, poly(A) and guide at hand takes ${wholeBp} bp of the ${capacity.hardBp} that AAV took at most`;
  if (wholeBp > capacity.hardBp) {
    const carriesItself = !holdsMore && codingBp + promoterBp + polyABp <= capacity.hardBp;
    return carriesItself
      ? say(2, `${counted}: the guide goes into a second AAV`, SOURCES.spCas9InAav)
      : say(2, `${counted}: it is split over two AAVs and joined by inteins`, SOURCES.splitEditors);
  }
  if (holdsMore) {
    return say(null, `${counted}; how long the rest of it is, no source that was read states`);
  }
  return say(
    1,
    wholeBp <= softBp
      ? `${counted}, and titre is not known to suffer up to ${softBp}`
      : `${counted}; above ${softBp} titre may suffer`,
  );
}
