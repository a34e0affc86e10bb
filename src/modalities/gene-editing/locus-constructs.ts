import { assembleConstruct } from '../../engines/constructs/assemble-construct.js';
import type { Construct } from '../../engines/constructs/construct.js';
import type { SegmentFeature } from '../../engines/constructs/part.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { DesignAims, GeneGuide } from './gene-editing-design.js';
import type { GuideSite } from './guide-sites.js';
import { exonLocus, type Locus } from './locus.js';

/** By aim; black text on each has a contrast of at least 4.5. */
const COLOURS = {
  cut: '#ffaabb',
  base: '#99ddff',
  prime: '#bbcc33',
  repair: '#eedd88',
  change: '#ee8866',
} as const;

/** Bases shown on either side of a mutation. */
const SHOWN = 250;

/** The mutant allele with every guide that lies on it, and each exon that the whole gene is cut in. */
export function locusConstructs(
  id: string,
  label: string,
  locus: Locus,
  aims: DesignAims,
): readonly Construct[] {
  const [gene = label] = label.split(' ');
  return [mutantLocus(id, label, locus, aims), ...exonConstructs(id, gene, locus.transcript, aims)];
}

/** Each exon that a gene is cut in, with the guides there, those of pairs too. */
export function exonConstructs(
  id: string,
  gene: string,
  transcript: Transcript,
  { knockOutGene, guidePairs }: Pick<DesignAims, 'guidePairs' | 'knockOutGene'>,
): readonly Construct[] {
  const guides = [
    ...(knockOutGene.kind === 'designed' ? knockOutGene.items : []),
    ...(guidePairs.kind === 'designed'
      ? guidePairs.items.flatMap(({ first, second }) => [first, second])
      : []),
  ];
  return cutExons(id, gene, transcript, guides);
}

interface Marked {
  readonly id: string;
  readonly site: GuideSite;
  readonly colour: string;
  readonly notes: readonly string[];
}

function mutantLocus(id: string, label: string, locus: Locus, aims: DesignAims): Construct {
  const { mutant } = locus.bases;
  const from = Math.max(0, locus.change.start0 - SHOWN);
  const to = Math.min(mutant.length, locus.change.end0.mutant + SHOWN);
  const items = <T>(aim: { readonly kind: string; readonly items?: readonly T[] }): readonly T[] =>
    aim.items ?? [];
  const marked: readonly Marked[] = [
    ...items(aims.knockOutMutant).map(({ id: name, site, nucleaseTitle }) => ({
      id: name,
      site,
      colour: COLOURS.cut,
      notes: [`${nucleaseTitle}, PAM ${site.pam}, cuts the mutant allele`],
    })),
    ...items(aims.baseEdit).map(({ id: name, site, editorTitle, targetPlace }) => ({
      id: name,
      site,
      colour: COLOURS.base,
      notes: [`${editorTitle}, PAM ${site.pam}, target at place ${targetPlace}`],
    })),
    ...items(aims.primeEdit).map(({ id: name, site, template, primerBindingSite }) => ({
      id: name,
      site,
      colour: COLOURS.prime,
      notes: [`pegRNA, PAM ${site.pam}, 3' extension ${template}${primerBindingSite}`],
    })),
    ...items(aims.repair).map(({ id: name, site, sequence }) => ({
      id: name,
      site,
      colour: COLOURS.repair,
      notes: [`PAM ${site.pam}, template ${sequence}`],
    })),
  ];
  const { start0, end0 } = locus.change;
  const exon = locus.exonOn?.mutant ?? null;
  const changed: readonly SegmentFeature[] =
    end0.mutant > start0
      ? [
          {
            role: 'region',
            label,
            range: { start0: start0 - from, end0: end0.mutant - from },
            colour: COLOURS.change,
          },
        ]
      : [];
  return assembleConstruct({
    id: `${id}-locus`,
    name: `${label}: mutant allele with guides`,
    description: `${placeName(locus, from, to)}, forward strand; ${locus.transcript.id}; research use only`,
    alphabet: 'DNA',
    topology: 'linear',
    segments: [
      {
        kind: 'free',
        sequence: mutant.slice(from, to),
        role: 'region',
        label: 'mutant allele',
        features: [
          ...(exon === null ? [] : [exonFeature(locus, exon, from, to)]),
          ...changed,
          ...marked.flatMap((guide) => guideFeature(guide, from, to)),
        ],
      },
    ],
  });
}

function cutExons(
  id: string,
  gene: string,
  transcript: Transcript,
  guides: readonly GeneGuide[],
): readonly Construct[] {
  const exons = [...new Set(guides.map(({ exon }) => exon))].sort((a, b) => a - b);
  return exons.flatMap((exon) => {
    const locus = exonLocus(transcript, exon - 1, null);
    if ('reason' in locus) return [];
    const { wildtype } = locus.bases;
    const here = guides.filter((guide) => guide.exon === exon);
    const from = Math.max(0, Math.min(...here.map(({ site }) => site.start0)) - SHOWN);
    const to = Math.min(wildtype.length, Math.max(...here.map(({ site }) => site.end0)) + SHOWN);
    const place = locus.exonOn?.wildtype ?? null;
    return [
      assembleConstruct({
        id: `${id}-exon-${exon}`,
        name: `${gene} exon ${exon}: guides against both copies`,
        description: `${placeName(locus, from, to)}, forward strand; ${transcript.id}; research use only`,
        alphabet: 'DNA',
        topology: 'linear',
        segments: [
          {
            kind: 'free',
            sequence: wildtype.slice(from, to),
            role: 'region',
            label: 'healthy sequence',
            features: [
              ...(place === null ? [] : [exonFeature(locus, place, from, to)]),
              ...here.flatMap(({ id: name, site }) =>
                guideFeature(
                  { id: name, site, colour: COLOURS.cut, notes: [`SpCas9, PAM ${site.pam}`] },
                  from,
                  to,
                ),
              ),
            ],
          },
        ],
      }),
    ];
  });
}

/** 1-based on the healthy genome. */
function placeName(locus: Locus, from: number, to: number): string {
  const grown = locus.change.end0.mutant - locus.change.end0.wildtype;
  const last = to > locus.change.start0 ? to - grown : to;
  return `chr${locus.transcript.chromosome}:${locus.start0 + from + 1}-${locus.start0 + last}`;
}

function exonFeature(
  locus: Locus,
  { start0, end0 }: { readonly start0: number; readonly end0: number },
  from: number,
  to: number,
): SegmentFeature {
  return {
    role: 'region',
    label: `exon ${locus.exon + 1}`,
    range: { start0: Math.max(0, start0 - from), end0: Math.min(to, end0) - from },
    strand: locus.transcript.strand,
  };
}

function guideFeature(
  { id, site, colour, notes }: Marked,
  from: number,
  to: number,
): readonly SegmentFeature[] {
  if (site.start0 < from || site.end0 > to) return [];
  return [
    {
      role: 'region',
      label: id,
      range: { start0: site.start0 - from, end0: site.end0 - from },
      strand: site.strand,
      colour,
      notes: [...notes],
    },
  ];
}
