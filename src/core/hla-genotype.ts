import type { HlaAllele } from './brands.js';
import { InputError } from './errors.js';
import { hlaChains, hlaLocus, parseHlaAllele } from './hla-allele.js';
import type { HlaLocus, HlaName } from './hla-allele.js';
import type { SkippedItem } from './skipped.js';

/** A name as it stands in the input. */
export interface GivenHlaName {
  readonly text: string;
  /** 1-based. */
  readonly line?: number;
}

/** What is known of one locus. */
interface HlaLocusTyping {
  readonly locus: HlaLocus;
  /** Distinct alleles, in the order given. */
  readonly alleles: readonly HlaAllele[];
  /** `stated` where the same allele was given twice; one allele given once says nothing. */
  readonly homozygous: 'stated' | 'not stated';
  readonly notes: readonly string[];
}

/** The HLA alleles of one person. */
export interface HlaGenotype {
  /** Distinct classical alleles, in the order given. */
  readonly alleles: readonly HlaAllele[];
  /** In the order first given. */
  readonly loci: readonly HlaLocusTyping[];
  /** Every name, in the order given, with what it was read as. */
  readonly names: readonly HlaName[];
  readonly skipped: readonly SkippedItem[];
}

const ALLELES_A_PERSON_HAS = 2;

/**
 * The genotype that a list of names describes. Names that cannot be used are skipped with their
 * reason; so are HLA-E, -F and -G, which show few peptides and have no predictor here.
 * @throws InputError where no name is usable, or a gene has more than two alleles.
 */
export function hlaGenotype(given: readonly GivenHlaName[], file?: string): HlaGenotype {
  const names: HlaName[] = [];
  const skipped: SkippedItem[] = [];
  const timesGiven = new Map<HlaAllele, number>();
  const notesOf = new Map<HlaAllele, readonly string[]>();
  const chainsOfGene = new Map<string, Set<string>>();
  for (const { text, line } of given) {
    const name = parseHlaAllele(text);
    names.push(name);
    const place = {
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
    };
    const skip = (code: string, reason: string): void => {
      skipped.push({ status: 'skipped', item: `HLA allele ${name.given}`, code, reason, ...place });
    };
    if (name.kind === 'refused') {
      skip(name.code, name.reason);
      continue;
    }
    const { allele } = name;
    if (/^HLA-[EFG]\*/.test(allele)) {
      skip('non-classical', `${allele} is non-classical; HLA-A, -B, -C and class II are used`);
      continue;
    }
    for (const chain of hlaChains(allele)) {
      const gene = chain.split('*')[0] as string;
      const chains = chainsOfGene.get(gene) ?? new Set();
      chainsOfGene.set(gene, chains.add(chain));
      if (chains.size > ALLELES_A_PERSON_HAS) {
        throw new InputError(
          `more than two alleles of HLA-${gene}: ${[...chains].join(', ')}; a person has at most two`,
          { ...place, hint: 'is this a list of alleles rather than one patient’s typing?' },
        );
      }
    }
    timesGiven.set(allele, (timesGiven.get(allele) ?? 0) + 1);
    notesOf.set(allele, [...new Set([...(notesOf.get(allele) ?? []), ...name.notes])]);
  }
  if (timesGiven.size === 0) throw nothingUsable(skipped, file);
  return {
    alleles: [...timesGiven.keys()],
    loci: lociOf(timesGiven, notesOf),
    names,
    skipped,
  };
}

function nothingUsable(skipped: readonly SkippedItem[], file: string | undefined): InputError {
  const [first] = skipped;
  const hint = 'human alleles with two fields are needed, as in HLA-A*02:01';
  if (first === undefined) {
    return new InputError('no HLA allele is named', {
      ...(file === undefined ? {} : { file }),
      hint,
    });
  }
  return new InputError(`no usable HLA allele: ${first.reason}`, {
    ...(first.file === undefined ? {} : { file: first.file }),
    ...(first.line === undefined ? {} : { line: first.line }),
    hint,
  });
}

function lociOf(
  timesGiven: ReadonlyMap<HlaAllele, number>,
  notesOf: ReadonlyMap<HlaAllele, readonly string[]>,
): readonly HlaLocusTyping[] {
  const allelesOf = new Map<HlaLocus, HlaAllele[]>();
  for (const allele of timesGiven.keys()) {
    const locus = hlaLocus(allele);
    allelesOf.set(locus, [...(allelesOf.get(locus) ?? []), allele]);
  }
  return [...allelesOf].map(([locus, alleles]) => {
    const [only] = alleles;
    const times = alleles.length === 1 ? timesGiven.get(only as HlaAllele) : undefined;
    const notes = alleles.flatMap((allele) =>
      (notesOf.get(allele) ?? []).map((note) => `${allele}: ${note}`),
    );
    if (times !== undefined && times > ALLELES_A_PERSON_HAS) {
      notes.push(`${only} is given ${times} times, which says nothing of homozygosity`);
    }
    return {
      locus,
      alleles,
      homozygous: times === ALLELES_A_PERSON_HAS ? ('stated' as const) : ('not stated' as const),
      notes,
    };
  });
}
