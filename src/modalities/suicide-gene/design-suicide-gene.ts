import { breathe, type Context } from '../../core/context.js';
import {
  type NearestPrecedent,
  nearestPrecedents,
} from '../../engines/constructs/vectors/nearest-precedents.js';
import { tissueName } from '../../engines/constructs/vectors/tumour-organs.js';
import type { VectorFit } from '../../engines/constructs/vectors/vector-fit.js';
import type { Findings } from '../../findings/findings.js';
import type { DesignEngines } from '../modality.js';
import { type AssembledPayload, assemblePayload } from './assemble-payload.js';
import { madeBy, reasonsFor, risksOf, testsFor } from './claims.js';
import { checkSuicideGeneOptions, type SuicideGeneOptions } from './options.js';
import { backboneOf, type PayloadPlan, planPayload } from './plan-payload.js';
import { FAILED_CHECK_POINTS, type ScoreTerm, scoreTerms } from './score-terms.js';
import type { DesignPrecedent, SuicideGeneDesign, VectorChoice } from './suicide-gene-design.js';
import { tumourSite, type TumourSite } from './tumour-site.js';

type SolidSite = Extract<TumourSite, { kind: 'solid' }>;
type Draft = Omit<SuicideGeneDesign, 'leftOut'>;
type LeftOut = SuicideGeneDesign['leftOut'][number];

/**
 * A payload each, in the vector that reaches the tumour's organ best, most alike to what people were given first.
 * None for tumours of the blood, and none where the organ is not known. Payloads are planned first, and codons
 * chosen for those alone that can still come among the best.
 * @throws OptionError for an option out of its range or an id the catalogue or the library does not have.
 */
export async function designSuicideGene(
  findings: Findings,
  options: SuicideGeneOptions,
  engines: DesignEngines,
  context: Context,
): Promise<readonly SuicideGeneDesign[]> {
  const choice = checkSuicideGeneOptions(options);
  const { maxDesigns } = choice;
  const site = tumourSite(findings);
  if (site.kind !== 'solid') return [];
  await breathe(context);
  const leftOut: LeftOut[] = [];
  const plans: Promising[] = [];
  for (const payload of choice.payloads) {
    const plan = planPayload(payload, site.organ, choice, findings, engines);
    if (typeof plan === 'string') leftOut.push({ payload: payload.title, reason: plan });
    else plans.push(promising(plan, site));
  }
  plans.sort((a, b) => b.points - a.points);

  const drafts: Draft[] = [];
  for (const [done, { plan, points }] of plans.entries()) {
    const { title } = plan.payload;
    const last = drafts[maxDesigns - 1];
    if (last !== undefined && last.score >= points) {
      leftOut.push({
        payload: title,
        reason: `${points} points at most, behind the ${maxDesigns} best`,
      });
      continue;
    }
    context.report({ step: 'suicide genes', done, total: plans.length });
    const made = await assemblePayload(
      plan,
      findings.tumour.name,
      engines.parts,
      engines.rna.codonUsage,
      context,
    );
    if (typeof made === 'string') {
      leftOut.push({ payload: title, reason: made });
      continue;
    }
    drafts.push(draftOf(made, site, engines));
    drafts.sort((a, b) => b.score - a.score);
    for (const { title: out, score } of drafts.splice(maxDesigns)) {
      leftOut.push({ payload: out, reason: `${score} points, behind the ${maxDesigns} best` });
    }
  }
  if (drafts.length === 0) {
    for (const reason of new Set(leftOut.map((one) => one.reason))) {
      context.warn(`suicide-gene: nothing was designed: ${reason}`);
    }
  }
  return drafts.map((draft) => ({ ...draft, leftOut }));
}

/** A plan with the most points it can get: those of its first candidate, all checks passed. */
interface Promising {
  readonly plan: PayloadPlan;
  readonly points: number;
}

