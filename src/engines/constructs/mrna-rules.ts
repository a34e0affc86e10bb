import type { Source } from '../../core/cited.js';
import { OptionError } from '../../core/errors.js';
import { sha256Hex } from '../../core/hashing.js';
import { otherStrand } from '../../core/iupac.js';
import type { PartRoleName } from './part-roles.js';
import type { Part } from './part.js';
import { restrictionEnzyme } from './restriction-enzymes.js';

/** A way to cap the transcript; it decides the first bases behind the T7 promoter. */
export interface CapAnalog {
  readonly id: 'cleancap-ag' | 'arca';
  readonly name: string;
  /** First transcribed bases, as DNA. */
  readonly initialBases: string;
  readonly cap: 'cap 1' | 'cap 0';
  readonly note: string;
  readonly source: Source;
}

export const CAP_ANALOGS: readonly CapAnalog[] = [
  {
    id: 'cleancap-ag',
    name: 'AG trinucleotide (CleanCap AG)',
    initialBases: 'AGG',
    cap: 'cap 1',
    note: 'm7G(5′)ppp(5′)(2′OMeA)pG pairs with the first two bases, so the template reads TATA-AGG.',
    source: {
      name: 'Henderson 2021, Curr Protoc 1:e39',
      doi: '10.1002/cpz1.39',
    },
  },
  {
    id: 'arca',
    name: 'anti-reverse cap analogue (ARCA)',
    initialBases: 'GGG',
    cap: 'cap 0',
    note: 'Takes the place of the first G; competes with GTP, so a part of the transcripts stays uncapped.',
    source: {
      name: 'Stepinski 2001, RNA 7:1486',
      pmid: '11680853',
    },
  },
];

/** @throws OptionError for a cap that is none of them. */
export function capAnalog(id: string): CapAnalog {
  const found = CAP_ANALOGS.find((analog) => analog.id === id);
  if (found === undefined) {
    throw new OptionError(
      `no cap "${id}"`,
      'cap',
      `choose ${CAP_ANALOGS.map((a) => a.id).join(', ')}`,
    );
  }
  return found;
}

export function capSite(analog: CapAnalog): Part {
  return partByRule(
    `cap-${analog.id}`,
    `Cap site ${analog.initialBases}`,
    'cap_site',
    analog.initialBases,
    `rule: first bases for ${analog.name}`,
    analog.source,
    analog.note,
  );
}

/** One stretch of a poly(A) tail. */
type PolyASegment =
  | { readonly kind: 'A'; readonly length: number }
  | { readonly kind: 'spacer'; readonly bases: string };

export interface PolyADesign {
  readonly id: string;
  readonly name: string;
  readonly segments: readonly PolyASegment[];
  readonly source: Source;
  readonly note: string;
}

export const POLY_A_DESIGNS: readonly PolyADesign[] = [
  {
    id: 'a120',
    name: 'poly(A) 120',
    segments: [{ kind: 'A', length: 120 }],
    source: { name: 'Holtkamp 2006, Blood 108:4009', doi: '10.1182/blood-2006-04-015024' },
    note: '120 outdid shorter tails, with nothing behind the last A. Such a run shrinks in bacteria.',
  },
  {
    id: 'a30-a70',
    name: 'poly(A) 30 + 70',
    segments: [
      { kind: 'A', length: 30 },
      { kind: 'spacer', bases: 'GCATATGACT' },
      { kind: 'A', length: 70 },
    ],
    source: {
      name: 'Tail of tozinameran (30 A, linker of 10 nt, 70 A)',
      url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8547895/table/tbl0005',
    },
    note: 'Steadier in bacteria than one run. The linker holds an NdeI site.',
  },
];

const LONGEST_POLY_A = 300;

/**
 * The tail as a part, by its design.
 * @throws OptionError for a stretch that is not 1 to 300 long, or a spacer that is empty or not of A, C, G and T.
 */
