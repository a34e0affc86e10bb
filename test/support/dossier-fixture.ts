import type { HlaAllele, Peptide, TranscriptId } from '../../src/core/brands.js';
import { AMINO_ACIDS } from '../../src/core/amino-acids.js';
import type { SeededRandom } from '../../src/core/seeded-random.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import type { DossierInput } from '../../src/dossier/dossier-input.js';
import type {
  AlleleModel,
  CandidatePeptide,
  Findings,
  MutantProtein,
  MutationKind,
  NeoantigenVariant,
  PeptideScore,
} from '../../src/findings/findings.js';
import type {
  Criterion,
  RankedCandidate,
  Ranking,
  Tier,
} from '../../src/findings/ranking/ranking.js';
import { TIER_MEANINGS } from '../../src/dossier/tiers.js';
import { smallBiomarkers } from './small-biomarkers.js';

/** Drivers seen in lung tumours, then common passengers; sequences around them are random. */
const GENES = [
  'KRAS',
  'TP53',
  'STK11',
  'KEAP1',
  'ATM',
  'SMARCA4',
  'RBM10',
  'NF1',
  'TTN',
  'MUC16',
  'CSMD3',
  'RYR2',
  'LRP1B',
  'USH2A',
  'ZFHX4',
  'FLG',
  'SPTA1',
  'XIRP2',
  'PCLO',
  'ANK2',
  'TPM4',
  'DDX3X',
  'ADAR',
  'EIF4G1',
  'HNRNPK',
  'COPA',
  'PSMD2',
  'GAPVD1',
  'SF3B1',
  'CLTC',
  'FLNA',
  'MYH9',
  'PLEC',
  'AHNAK',
  'HUWE1',
  'DYNC1H1',
  'SRRM2',
  'UBR4',
  'PRKDC',
  'EP400',
] as const;

const ALLELES: readonly AlleleModel[] = [
  ...['HLA-A*02:01', 'HLA-A*29:02', 'HLA-B*44:03', 'HLA-B*45:01', 'HLA-C*06:02'].map(
    (allele): AlleleModel => ({
      allele: allele as HlaAllele,
      mhcClass: 'I',
      status: 'scored',
      modelId: 'motif-1',
      nearestTrained: null,
      positionShares: {},
    }),
  ),
  {
    allele: 'HLA-B*82:02' as HlaAllele,
    mhcClass: 'I',
    status: 'unscored',
    reason: 'no class I model for HLA-B*82:02',
  },
  {
    allele: 'HLA-DRB1*04:05' as HlaAllele,
    mhcClass: 'II',
    status: 'unscored',
    reason: 'no class II model is installed',
  },
];

/** Text put in every field a lab's file can fill, to show that none of it becomes markup. */
export interface HostileText {
  readonly gene: string;
  readonly everywhere: string;
}

/**
 * A made-up lung tumour with as many candidates as asked for, all tiers among them. The same seed
 * gives the same findings.
 */
