import { cited, type Cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { CheckPrimers } from './check-primers.js';
import type { EditingTarget } from './editing-targets.js';
import type { DesignAims } from './gene-editing-design.js';
import { SOURCES } from './sources.js';

/** What is known to go wrong, and what a method rests on, for the aims that something was designed for. */
export function riskClaims(aims: DesignAims): readonly Cited<string>[] {
  const { baseEdit, guidePairs, knockOutGene, knockOutMutant, primeEdit, repair } = aims;
  const cuts = [knockOutGene, knockOutMutant, repair].some(({ kind }) => kind === 'designed');
  const isAnything = Object.values(aims).some(({ kind }) => kind === 'designed');
  return [
    ...(cuts
      ? [
          cited(
            'a double-strand break wakes p53: cells that survive the cut may be those whose p53 is out',
            SOURCES.p53,
            SOURCES.p53Human,
          ),
          cited(
            'a cut can leave deletions of kilobases and rearrangements that a short product does not show',
            SOURCES.deletions,
          ),
          cited(
            'two cuts at a time can join the ends of two chromosomes: use these guides one at a time, but for a pair',
            SOURCES.translocations,
          ),
        ]
      : []),
    ...(guidePairs.kind === 'designed'
      ? [
          cited(
            'two cuts of one gene take out what lies between less often the longer it is; alleles that keep it are often inverted there or carry small changes at either cut',
            SOURCES.excision,
          ),
          cited(
            'each guide of a pair brings its own off-targets, and a cut at one of them can be joined to either end',
            SOURCES.translocations,
          ),
        ]
      : []),
    ...(isAnything
      ? [
          cited(
            'many adults have antibodies and T cells against SpCas9 and SaCas9',
            SOURCES.immunity,
          ),
        ]
      : []),
    ...(knockOutMutant.kind === 'designed'
      ? [
          cited(
            'mismatches next to the PAM and a missing PAM lower cutting of the other copy; they do not end it',
            SOURCES.cutting,
            SOURCES.cfd,
          ),
        ]
      : []),
    ...(knockOutGene.kind === 'designed'
      ? [
          cited(
            'the share of frameshifts is that of deletions through microhomology',
            SOURCES.microhomology,
          ),
          cited(
            'a stop more than 50-55 nt before the last junction of exons lets the mRNA decay',
            SOURCES.decay,
          ),
        ]
      : []),
    ...(baseEdit.kind === 'designed'
      ? [
          cited(
            'every base of the same kind in the window may be rewritten too',
            SOURCES.baseEditing,
            SOURCES.cytosine,
          ),
        ]
      : []),
    ...(primeEdit.kind === 'designed'
      ? [
          cited(
            'mismatch repair undoes small prime edits; holding it back (PE4, PE5) or more silent changes beside the edit raise the yield',
            SOURCES.mismatchRepair,
          ),
        ]
      : []),
    ...(repair.kind === 'designed'
      ? [
          cited(
            'repair from a template needs dividing cells, and most cuts end as small deletions instead',
            SOURCES.template,
          ),
        ]
      : []),
  ];
}

/** What a knock-out in a cell product rests on, and what several at a time risk. */
export function knockoutClaims(
  gene: string,
  all: readonly string[],
  findings: Findings,
): readonly Cited<string>[] {
  const others = all.filter((symbol) => symbol !== gene);
  return [
    cited(
      `${gene} is cut because it was asked for; the tumour says nothing of it`,
      findingsSource(findings),
    ),
    cited(
      'after cuts at the T-cell receptor genes in primary T cells up to 9 % had lost chromosome 14 and 9.9 % had a truncated chromosome 7 four days after; 0.9 % still lacked a 14 on day 11',
      SOURCES.aneuploidy,
    ),
    ...(others.length === 0
      ? []
      : [
          cited(
            `cut with ${others.join(', ')} in one cell, every two of the ends may be joined: translocations between targets were seen in patients' T cells`,
            SOURCES.translocations,
          ),
          cited(
            'several targets at a time make such changes of chromosomes more frequent',
            SOURCES.aneuploidy,
          ),
        ]),
  ];
}

/** What the order sheets rest on. */
export function orderClaims(primers: CheckPrimers): readonly Cited<string>[] {
  return [
    cited(
      'the oligos of guides carry the ends of vectors cut by BsmBI (lentiGuide) and BbsI (pX330)',
      SOURCES.lentiGuide,
      SOURCES.template,
    ),
    ...('reason' in primers
      ? []
      : [cited('the primers melt as told by nearest neighbours', SOURCES.melting)]),
  ];
}

/** What the findings say of the mutation. */
export function targetClaims(
  { driver }: EditingTarget,
  label: string,
  findings: Findings,
): readonly Cited<string>[] {
  const own = findingsSource(findings);
  if (driver === null) return [cited(`${label} is not known to drive the tumour`, own)];
  const { role, oncogenicity, secondHit } = driver;
  return [
    cited(
      `${label} is ${oncogenicity.class.replaceAll('-', ' ')} with ${oncogenicity.points} points`,
      own,
      oncogenicity.source,
    ),
    ...(role === null
      ? []
      : [cited(`role of ${driver.geneSymbol}: ${role.value}`, ...role.sources)]),
    ...(role?.value === 'suppressor' && !driver.lossOfFunction
      ? [
          cited(
            'in a suppressor, cutting the mutated copy helps only where its protein does harm; correction restores it',
            own,
          ),
        ]
      : []),
    ...(secondHit.kind === 'copy-lost'
      ? [cited(`the healthy copy is gone in the tumour: ${secondHit.reason}`, own)]
      : []),
    cited(
      'an editor has to reach nearly every tumour cell; in tumours of mice, lipid nanoparticles did so for a part of them',
      SOURCES.delivery,
    ),
  ];
}
