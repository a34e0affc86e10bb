import { type Cited, cited } from '../../core/cited.js';
import { breathe, type Context } from '../../core/context.js';
import { GIBSON_SOURCES } from '../../engines/constructs/cloning/gibson-fragments.js';
import { GOLDEN_GATE_SOURCES } from '../../engines/constructs/cloning/golden-gate.js';
import type { CodingSequence } from '../../engines/constructs/vector-assembly/coding-sequence.js';
import {
  longestCommon,
  optimiseCodingSequenceInSteps,
} from '../../engines/constructs/vector-assembly/optimise-coding-sequence.js';
import { nearestPrecedents } from '../../engines/constructs/vectors/nearest-precedents.js';
import { type Organ, organOfTumour } from '../../engines/constructs/vectors/tumour-organs.js';
import type { Vector } from '../../engines/constructs/vectors/vector.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import { buildVector, insertLength } from './build-vector.js';
import { type ChosenVector, chooseVectors } from './choose-vectors.js';
import { riskClaims, testsFor } from './claims.js';
import type {
  GeneReplacementDesign,
  PrecedentRow,
  ReplacementCoding,
} from './gene-replacement-design.js';
import {
  checkGeneReplacementOptions,
  type GeneReplacementChoice,
  type GeneReplacementOptions,
} from './options.js';
import { type Payload, payloadOf } from './payload.js';
import { suppressorLosses } from './find-suppressor-losses.js';
import { scoreOf, type SuppressorLoss } from './suppressor-loss.js';