export function dossierFixture(candidates = 40, hostile: HostileText | null = null): DossierInput {
  const random = seededRandom(20_260_214);
  const say = (text: string): string => hostile?.everywhere ?? text;
  const variants: NeoantigenVariant[] = [];
  for (let index = 0; index < candidates; index++)
    variants.push(makeVariant(index, random, hostile));
  const ranked = variants
    .map((variant, index) => rankVariant(variant, index, random, say))
    .sort(
      (a, b) => tierPlace(a.tier) - tierPlace(b.tier) || rankOf(variants, a) - rankOf(variants, b),
    )
    .map((candidate, index) => Object.assign(candidate, { place: index + 1 }));
  const findings: Findings = {
    kind: 'oncoscript/findings',
    schemaVersion: 1,
    softwareVersion: '0.1.0',
    inputHash: '7f3a91d2c4b8e06f5a1d9c3b7e2f4a6081c5d3e9b7f2a4c6d8e0f1a3b5c7d9e1',
    seed: 1,
    packs: [
      {
        id: 'healthy-proteome',
        version: '2026-01',
        sha256: '0c4e'.repeat(16),
        licence: 'CC BY 4.0',
        attribution: say('UniProt Consortium, human reference proteome'),
      },
      {
        id: 'motif-presentation',
        version: '1',
        sha256: 'a91b'.repeat(16),
        licence: 'CC BY 4.0',
        attribution: say('Trained on ligands from the IEDB'),
      },
    ],
    tumour: {
      name: say('Demo lung adenocarcinoma A'),
      inputs: [
        {
          role: say('variants'),
          name: say('tumour.vep.vcf.gz'),
          bytes: 1_482_332,
          sha256: '5be1'.repeat(16),
        },
        { role: 'case', name: 'case.yaml', bytes: 812, sha256: 'c77d'.repeat(16) },
      ],
      build: { kind: 'given', value: 'GRCh38', from: say('##reference in the VCF') },
      tumourType: { kind: 'given', value: say('LUAD'), from: 'case.yaml' },
      purity: { kind: 'given', value: 0.62, from: 'case.yaml' },
      ploidy: { kind: 'missing', reason: say('no ploidy was given') },
      hla: { kind: 'given', value: ALLELES.map(({ allele }) => allele), from: 'case.yaml' },
      tumourSample: { kind: 'given', value: say('LUAD-A-T1'), from: 'case.yaml' },
      normalSample: { kind: 'given', value: 'LUAD-A-N1', from: 'case.yaml' },
      expressionUnit: say('TPM'),
      variantCount: 1470,
    },
    neoantigens: { alleles: ALLELES, variants },
    junctionNeoantigens: null,
    drivers: [],
    biomarkers: smallBiomarkers(),
    priorTherapy: [],
    copyNumber: { kind: 'missing', reason: say('no copy number was given') },
    fusions: { kind: 'missing', reason: say('no fusions were given') },
    skipped: Array.from({ length: 230 }, (_, index) => ({
      status: 'skipped' as const,
      item: say(`variant chr7:${55_000_000 + index * 137} G>A`),
      code: index % 7 === 0 ? 'reference-mismatch' : 'no-protein-change',
      reason: say(
        index % 7 === 0
          ? 'the annotated wild-type residue is not the one in the protein'
          : 'no transcript gives a changed protein',
      ),
      file: say('tumour.vep.vcf.gz'),
      line: 300 + index,
    })),
    missing: [
      {
        part: say('Class II candidates'),
        reason: say('no class II model is installed for HLA-DRB1*04:05'),
        wouldNeed: say('a class II model pack'),
      },
      {
        part: 'Copy number',
        reason: 'no copy number table was given; two copies were assumed nowhere',
        wouldNeed: 'segments with total and minor copies (copyNumber in the case file)',
      },
    ],
  };
  const ranking: Ranking = {
    kind: 'oncoscript/ranking',
    schemaVersion: 1,
    options: {
      bindingThresholdNm: 500,
      rankThreshold: 2,
      percentileThreshold: null,
      trnaVaf: 0.25,
      expnVal: 1,
      transcriptPrioritizationStrategy: 'mane_select, canonical, tsl',
    },
    clonalVaf: 0.31,
    clonalVafFrom: say('half of the purity of 0.62'),
    candidates: ranked,
  };
  return {
    findings,
    ranking,
    anchors: (_allele, length) => [2, length],
    sections:
      hostile === null
        ? []
        : [
            {
              id: hostile.everywhere,
              title: hostile.everywhere,
              blocks: [
                {
                  kind: 'paragraph',
                  text: hostile.everywhere,
                  sources: [{ name: hostile.everywhere, url: hostile.everywhere }],
                },
                { kind: 'list', items: [hostile.everywhere] },
                { kind: 'notice', level: 'caution', text: hostile.everywhere },
              ],
            },
          ],
  };
}

function tierPlace(tier: Tier): number {
  return TIER_MEANINGS.findIndex((meaning) => meaning.tier === tier);
}

function rankOf(
  variants: readonly NeoantigenVariant[],
  { variant, best }: RankedCandidate,
): number {
  if (best === null) return 100;
  return variants[variant]?.peptides[best.peptide]?.scores[best.allele]?.percentileRank ?? 100;
}

const KINDS: readonly MutationKind[] = [
  'missense',
  'missense',
  'missense',
  'missense',
  'missense',
  'missense',
  'missense',
  'frameshift',
  'inframe-deletion',
  'inframe-insertion',
];