export function polyATail(design: PolyADesign): Part {
  const sequence = design.segments
    .map((segment, i) => {
      const path = `polyA.segments.${i}`;
      if (segment.kind === 'spacer') {
        if (!/^[ACGT]{1,50}$/.test(segment.bases)) {
          throw new OptionError(`"${segment.bases}" is no spacer`, path, '1 to 50 of A, C, G, T');
        }
        return segment.bases;
      }
      const { length } = segment;
      if (!Number.isInteger(length) || length < 1 || length > LONGEST_POLY_A) {
        throw new OptionError(`${length} A are no tail`, path, `1 to ${LONGEST_POLY_A}`);
      }
      return 'A'.repeat(length);
    })
    .join('');
  const rule = design.segments
    .map((segment) => (segment.kind === 'A' ? `A${segment.length}` : segment.bases))
    .join('-');
  return partByRule(
    `polya-${design.id}`,
    design.name,
    'polyA_sequence',
    sequence,
    `rule: ${rule}`,
    design.source,
    design.note,
  );
}

/** @throws OptionError for a design that is none of the named ones. */
export function polyADesign(id: string): PolyADesign {
  const found = POLY_A_DESIGNS.find((design) => design.id === id);
  if (found === undefined) {
    throw new OptionError(
      `no poly(A) design "${id}"`,
      'polyA',
      `choose ${POLY_A_DESIGNS.map((design) => design.id).join(', ')}`,
    );
  }
  return found;
}

const REBASE: Source = {
  name: 'REBASE (Roberts 2023, Nucleic Acids Res 51:D629)',
  doi: '10.1093/nar/gkac975',
};

/**
 * A type IIS site to stand right behind the poly(A), turned so that it cuts upstream: the template strand
 * then ends opposite the last A, and the run-off transcript has nothing behind its tail. The bases between
 * cut and site are T, so that no A is added.
 * @throws OptionError for an enzyme that is not in the table or cuts inside its site.
 */
export function linearisationSite(enzymeName: string): Part {
  const enzyme = restrictionEnzyme(enzymeName);
  if (enzyme === null || enzyme.topCut <= enzyme.site.length) {
    throw new OptionError(
      `${enzymeName} cannot end a transcript behind its last A`,
      'linearisation',
      'choose a type IIS enzyme: BspQI, SapI, BsaI, BsmBI, BbsI',
    );
  }
  // The strand that reads the site is the template here, so its own cut is the one that counts.
  const gap = 'T'.repeat(enzyme.topCut - enzyme.site.length);
  return partByRule(
    `linearisation-${enzymeName.toLowerCase()}`,
    `${enzymeName} site`,
    'restriction_site',
    gap + otherStrand(enzyme.site),
    `rule: ${enzyme.site}(${enzyme.topCut - enzyme.site.length}/${enzyme.bottomCut - enzyme.site.length}), other strand`,
    REBASE,
    `Cuts the template strand ${gap.length} nt before its site.`,
  );
}

/** Stop codons as one part; two in a row guard against readthrough. */
export function stopCodons(codons: readonly ('TAA' | 'TAG' | 'TGA')[]): Part {
  if (codons.length === 0) throw new OptionError('no stop codon', 'stop', 'at least one');
  const sequence = codons.join('');
  return partByRule(
    `stop-${sequence.toLowerCase()}`,
    `stop ${codons.join(' ')}`,
    'stop_codon',
    sequence,
    'rule: NCBI genetic code 1',
    {
      name: 'The Genetic Codes, NCBI, table 1',
      url: 'https://www.ncbi.nlm.nih.gov/Taxonomy/Utils/wprintgc.cgi',
    },
    null,
  );
}

function partByRule(
  id: string,
  name: string,
  role: PartRoleName,
  sequence: string,
  accession: string,
  source: Source,
  note: string | null,
): Part {
  return {
    id,
    name,
    role,
    alphabet: 'DNA',
    sequence,
    accession,
    source,
    licence: 'fact',
    sha256: sha256Hex(new TextEncoder().encode(sequence)),
    note,
    features: [],
  };
}