/** A design for each lost suppressor, in the vectors that fit best; one that nothing carries says what could. */
export async function designGeneReplacement(
  findings: Findings,
  options: GeneReplacementOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly GeneReplacementDesign[]> {
  const choice = checkGeneReplacementOptions(options);
  checkParts(choice, engines);
  await breathe(context);
  const { losses, passedOver } = suppressorLosses(findings, choice.genes);
  if (losses.length === 0) return [];
  const { build, tumourType } = findings.tumour;
  const reference = build.kind === 'missing' ? null : await engines.editing.reference(build.value);
  const organ = tumourType.kind === 'missing' ? null : organOfTumour(tumourType.value);
  const leftOut: { label: string; reason: string }[] = [...passedOver];
  const drafts: Omit<GeneReplacementDesign, 'leftOut'>[] = [];
  for (const [done, loss] of losses.entries()) {
    context.report({ step: 'replacing genes', done, total: losses.length });
    await breathe(context);
    if (drafts.length >= choice.maxGenes) {
      leftOut.push({ label: loss.label, reason: `maxGenes is ${choice.maxGenes}` });
      continue;
    }
    const payload = payloadOf(loss, { ...engines, reference });
    if ('reason' in payload) {
      leftOut.push({ label: loss.label, reason: payload.reason });
      continue;
    }
    const id = `gene-replacement-${drafts.length + 1}`;
    drafts.push(await designOf(id, { loss, payload, organ }, choice, engines, context));
  }
  return drafts.map((draft) => ({ ...draft, leftOut })).sort((a, b) => b.score - a.score);
}

/** @throws OptionError for a part that the library does not have in the role it is wanted for. */
function checkParts(
  { promoter, polyA, detarget }: GeneReplacementChoice,
  { parts }: DesignEngines,
): void {
  if (promoter !== null) parts.part(promoter, 'promoter');
  parts.part(polyA, 'polyA_signal');
  for (const id of detarget) parts.part(id, 'mirna_target_site');
}

/** Puts a design that a vector carries before one that none does. */
const CARRIED = 20;

interface From {
  readonly loss: SuppressorLoss;
  readonly payload: Payload;
  readonly organ: Organ | null;
}

async function designOf(
  id: string,
  { loss, payload, organ }: From,
  choice: GeneReplacementChoice,
  engines: DesignEngines,
  context: Context,
): Promise<Omit<GeneReplacementDesign, 'leftOut'>> {
  const { gene, protein } = payload;
  const insertBp = insertLength(engines.parts, protein.length, { kind: 'plasmid' }, choice);
  const { chosen, carriers, onlyIn, overLimits } = chooseVectors(insertBp, {
    organ,
    route: choice.route,
    noIntegration: choice.noIntegration,
    most: choice.vectorsPerGene,
    large: choice.large,
  });
  const coding =
    chosen.length === 0
      ? null
      : await optimiseCodingSequenceInSteps(
          protein,
          codingOptions(payload, choice, engines),
          context,
        );
  await breathe(context);
  const vectors =
    coding === null
      ? []
      : chosen.map((one) =>
          buildVector(
            `${id}-${one.fit.vector.id}`,
            payload,
            coding.sequence,
            one,
            choice,
            engines.parts,
          ),
        );
  const risks = riskClaims(
    loss,
    chosen.map(({ fit }) => fit.vector),
  );
  const { rows: precedents, claims: precedentClaims } = precedentsOf(gene, organ, chosen);
  return {
    kind: 'gene-replacement',
    id,
    score: scoreOf(loss) + (vectors.length > 0 ? CARRIED : 0),
    claims: [
      ...loss.reasons,
      ...payload.claims,
      ...chosen.flatMap(({ fit }) => [...fit.reasons, ...tropismClaim(fit.vector)]),
      ...overLimits,
      ...precedentClaims,
      ...risks,
      ...(vectors.length === 0 ? [] : [cloningClaim(choice)]),
    ],
    gene,
    label: loss.label,
    loss: loss.kind,
    variantIds: loss.variantIds,
    protein,
    accession: payload.accession,
    nativeTranscript: payload.native?.transcript ?? null,
    coding: coding === null ? null : replacementCoding(coding, payload),
    organ,
    vectors,
    carriers,
    tooLong: onlyIn === null ? null : { insertBp, onlyIn },
    precedents,
    toTest: testsFor(
      loss,
      vectors.map(({ promoter }) => promoter).filter((one, i, all) => all.indexOf(one) === i),
    ),
    risks,
  };
}

function cloningClaim({ assembly }: GeneReplacementChoice): Cited<string> {
  return assembly === 'gibson'
    ? cited(
        'fragments are joined by Gibson assembly over 20 to 40 bp that melt above 48 C',
        ...GIBSON_SOURCES,
      )
    : cited(
        'fragments are joined by Golden Gate assembly over four bases that all differ; no measured fidelity of ligase is used',
        ...GOLDEN_GATE_SOURCES,
      );
}

function tropismClaim({ name, tropism }: Vector): readonly Cited<string>[] {
  return tropism === null ? [] : [{ ...tropism, value: `${name} takes to: ${tropism.value}` }];
}

function codingOptions(
  { native, gene }: Payload,
  { cpgCost, longestShared }: GeneReplacementChoice,
  { rna, parts }: DesignEngines,
): Parameters<typeof optimiseCodingSequenceInSteps>[1] {
  return {
    usage: rna.codonUsage,
    cpgCost,
    before: parts.part('kozak', 'kozak_sequence').sequence,
    behind: 'TAA',
    differentFrom:
      native === null
        ? []
        : [{ name: `the mRNA of ${gene}`, sequence: native.coding, longestShared }],
  };
}

function replacementCoding(
  { sequence, cai, gcShare, cpgCount, demands }: CodingSequence,
  { native }: Payload,
): ReplacementCoding {
  return {
    sequence,
    cai,
    gcShare,
    cpgCount,
    nativeCpgCount: native === null ? null : native.coding.split('CG').length - 1,
    longestShared: native === null ? null : longestCommon(sequence, native.coding).length,
    demands,
  };
}

function precedentsOf(
  gene: string,
  organ: Organ | null,
  chosen: readonly ChosenVector[],
): { readonly rows: readonly PrecedentRow[]; readonly claims: readonly Cited<string>[] } {
  const [best] = chosen;
  const found = nearestPrecedents({
    vector: best?.fit.vector.id ?? null,
    transgene: gene,
    organ,
    route: best?.fit.reach[0]?.value.route ?? null,
  });
  return {
    rows: found.map(({ precedent, same, differs }) => ({
      name: precedent.name,
      status: `${precedent.status.value.stage}: ${precedent.status.value.text}`,
      outcome: precedent.outcome?.value ?? null,
      same,
      differs,
    })),
    claims: found.flatMap(({ precedent: { name, status, outcome } }) => [
      { value: `${name}: ${status.value.text}`, sources: status.sources },
      ...(outcome === null ? [] : [{ ...outcome, value: `${name}: ${outcome.value}` }]),
    ]),
  };
}
