import { cited, type Cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { GeneSilencingDesign } from './gene-silencing-design.js';
import type { SilencingTarget } from './silencing-targets.js';
import { SOURCES } from './sources.js';

/** What the tumour's findings say of the target. */
export function targetClaims(
  target: SilencingTarget,
  findings: Findings,
): readonly Cited<string>[] {
  const own = findingsSource(findings);
  if (target.kind === 'fusion') {
    const { fusion, label } = target;
    const reads =
      fusion.junctionReads === null ? '' : `, ${fusion.junctionReads} reads across the junction`;
    return [
      cited(`${label} was called by ${fusion.tool}${reads}`, own),
      cited(`whether ${label} drives the tumour is not known here`, own),
    ];
  }
  const { driver, label } = target;
  const { oncogenicity, role, geneSymbol } = driver;
  return [
    cited(
      `${label} has ${oncogenicity.points} points of oncogenicity: ${oncogenicity.class.replace('-', ' ')}`,
      own,
      oncogenicity.source,
    ),
    ...(role === null
      ? []
      : [
          cited(
            role.value === 'both'
              ? `${geneSymbol} drives some tumours by what it gains and others by what it loses`
              : `${geneSymbol} is an oncogene`,
            ...role.sources,
          ),
        ]),
    ...(geneSymbol === 'KRAS' && /^G1[23]/.test(driver.change ?? '')
      ? [
          cited(
            'a siRNA made for KRAS mutations of codons 12 and 13 lowered mutant KRAS more than the healthy one in cells',
            SOURCES.mutantKras,
          ),
        ]
      : []),
  ];
}

type Aims = Pick<
  GeneSilencingDesign,
  'crispri' | 'hairpins' | 'junction' | 'mutantOnly' | 'wholeGene'
>;

/** What is known to go wrong, and what a method rests on, for the aims that something was designed for. */
export function riskClaims(aims: Aims): readonly Cited<string>[] {
  const { mutantOnly, junction, wholeGene, hairpins, crispri } = aims;
  const isSirna = [mutantOnly, junction, wholeGene].some(({ kind }) => kind === 'designed');
  return [
    ...(isSirna
      ? [
          cited(
            'activity is predicted from a fluorescent reporter system; on siRNAs not met in training that explains less than half of the differences',
            SOURCES.huesken,
          ),
          cited(
            'the strand whose 5\u2032 end opens more easily is loaded',
            SOURCES.asymmetry,
            SOURCES.strandBias,
          ),
          cited(
            'siRNAs lower other transcripts through their seed; a 2\u2032-O-methyl at letter 2 of the guide lowers most of that',
            SOURCES.guideTwo,
            SOURCES.seedSites,
          ),
          cited(
            'some seeds kill cancer cells whatever the siRNA is aimed at, most of all those that begin with G and are rich in G and C',
            SOURCES.seedToxicity,
          ),
          cited(
            'unmodified siRNAs wake TLR7 and TLR8; modified uridines do not',
            SOURCES.uridines,
            SOURCES.uridineCount,
          ),
        ]
      : []),
    ...(mutantOnly.kind === 'designed'
      ? [
          cited(
            'which mismatch spares the healthy copy depends on its place in the guide, behind the seed more than in it; a pair of G with U or A with C was found tolerated',
            SOURCES.schwarzAlleles,
            SOURCES.wee,
            SOURCES.huang,
            SOURCES.du,
          ),
          cited(
            'all of 19 siRNAs of one mutation took 60 % or more of the mutant transcript away, ten of them less than 40 % of the healthy one; without cells only those with the mutation at letters 12 and 16 left the healthy one uncut',
            SOURCES.schwarzSummary,
          ),
        ]
      : []),
    ...(wholeGene.kind === 'designed'
      ? [
          cited(
            'siRNAs against the whole gene silence the healthy copy in every cell they reach',
            SOURCES.huesken,
          ),
        ]
      : []),
    ...(hairpins.kind === 'designed'
      ? [
          cited(
            'the hairpins have the miR-E backbone, which is processed better than miR-30',
            SOURCES.mirE,
          ),
        ]
      : []),
    ...(crispri.kind === 'designed'
      ? [
          cited(
            'dCas9-KRAB silences both copies; how well depends on the true start of transcription and open chromatin, which are not known here',
            SOURCES.crispri,
            SOURCES.crispriTss,
          ),
        ]
      : []),
  ];
}
