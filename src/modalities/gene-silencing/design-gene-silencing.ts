import { breathe, type Context } from '../../core/context.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import { crispriGuides } from '../../engines/silencing/crispri-guides.js';
import {
  type SearchedTranscripts,
  searchedTranscripts,
} from '../../engines/silencing/sirna-off-targets.js';
import {
  type HairpinBackbone,
  hairpinBackbone,
  SHRNA_GUIDE_LENGTH,
  shrnaHairpin,
} from '../../engines/silencing/shrna-hairpin.js';
import { GUIDE_LENGTH } from '../../engines/silencing/sirna-guide.js';
import { spliceSwitches } from '../../engines/silencing/splice-switching.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import {
  type ChosenSirnas,
  sirnasOfFusion,
  sirnasOfMutation,
  type SirnaMeans,
  sought,
} from './choose-sirnas.js';
import { riskClaims, targetClaims } from './claims.js';
import { deliveryFor } from './delivery.js';
import {
  type GeneSilencingDesign,
  itemsOf,
  type JudgedHairpin,
  type JudgedSirna,
  type JudgedSpliceSwitch,
  type SilencedTarget,
  type Sought,
} from './gene-silencing-design.js';
import { checkGeneSilencingOptions, type GeneSilencingOptions } from './options.js';
import {
  type FusionGround,
  fusionGround,
  type LeftOut,
  type MutationGround,
  mutationGround,
  type SilencingTarget,
  silencingTargets,
} from './silencing-targets.js';
import { hairpinOligos, hairpinVector, targetConstruct } from './silencing-constructs.js';

/** Reasons told where nothing was designed; the dossier's assessment has the first ones too. */
const TOLD = 4;

type Draft = Omit<GeneSilencingDesign, 'leftOut'>;