function makeVariant(
  index: number,
  random: SeededRandom,
  hostile: HostileText | null,
): NeoantigenVariant {
  const say = (text: string): string => hostile?.everywhere ?? text;
  const kind = index < 3 ? 'missense' : (KINDS[index % KINDS.length] as MutationKind);
  const gene = hostile?.gene ?? (GENES[index % GENES.length] as string);
  const { wildtype, mutant, changedStart0, changedEnd0 } = mutate(kind, random);
  const start0 = index === 0 ? 0 : 40 + random.below(900);
  const expressed = random.next();
  const expression = expressed < 0.12 ? 0 : 10 ** (random.next() * 3.6 - 1);
  const proteins = Array.from({ length: 1 + random.below(5) }, (_, copy): MutantProtein => ({
    transcript:
      `ENST${String(60_000_000_000 + index * 100 + copy).padStart(11, '0')}.${1 + random.below(9)}` as TranscriptId,
    geneSymbol: gene,
    geneId: `ENSG${String(100_000 + index).padStart(11, '0')}`,
    kind,
    terms: [
      kind === 'missense' ? 'missense_variant' : `${kind.replace('-', '_')}_variant`,
      say('splice_region_variant'),
    ],
    proteinPosition: String(start0 + changedStart0 + 1),
    aminoAcids: `${wildtype[changedStart0] ?? '-'}/${mutant[changedStart0] ?? '-'}`,
    codons: null,
    hgvsc: say(`ENST${index}.1:c.${(start0 + changedStart0) * 3 + 1}G>T`),
    hgvsp: say(
      `ENSP${index}.1:p.${wildtype[changedStart0]}${start0 + changedStart0 + 1}${mutant[changedStart0]}`,
    ),
    biotype: say('protein_coding'),
    canonical: copy === 0,
    maneSelect: copy === 0,
    transcriptSupportLevel: copy === 0 ? 1 : copy === 3 ? null : 1 + random.below(5),
    flags: copy === 2 ? [say('cds_start_NF')] : [],
    geneExpression: index % 13 === 5 ? null : expression,
    transcriptExpression: index % 13 === 5 ? null : expression / (1 + copy),
    wildtypeLength: 1200,
    mutantLength: 1200,
    changedStart0: start0 + changedStart0,
    changedEnd0: start0 + changedEnd0,
    mutantWindow: mutant,
    wildtypeWindow: wildtype,
    windowStart0: start0,
    doubt:
      kind === 'frameshift' && copy === 1
        ? say('the reading frame runs past the annotated end')
        : null,
    haplotype: null,
    unjoined: [],
  }));
  const depth = Math.round(60 + random.next() ** 2 * 500);
  const vaf = index % 17 === 11 ? null : Math.min(0.95, 0.04 + random.next() * 0.45);
  const rnaDepth = expression === 0 ? 0 : Math.round(expression * 3 + random.below(20));
  const position = 10_000_000 + random.below(90_000_000);
  return {
    id: say(`chr${1 + random.below(22)}-${position}-G-T`),
    chromosome: 'chr1',
    start0: position,
    reference: 'G',
    alternate: 'T',
    filters: index % 19 === 7 ? [say('clustered_events')] : [],
    tumourDna: {
      depth: vaf === null ? null : depth,
      altReads: vaf === null ? null : Math.round(depth * vaf),
      alleleFraction: vaf,
      from: say(vaf === null ? 'the record has neither AF nor AD' : 'AF, DP'),
    },
    normalDna: { depth: 90, altReads: 0, alleleFraction: 0, from: say('AF, DP') },
    tumourRna:
      index % 13 === 5
        ? null
        : {
            depth: rnaDepth,
            altReads: Math.round(rnaDepth * (vaf ?? 0.2)),
            alleleFraction: rnaDepth === 0 ? null : (vaf ?? 0.2),
            from: say('RAF, RDP'),
          },
    clonality:
      vaf === null
        ? { kind: 'missing', reason: say('no allele fraction was given') }
        : {
            kind: 'estimated',
            cancerCellFraction: Math.min(1, vaf / 0.31),
            low: Math.min(0.9, (vaf / 0.31) * 0.8),
            high: Math.min(1, (vaf / 0.31) * 1.2),
            clonalProbability: vaf > 0.26 ? 0.93 : 0.08,
            totalCopies: 2,
            multiplicity: 1,
          },
    proteins,
    peptides: makePeptides(
      kind,
      { wildtype, mutant, changedStart0, changedEnd0, start0 },
      proteins.length,
      random,
    ),
  };
}

function residues(length: number, random: SeededRandom): string {
  return Array.from({ length }, () => AMINO_ACIDS[random.below(20)]).join('');
}

interface MutatedWindow {
  readonly wildtype: string;
  readonly mutant: string;
  readonly changedStart0: number;
  readonly changedEnd0: number;
}

