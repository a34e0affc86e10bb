import { editDistance } from '../../core/edit-distance.js';
import { InputError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import {
  buildOfChromosomeName,
  type GenomeBuild,
  plainChromosome,
} from '../genome/chromosome-names.js';
import type { GenomicVariant } from '../genome/consequence/genomic-variant.js';
import { parseHgvs } from '../genome/hgvs/parse-hgvs.js';
import type { NucleotideChange } from '../genome/hgvs/hgvs-expression.js';
import { codingVariant, genomicChange } from './coding-place.js';
import { featureWords } from './feature-words.js';
import { exonsOfResidues, type GeneModels } from './gene-models.js';
import type { MolecularFeature } from './molecular-profile.js';
import { numberingsOf } from './numberings.js';
import { parseFeature } from './parse-feature.js';
import { describedVariant, placedVariants, type VariantContext } from './small-variants.js';
import type { AlterationOrigin, NamedAlteration, TumourAlteration } from './tumour-alteration.js';

/** What a question in words is read with. */
export interface QueryGround {
  /** Transcripts of each build at hand; a build that was named is the only one. */
  readonly models: readonly GeneModels[];
  /** Symbols that may be suggested, upper case. */
  readonly genes: ReadonlySet<string>;
  /** Whether a symbol is a gene's, those that may be suggested or not. */
  isGene(symbol: string): boolean;
  readonly origin: AlterationOrigin;
}

/** Names that are no symbols; HER2: IUPHAR's target 2019 (https://www.guidetopharmacology.org). */
const OTHER_NAMES: Readonly<Record<string, string>> = { HER2: 'ERBB2' };

/**
 * An alteration as a person writes it: `EGFR p.L858R`, `EGFR L858R`, `EGFR c.2573T>G`, `7:g.55259515T>G`,
 * `7-55259515-T-G`, `EML4::ALK`, `ALK fusion`, `ERBB2 amplification`, `MET exon 14 skipping`, `MSI high`. A place
 * gives one alteration for each gene there.
 * @throws InputError for what is not understood, an unknown gene (with the nearest), a place whose bases are others.
 */
export function parseQuery(text: string, ground: QueryGround): readonly TumourAlteration[] {
  const asked = text.trim().replace(/\s+/g, ' ');
  const place = genomicText(asked);
  if (place !== null) return placeAlterations(asked, place, ground);
  const [, first = '', rest = ''] = /^([^\s:]+(?:::[^\s:]+)?)(?::|\s|$)(.*)$/.exec(asked) ?? [];
  const signature = /^(MSI|TMB)[\s-]+(\S+)$/i.exec(asked);
  if (signature !== null) {
    const [, name = '', value = ''] = signature;
    return [
      named({ kind: 'signature', name: name.toUpperCase(), value: value.toLowerCase() }, ground),
    ];
  }
  const pair = first.split('::').map((gene) => knownGene(gene, ground));
  if (pair.length === 2) return fusionQuery(pair as [string, string], rest, asked, ground);
  const gene = pair[0] as string;
  if (/^(?:fusion|rearrangement|translocation)$/i.test(rest)) {
    return [fusion('?', gene, null, null, ground)];
  }
  if (rest === '') {
    throw new InputError(`"${asked}" names a gene, but no alteration of it`, {
      hint: `for example "${gene} V600E", "${gene} amplification", "${gene} fusion" or "${gene} mutation"`,
    });
  }
  return featureAlterations(gene, rest, asked, ground);
}

function contextOf(id: string, { origin }: QueryGround): VariantContext {
  return { id, origin, function: null, oncogenic: null, otherCopyLost: null };
}

/** The symbol that a name stands for. */
function knownGene(name: string, { genes, isGene }: QueryGround): string {
  const upper = name.toUpperCase();
  const symbol = OTHER_NAMES[upper] ?? upper;
  if (genes.has(symbol) || isGene(symbol)) return symbol;
  const near = [...genes]
    // Letters in another order are the likeliest slip.
    .map((gene) => ({
      gene,
      distance: ordered(gene) === ordered(symbol) ? 0 : editDistance(symbol, gene),
    }))
    .filter(({ gene, distance }) => distance <= 2 && distance < Math.max(gene.length, 2))
    .sort((a, b) => a.distance - b.distance || compareText(a.gene, b.gene))
    .slice(0, 5)
    .map(({ gene }) => gene);
  throw new InputError(`there is no gene "${name}"`, {
    hint:
      near.length === 0
        ? 'give the symbol of HGNC, e.g. EGFR'
        : `did you mean ${near.join(', ')}? Give the symbol of HGNC`,
  });
}

function ordered(letters: string): string {
  return [...letters].sort(compareText).join('');
}

/** A feature in words as what it is of the tumour. */
function featureAlterations(
  gene: string,
  variant: string,
  asked: string,
  ground: QueryGround,
): readonly TumourAlteration[] {
  const bare = variant
    .replace(/^p\.\(?([^()]+)\)?$/, '$1')
    .replace(/^mutated$/i, 'mutation')
    .replace(/^[a-z]\d+[a-z*]?$/, (change) => change.toUpperCase());
  const [, residue] = /^([A-Z]\d+)X$/.exec(bare) ?? [];
  if (residue !== undefined) {
    throw new InputError(`"${asked}" may mean any change or a stop`, {
      hint: `write "${gene} ${residue}" for any change of the residue, "${gene} ${residue}*" for a stop`,
    });
  }
  const parsed = parseFeature(`${gene} ${bare}`);
  refuseUnclearDeletion(gene, bare, asked, parsed);
  if (parsed.kind !== 'feature' || parsed.feature.kind === 'text') {
    throw new InputError(`"${asked}" is not understood`, {
      hint: 'for example "EGFR L858R", "EGFR c.2573T>G", "7:g.55259515T>G", "EML4::ALK", "ERBB2 amplification", "MET exon 14 skipping"',
    });
  }
  const { feature } = parsed;
  switch (feature.kind) {
    case 'protein': {
      const model = ground.models[0] ?? null;
      return [describedVariant(gene, feature.change, model, contextOf(asked, ground))];
    }
    case 'coding':
      return codingAlterations(gene, feature, asked, ground);
    case 'exon': {
      if (feature.change !== 'loss' && feature.change !== 'skipping')
        return [named(feature, ground)];
      const { firstExon, lastExon } = feature;
      const label = featureWords(feature);
      const { origin } = ground;
      return [{ kind: 'exon-loss', id: label, label, origin, gene, firstExon, lastExon }];
    }
    case 'state': {
      const { state } = feature;
      if (state !== 'amplification' && state !== 'deletion') return [named(feature, ground)];
      const label = featureWords(feature);
      const { origin } = ground;
      return [{ kind: 'copy-number', id: label, label, origin, gene, change: state, copies: null }];
    }
    case 'codon':
      return [{ ...named(feature, ground), exons: codonExons(feature, ground) }];
    default:
      return [named(feature, ground)];
  }
}

/** A deletion of one exon may be a few residues of it or all of it; of EGFR's exon 19 everybody means the former. */
function refuseUnclearDeletion(
  gene: string,
  variant: string,
  asked: string,
  parsed: ReturnType<typeof parseFeature>,
): void {
  if (parsed.kind !== 'feature' || parsed.feature.kind !== 'exon') return;
  const { change, firstExon, lastExon } = parsed.feature;
  if (change !== 'loss' || firstExon !== lastExon || !/ del(?:etion)?$/i.test(variant)) return;
  throw new InputError(`"${asked}" may mean a few residues of the exon or all of it`, {
    hint: `write "${gene} exon ${firstExon} loss" for all of it, else the change itself, e.g. "KIT W557_K558del"`,
  });
}

/** Exons that hold the residues of a codon; null where no transcript at hand has those residues. */
function codonExons(
  { gene, residues }: MolecularFeature & { readonly kind: 'codon' },
  { models }: QueryGround,
): readonly number[] | null {
  for (const model of models) {
    const index = model.model(gene);
    if (index === null) continue;
    const numbering = numberingsOf(index).find(({ protein }) =>
      residues.every(({ residue, position }) => protein[position - 1] === residue),
    );
    if (numbering === undefined) continue;
    const places = residues.map(({ position }) => numbering.toModel(position));
    return [...new Set(places.flatMap((place) => exonsOfResidues(index, place, place)))];
  }
  return null;
}

function named(feature: MolecularFeature, { origin }: QueryGround): NamedAlteration {
  const label = featureWords(feature);
  return { kind: 'named', id: label, label, origin, feature, exons: null };
}

function codingAlterations(
  gene: string,
  feature: MolecularFeature & { readonly kind: 'coding' },
  asked: string,
  ground: QueryGround,
): readonly TumourAlteration[] {
  const parsed = parseHgvs(`${gene}:c.${feature.coding}`);
  for (const models of ground.models) {
    const index = models.model(gene);
    const variant =
      index === null ? null : codingVariant(index, parsed.changes[0] as NucleotideChange);
    if (variant === null) continue;
    const annotated = { gene, change: null, effect: 'unknown', coding: feature.coding } as const;
    const found = placedVariants(variant, annotated, models, contextOf(asked, ground));
    if (!found.mismatch) return found.variants;
    throw new InputError(`the bases of "${asked}" are not those of the transcript`, {
      hint: `${gene} is numbered by ${index?.transcript.id} here`,
    });
  }
  return [named(feature, ground)];
}

function fusionQuery(
  [gene5, gene3]: readonly [string, string],
  rest: string,
  asked: string,
  ground: QueryGround,
): readonly TumourAlteration[] {
  const [, , exon5, exon3] = /^(fusion ?)?(?:e(\d+)::e(\d+))?$/i.exec(rest) ?? [];
  if (!/^(?:fusion ?)?(?:e\d+::e\d+)?$/i.test(rest)) {
    throw new InputError(`"${asked}" is not understood`, {
      hint: 'a fusion is written "EML4::ALK", with exons "EML4::ALK e6::e20"',
    });
  }
  return [
    fusion(
      gene5,
      gene3,
      exon5 === undefined ? null : Number(exon5),
      exon3 === undefined ? null : Number(exon3),
      ground,
    ),
  ];
}

function fusion(
  gene5: string,
  gene3: string,
  exon5: number | null,
  exon3: number | null,
  { origin }: QueryGround,
): TumourAlteration {
  const label = `${gene5}::${gene3} fusion`;
  return { kind: 'fusion', id: label, label, origin, gene5, gene3, exon5, exon3 };
}

interface GenomicText {
  readonly chromosome: string;
  readonly build: GenomeBuild | null;
  /** Null for alleles as a VCF has them. */
  readonly change: NucleotideChange | null;
  readonly alleles: Omit<GenomicVariant, 'chromosome'> | null;
}

/** A place on the genome: `7:g.55259515T>G`, `chr7:55259515 T>G`, `7-55259515-T-G`, `NC_000007.13:g.…`. */
function genomicText(text: string): GenomicText | null {
  const alleles =
    /^(\w[\w.]*)[-:](\d+)[-: ]([ACGT]+|-)[->]([ACGT]+|-)$/i.exec(text) ??
    /^(\w[\w.]*):(?:g\.)?(\d+)([ACGT]{2,})>([ACGT]+)$/i.exec(text);
  if (alleles !== null) {
    const [, name = '', position, reference = '', alternate = ''] = alleles;
    const bases = (allele: string): string => allele.toUpperCase().replace('-', '');
    return {
      chromosome: plainChromosome(name),
      build: buildOfChromosomeName(name),
      change: null,
      alleles: {
        start0: Number(position) - 1,
        reference: bases(reference),
        alternate: bases(alternate),
      },
    };
  }
  const [, name, description] = /^(\w[\w.]*):(?:g\.)?(\d+.*)$/.exec(text) ?? [];
  if (name === undefined) return null;
  const parsed = parseHgvs(`${name}:g.${description}`);
  return {
    chromosome: plainChromosome(name),
    build: buildOfChromosomeName(name),
    change: parsed.changes[0] as NucleotideChange,
    alleles: null,
  };
}

/** The alterations of a place, by the one build in which its bases fit. */
function placeAlterations(
  asked: string,
  { chromosome, build, change, alleles }: GenomicText,
  ground: QueryGround,
): readonly TumourAlteration[] {
  const fitting = ground.models
    .filter((models) => build === null || models.build === build)
    .flatMap((models) => {
      const variant =
        alleles === null
          ? genomicChange(
              chromosome,
              change as NucleotideChange,
              models.modelsAt(
                chromosome,
                (change as NucleotideChange).from.base - 1,
                (change as NucleotideChange).from.base,
              ),
            )
          : { chromosome, ...alleles };
      if (variant === null) return [];
      const found = placedVariants(variant, null, models, contextOf(asked, ground));
      const variants = found.variants.filter(
        ({ effect, upstream }) => effect !== 'unknown' || upstream !== null,
      );
      return variants.length === 0 ? [] : [{ build: models.build, variants: found.variants }];
    });
  const [only, other] = fitting;
  if (only === undefined) {
    throw new InputError(`"${asked}" changes no gene whose transcript is at hand`, {
      hint: 'its bases may be those of another build (--build), or its gene is not in the panel: give the protein change, e.g. "EGFR L858R", or a larger reference (--reference)',
    });
  }
  if (other !== undefined) {
    throw new InputError(`"${asked}" fits both ${only.build} and ${other.build}`, {
      hint: 'say which with --build',
    });
  }
  return only.variants;
}