/** A design for each oncogene and fusion that the reference has the transcript of, the most oncogenic first. */
export async function designGeneSilencing(
  findings: Findings,
  options: GeneSilencingOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly GeneSilencingDesign[]> {
  const choice = checkGeneSilencingOptions(options);
  await breathe(context);
  const { build } = findings.tumour;
  const { targets, leftOut: leftAlone } = silencingTargets(findings);
  if (build.kind === 'missing' || targets.length === 0) return [];
  const reference = await engines.editing.reference(build.value);
  const model = await engines.silencing.efficacy();
  if (reference === null || model === null) {
    const lacking = reference === null ? `reference of ${build.value}` : 'model of siRNA efficacy';
    context.warn(`gene silencing: no ${lacking} is installed`);
    return [];
  }
  const searched = searchedTranscripts(reference.transcripts(), reference.source);
  const means: SirnaMeans = { model, energies: engines.rna.energies, reference, choice, context };
  const leftOut: LeftOut[] = [...leftAlone];
  const drafts: Draft[] = [];
  for (const [done, target] of targets.entries()) {
    context.report({ step: 'silencing targets', done, total: targets.length });
    await breathe(context);
    const { label } = target;
    if (drafts.length >= choice.maxTargets) {
      leftOut.push({ label, reason: `maxTargets is ${choice.maxTargets}` });
      continue;
    }
    const grounds =
      target.kind === 'mutation'
        ? mutationGround(reference, target.driver)
        : fusionGround(reference, target.fusion);
    if ('reason' in grounds) {
      leftOut.push({ label, reason: grounds.reason });
      continue;
    }
    const sirnas =
      'junction0' in grounds
        ? await sirnasOfFusion(grounds, means)
        : await sirnasOfMutation(grounds, means);
    const from = { target, grounds, sirnas, findings, searched, build: build.value };
    drafts.push(
      designOf(`gene-silencing-${drafts.length + 1}`, from, engines, choice.perStrategy, means),
    );
  }
  if (drafts.length === 0) {
    const told = leftOut.slice(0, TOLD).map(({ label, reason }) => `${label}: ${reason}`);
    const rest = leftOut.length - told.length;
    context.warn(
      `gene silencing: nothing was designed. ${told.join('; ')}${rest > 0 ? `; and ${rest} others` : ''}`,
    );
  }
  return drafts.map((draft) => ({ ...draft, leftOut }));
}

interface From {
  readonly target: SilencingTarget;
  readonly grounds: FusionGround | MutationGround;
  readonly sirnas: ChosenSirnas;
  readonly findings: Findings;
  readonly searched: SearchedTranscripts;
  readonly build: GenomeBuild;
}

function designOf(
  id: string,
  { target, grounds, sirnas, findings, searched, build }: From,
  { parts }: DesignEngines,
  perStrategy: number,
  { choice }: SirnaMeans,
): Draft {
  const { mutantOnly, junction, wholeGene, scan } = sirnas;
  const backbone = hairpinBackbone(parts);
  const hairpins = hairpinsFor(sirnas, backbone, perStrategy);
  const transcript = 'junction0' in grounds ? null : grounds.transcript;
  const { crispri, crispriRegion } = crispriFor(transcript, perStrategy);
  const vector =
    hairpins.kind === 'designed' && !('reason' in backbone)
      ? hairpinVector(id, hairpins.items[0], backbone, parts)
      : { construct: null, checks: null, insertBp: null };
  const aims = { mutantOnly, junction, wholeGene, hairpins, crispri };
  const ofTarget: readonly JudgedSirna[] = [...itemsOf(mutantOnly), ...itemsOf(junction)];
  return {
    kind: 'gene-silencing',
    id,
    score: target.kind === 'mutation' ? target.driver.oncogenicity.points : 0,
    claims: [...targetClaims(target, findings), ...riskClaims(aims)],
    label: target.label,
    build,
    target: silencedTarget(target, grounds),
    chemistry: choice.chemistry,
    searched,
    ...aims,
    crispriRegion,
    scan,
    spliceSwitch: choice.spliceSwitching
      ? spliceFor(transcript, perStrategy)
      : { kind: 'not-sought', because: 'spliceSwitching is off' },
    delivery: deliveryFor(findings, vector.insertBp),
    vectorChecks: vector.checks,
    constructs: [
      ...targetConstruct(id, sirnas.target, sirnas.cds, ofTarget),
      ...('reason' in backbone ? [] : hairpinOligos(id, itemsOf(hairpins), backbone)),
      ...(vector.construct === null ? [] : [vector.construct]),
    ],
  };
}

function silencedTarget(
  target: SilencingTarget,
  grounds: FusionGround | MutationGround,
): SilencedTarget {
  if (target.kind === 'mutation' && 'transcripts' in grounds) {
    const { driver } = target;
    return {
      kind: 'mutation',
      gene: driver.geneSymbol,
      variantId: driver.variantId,
      transcript: grounds.transcript.id,
      transcripts: grounds.transcripts.length,
    };
  }
  if (target.kind === 'fusion' && 'junction0' in grounds) {
    const { gene5, gene3 } = target.fusion;
    return {
      kind: 'fusion',
      gene5: gene5.name,
      gene3: gene3.name,
      transcript5: grounds.transcript5.id,
      transcript3: grounds.transcript3.id,
    };
  }
  throw new Error(`${target.label} has the ground of another kind of target`);
}

/** Hairpins of the siRNAs that spare most: of the mutant or the junction, else of the whole gene. */
function hairpinsFor(
  { target, mutantOnly, junction, wholeGene }: ChosenSirnas,
  backbone: HairpinBackbone | { readonly reason: string },
  perStrategy: number,
): Sought<JudgedHairpin> {
  if ('reason' in backbone) return { kind: 'not-possible', because: backbone.reason };
  const selective: readonly JudgedSirna[] = [...itemsOf(mutantOnly), ...itemsOf(junction)];
  const sirnas = selective.length > 0 ? selective : itemsOf(wholeGene);
  const hairpins = sirnas.flatMap(({ id, start0, guide }): readonly Omit<JudgedHairpin, 'id'>[] => {
    const site = target.bases.slice(start0 - 1, start0 + GUIDE_LENGTH);
    if (start0 < 1 || site.length < SHRNA_GUIDE_LENGTH || site.includes('N')) return [];
    const hairpin = shrnaHairpin(site, backbone);
    // Of the whole gene the site may lie elsewhere on the mutant: then there is no hairpin of it.
    const makesIt = hairpin.guide.startsWith(guide.replaceAll('U', 'T'));
    return makesIt ? [{ ...hairpin, of: id }] : [];
  });
  return sought(
    hairpins.slice(0, perStrategy).map((hairpin, i) => ({ ...hairpin, id: `SH${i + 1}` })),
    'no siRNA of this target has a known base before its site',
  );
}

function crispriFor(
  transcript: Transcript | null,
  perStrategy: number,
): Pick<GeneSilencingDesign, 'crispri' | 'crispriRegion'> {
  if (transcript === null) {
    const because =
      'a guide at the start of the 5\u2032 partner would silence its healthy copy as well';
    return { crispri: { kind: 'not-sought', because }, crispriRegion: null };
  }
  const { guides, basesBefore, basesAfter } = crispriGuides(transcript);
  return {
    crispri: sought(
      guides.slice(0, perStrategy).map((guide, i) => ({ ...guide, id: `CI${i + 1}` })),
      'no NGG with a protospacer lies in the bases at hand: a whole genome is needed',
    ),
    crispriRegion: { basesBefore, basesAfter },
  };
}

function spliceFor(transcript: Transcript | null, perStrategy: number): Sought<JudgedSpliceSwitch> {
  if (transcript === null) return { kind: 'not-sought', because: 'it is a fusion' };
  return sought(
    spliceSwitches(transcript)
      .slice(0, 2 * perStrategy)
      .map((one, i) => ({ ...one, id: `SS${i + 1}` })),
    `${transcript.id} has no inner coding exon whose loss shifts the frame and whose introns the pack holds`,
  );
}