function mutate(kind: MutationKind, random: SeededRandom): MutatedWindow {
  const before = residues(26, random);
  const after = residues(26, random);
  const [wildtypeMiddle, mutantMiddle] =
    kind === 'missense'
      ? ['G', 'C']
      : kind === 'inframe-deletion'
        ? ['ELREA', 'K']
        : kind === 'inframe-insertion'
          ? ['S', 'SVDG']
          : ['', ''];
  if (kind === 'frameshift') {
    const tail = residues(30 + random.below(150), random);
    return {
      wildtype: before + after,
      mutant: before + tail,
      changedStart0: 26,
      changedEnd0: 26 + tail.length,
    };
  }
  return {
    wildtype: before + wildtypeMiddle + after,
    mutant: before + mutantMiddle + after,
    changedStart0: 26,
    changedEnd0: 26 + mutantMiddle.length,
  };
}

function makePeptides(
  kind: MutationKind,
  window: MutatedWindow & { readonly start0: number },
  proteins: number,
  random: SeededRandom,
): readonly CandidatePeptide[] {
  const { mutant, wildtype, changedStart0, changedEnd0, start0 } = window;
  const peptides: CandidatePeptide[] = [];
  for (let length = 8; length <= 11; length++) {
    for (let at = Math.max(0, changedStart0 - length + 1); at < changedEnd0; at++) {
      const sequence = mutant.slice(at, at + length);
      if (sequence.length < length) break;
      const counterpart = kind === 'missense' ? wildtype.slice(at, at + length) : null;
      const mutated: number[] = [];
      for (let i = 0; i < length; i++) {
        if (at + i >= changedStart0 && at + i < changedEnd0) mutated.push(i + 1);
      }
      peptides.push({
        peptide: sequence as Peptide,
        mhcClass: 'I',
        wildtype: counterpart as Peptide | null,
        mutatedPositions: mutated,
        sources: Array.from({ length: proteins }, (_, protein) => ({
          protein,
          start0: start0 + at,
        })),
        healthyOccurrences: { count: 0, proteins: [] },
        manufacturability: {
          maxSevenMerGravy: random.next() * 4 - 1.5,
          cTerminalSevenMerGravy: 0,
          difficultNTerminalResidue: /^[QEC]/.test(sequence),
          cTerminalCysteine: sequence.endsWith('C'),
          cTerminalProline: sequence.endsWith('P'),
          cysteineCount: sequence.split('C').length - 1,
          nTerminalAsparagine: sequence.startsWith('N'),
          asparagineProlineBonds: sequence.split('NP').length - 1,
        },
        scores: ALLELES.map(({ status }) =>
          status === 'scored' ? makeScore(counterpart !== null, random) : null,
        ),
      });
    }
  }
  return peptides;
}

function makeScore(hasCounterpart: boolean, random: SeededRandom): PeptideScore {
  const percentileRank = Math.min(100, 10 ** (2 - random.next() ** 1.8 * 4));
  const wildtype = Math.min(100, percentileRank * 10 ** (random.next() * 2 - 0.6));
  return {
    affinityNm: null,
    presentationScore: 5 - Math.log10(percentileRank),
    coreStart0: null,
    percentileRank: Math.round(percentileRank * 1000) / 1000,
    wildtypeAffinityNm: null,
    wildtypePresentationScore: hasCounterpart ? 5 - Math.log10(wildtype) : null,
    wildtypePercentileRank: hasCounterpart ? Math.round(wildtype * 1000) / 1000 : null,
  };
}

const TIER_DRAW: readonly Tier[] = [
  'Pass',
  'Pass',
  'PoorBinder',
  'NoExpr',
  'Subclonal',
  'Poor',
  'NoExpr',
  'PoorBinder',
  'LowExpr',
  'Pass',
  'Anchor',
  'Poor',
  'PoorTranscript',
  'PoorBinder',
  'RefMatch',
  'NoExpr',
  'ProbPos',
];