function promising(plan: PayloadPlan, site: SolidSite): Promising {
  const [first] = plan.candidates;
  if (first === undefined) throw new Error('a plan has a candidate');
  return { plan, points: total(judged(plan, first.fit, site).terms) };
}

function total(terms: readonly ScoreTerm[]): number {
  return terms.reduce((sum, { points }) => sum + points, 0);
}

function judged(
  { payload, promoter }: PayloadPlan,
  fit: VectorFit,
  { organ }: SolidSite,
): { readonly precedents: readonly NearestPrecedent[]; readonly terms: readonly ScoreTerm[] } {
  const precedents = nearestPrecedents({
    vector: fit.vector.id,
    transgene: payload.transgene,
    organ,
    route: fit.reach[0]?.value.route ?? null,
  });
  return { precedents, terms: scoreTerms(fit.verdict, precedents, payload, organ, promoter) };
}

function draftOf(
  { plan, assembled, coding, checks, chosen, passedOver }: AssembledPayload,
  site: SolidSite,
  { healthyTissues }: DesignEngines,
): Draft {
  const { payload, promoter, pieces, insertBp, fits } = plan;
  const { precedents, terms } = judged(plan, chosen, site);
  const failed = checks.filter(({ verdict }) => verdict === 'fail').length;
  const scored: readonly ScoreTerm[] =
    failed === 0
      ? terms
      : [
          ...terms,
          { term: `${failed} of its checks failed`, points: FAILED_CHECK_POINTS * failed },
        ];
  const tert = promoter.restricted
    ? (healthyTissues?.of({ geneId: null, geneSymbol: 'TERT' }) ?? null)
    : null;
  const why = reasonsFor(site.because, payload, chosen, promoter, precedents);
  const risks = risksOf(payload, chosen, promoter, tert);
  const toTest = testsFor(payload, chosen, promoter);
  const making = madeBy(assembled.backbone);
  const { prodrug } = payload;
  const choiceOf = (fit: VectorFit): VectorChoice => vectorChoice(fit, passedOver);
  return {
    kind: 'suicide-gene',
    id: assembled.construct.id,
    score: total(scored),
    scoreTerms: scored,
    claims: [
      ...why,
      ...risks,
      ...toTest,
      making,
      ...(prodrug === null ? [] : [prodrug.given]),
      ...(prodrug === null || prodrug.dose === null ? [] : [prodrug.dose]),
    ],
    payload: payload.id,
    title: payload.title,
    transgene: payload.transgene,
    organ: tissueName(site.organ),
    vector: choiceOf(chosen),
    alternatives: fits.filter(({ vector }) => vector.id !== chosen.vector.id).map(choiceOf),
    promoter: { id: promoter.part.id, name: promoter.part.name, why: promoter.why },
    proteins: pieces.proteins,
    madeBy: making,
    coding: { cai: coding.cai, gcShare: coding.gcShare, cpgCount: coding.cpgCount },
    insertBp,
    prodrug,
    checks,
    precedents: precedents.map(designPrecedent),
    why,
    risks,
    toTest,
    plasmid: assembled.construct,
    insert: assembled.insert,
  };
}

function vectorChoice(fit: VectorFit, passedOver: ReadonlyMap<string, string>): VectorChoice {
  const { vector, verdict, softMarginBp, hardMarginBp, reach, reasons } = fit;
  return {
    id: vector.id,
    name: vector.name,
    verdict,
    softMarginBp,
    hardMarginBp,
    route: reach[0]?.value.route ?? null,
    notAssembled:
      passedOver.get(vector.id) ??
      (backboneOf(vector) === null ? 'no backbone of it is at hand' : null),
    reasons,
  };
}

function designPrecedent({ precedent, same, differs }: NearestPrecedent): DesignPrecedent {
  const { id, name, status, outcome } = precedent;
  const { text, date } = status.value;
  return {
    id,
    name,
    status: date === null ? text : `${text} (${date})`,
    outcome: outcome?.value ?? null,
    same,
    differs,
  };
}