function rankVariant(
  variant: NeoantigenVariant,
  index: number,
  random: SeededRandom,
  say: (text: string) => string,
): RankedCandidate {
  const tier = index === 9 ? 'Poor' : (TIER_DRAW[index % TIER_DRAW.length] as Tier);
  // One candidate stands for those where no peptide could be scored.
  const best = index === 9 ? null : bestOf(variant);
  const protein = variant.proteins[0] as MutantProtein;
  const change =
    protein.kind === 'frameshift'
      ? `FS${protein.changedStart0 + 1}`
      : `${protein.aminoAcids.replace('/', String(protein.changedStart0 + 1))}`;
  const expression = protein.geneExpression;
  return {
    place: 0,
    variant: index,
    protein: 0,
    tier,
    aminoAcidChange: say(change),
    best: best === null ? null : { ...best, protein: 0 },
    criteria: makeCriteria(tier, best === null, say),
    alleleExpression:
      expression === null || variant.tumourRna?.alleleFraction == null
        ? null
        : expression * variant.tumourRna.alleleFraction,
    includedPeptides: Math.min(15, variant.peptides.length),
    passingPeptides: tier === 'Pass' ? 1 + random.below(6) : 0,
    passingTranscripts: tier === 'PoorTranscript' ? 0 : 1 + random.below(variant.proteins.length),
    passingByAllele: ALLELES.map(({ status }) =>
      tier === 'Pass' && status === 'scored' ? random.below(3) : 0,
    ),
    nearestSelf:
      index % 3 === 0
        ? null
        : {
            mismatches: 1 + random.below(3),
            count: 1 + random.below(12),
            examples: [
              { peptide: residues(9, random), gene: say('ACTB'), accession: say('P60709') },
              { peptide: residues(9, random), gene: say('TUBB'), accession: say('P07437') },
            ],
          },
    summary: say(
      tier === 'Pass'
        ? `Pass: ${best === null ? 'no peptide' : variant.peptides[best.peptide]?.peptide} meets every criterion that could be assessed; not assessed: problematic position.`
        : `${tier}: fails ${failedCriteria(tier).join(' and ')}; not assessed: problematic position.`,
    ),
  };
}

function bestOf(variant: NeoantigenVariant): { peptide: number; allele: number } | null {
  let best: { peptide: number; allele: number; rank: number } | null = null;
  variant.peptides.forEach(({ scores }, peptide) => {
    scores.forEach((score, allele) => {
      if (score !== null && (best === null || score.percentileRank < best.rank)) {
        best = { peptide, allele, rank: score.percentileRank };
      }
    });
  });
  const found = best as { peptide: number; allele: number; rank: number } | null;
  return found === null ? null : { peptide: found.peptide, allele: found.allele };
}

const CRITERIA = {
  binding: ['Binds', '0.31 %', 'rank < 2 %', 'the model gives no affinity, so the rank decides'],
  expression: [
    'Expressed',
    '14.2 TPM',
    '> 2.5',
    'gene expression times the share of RNA reads that carry the variant',
  ],
  clonality: [
    'Clonal',
    'DNA VAF 0.28',
    'DNA VAF >= 0.155',
    'half of the founding clone’s allele fraction of 0.31',
  ],
  transcript: [
    'Transcript',
    'MANE Select',
    'any of MANE Select, canonical, TSL <= 1',
    'the transcript the best peptide is reported on',
  ],
  anchor: ['Anchors', 'position 5', 'not only at 1, 2, n-1 and n', 'changed where a T cell looks'],
  'reference-match': [
    'Not in a healthy protein',
    'not found',
    'not found',
    'the mutant peptide looked up in the healthy proteome',
  ],
  'problematic-position': [
    'Can be made',
    'NA',
    'no residue named as problematic',
    'no residues were named as problematic',
  ],
} as const;

function failedCriteria(tier: Tier): readonly string[] {
  switch (tier) {
    case 'Pass':
      return [];
    case 'PoorBinder':
      return ['binding'];
    case 'RefMatch':
      return ['reference-match'];
    case 'PoorTranscript':
      return ['transcript'];
    case 'LowExpr':
    case 'NoExpr':
      return ['expression'];
    case 'Anchor':
      return ['anchor'];
    case 'Subclonal':
      return ['clonality'];
    case 'ProbPos':
      return ['problematic-position'];
    case 'Poor':
      return ['binding', 'expression'];
  }
}

function makeCriteria(
  tier: Tier,
  unscored: boolean,
  say: (text: string) => string,
): readonly Criterion[] {
  const failed = failedCriteria(tier);
  return Object.entries(CRITERIA).map(([name, [title, value, threshold, explanation]]) => ({
    name: name as Criterion['name'],
    title: say(title),
    value: say(value),
    threshold: say(threshold),
    outcome: failed.includes(name)
      ? 'failed'
      : (unscored && name === 'anchor') || name === 'problematic-position'
        ? 'not-assessed'
        : 'passed',
    explanation: say(explanation),
  }));
}
