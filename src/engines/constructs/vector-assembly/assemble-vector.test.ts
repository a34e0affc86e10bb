import { genbankToJson } from '@teselagen/bio-parsers';
import fc from 'fast-check';
import { parseFile } from 'seqparse';
import { beforeAll, describe, expect, it } from 'vitest';

import { OptionError } from '../../../core/errors.js';
import { otherStrand } from '../../../core/iupac.js';
import { openPackStore } from '../../../platform/node/pack-store.js';
import { translateCodons } from '../../genome/consequence/codons.js';
import { CODON_USAGE_PACK_ID, type CodonUsage, decodeCodonUsage } from '../../rna/codon-usage.js';
import { constructGenBank } from '../construct-genbank.js';
import { featureSequence } from '../feature-sequence.js';
import { openPartsLibrary, type PartsLibrary } from '../parts-library.js';
import { assembleVector } from './assemble-vector.js';
import { codingElements, codingPiece } from './coding-elements.js';
import { codingCassette, vectorPlan } from './vector.fixture.js';
import type { BackbonePlan, CassettePlan, CodedProtein } from './vector-plan.js';

interface ParsedRecord {
  readonly sequence: string;
  readonly circular: boolean;
  readonly features: readonly {
    readonly start: number;
    readonly end: number;
    readonly strand: number;
    readonly type: string;
    readonly notes: Readonly<Record<string, readonly string[]>>;
  }[];
}

let library: PartsLibrary;
let usage: CodonUsage;

const BACKBONES: readonly BackbonePlan[] = [
  { kind: 'aav', genome: 'single-stranded' },
  { kind: 'aav', genome: 'self-complementary' },
  { kind: 'lentiviral' },
  { kind: 'gammaretroviral' },
  { kind: 'adenoviral-shuttle' },
  { kind: 'plasmid' },
];

/** One codon a residue; which one does not matter here. */
function coded(kind: CodedProtein['kind'], label: string, protein: string): CodedProtein {
  const codons: Readonly<Record<string, string>> = {
    A: 'GCC',
    C: 'TGC',
    D: 'GAC',
    E: 'GAG',
    F: 'TTC',
    G: 'GGC',
    H: 'CAC',
    I: 'ATC',
    K: 'AAG',
    L: 'CTG',
    M: 'ATG',
    N: 'AAC',
    P: 'CCC',
    Q: 'CAG',
    R: 'AGG',
    S: 'AGC',
    T: 'ACC',
    V: 'GTG',
    W: 'TGG',
    Y: 'TAC',
  };
  return {
    kind,
    label,
    protein,
    sequence: [...protein].map((residue) => codons[residue]).join(''),
  };
}

const protein = fc
  .string({ unit: fc.constantFrom(...'ACDEFGHIKLMNPQRSTVWY'), minLength: 5, maxLength: 60 })
  .map((residues) => `M${residues}`);

/** Any cassette that may be asked for. */
const cassette: fc.Arbitrary<CassettePlan> = fc
  .record({
    orientation: fc.constantFrom('forward' as const, 'reverse' as const),
    promoter: fc.constantFrom('promoter-cmv', 'promoter-ef1a', 'promoter-pgk', 'promoter-htert'),
    intron: fc.option(fc.constantFrom('intron-chimeric', 'intron-sv40'), { nil: undefined }),
    proteins: fc.array(protein, { minLength: 1, maxLength: 3 }),
    joint: fc.constantFrom('2A' as const, 'ires' as const),
    threePrime: fc.subarray(['wpre', 'mirt-122', 'mirt-142-3p']),
    polyA: fc.constantFrom('polya-bgh', 'polya-sv40', null),
    kind: fc.constantFrom('coding' as const, 'message' as const, 'small-rna' as const),
    free: fc.string({ unit: fc.constantFrom(...'ACGT'), minLength: 20, maxLength: 60 }),
  })
  .map(({ orientation, promoter, intron, proteins, joint, threePrime, polyA, kind, free }) => {
    const element = {
      kind: 'free' as const,
      label: 'hairpin',
      role: 'region' as const,
      sequence: free,
    };
    if (kind === 'small-rna') {
      return { kind, name: 'U6', orientation, promoter: 'promoter-u6', elements: [element] };
    }
    if (kind === 'message') {
      return { kind, name: 'message', orientation, promoter, elements: [element], polyA };
    }
    const coding = proteins.flatMap((residues, i) => [
      ...(i === 0
        ? []
        : joint === 'ires'
          ? [{ kind: 'ires' as const, element: 'ires-emcv' }]
          : [coded('joint', 'P2A', 'GSGATNFSLLKQAGDVEENPGP')]),
      coded('protein', `protein ${i + 1}`, residues),
    ]);
    const [first, ...rest] = coding;
    return {
      kind,
      name: 'coding',
      orientation,
      promoter,
      ...(intron === undefined ? {} : { intron }),
      kozak: 'kozak',
      coding: [first as CodedProtein, ...rest],
      threePrime,
      polyA,
    };
  });

describe('assembleVector', () => {
  beforeAll(async () => {
    const store = openPackStore();
    usage = decodeCodonUsage(await store.load(CODON_USAGE_PACK_ID));
    library = openPartsLibrary(await store.load('construct-parts'));
  });

  it('puts any cassettes into any backbone: frames translate, parts stand where their features say', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BACKBONES),
        fc.array(cassette, { maxLength: 3 }),
        (backbone, cassettes) => {
          const plan = vectorPlan(backbone, cassettes, { oversize: 'check' });
          const { construct, insert, packaged, transcripts } = assembleVector(plan, { library });
          for (const feature of construct.features) {
            const { partId } = feature;
            if (partId === null) continue;
            const part = library.parts.find(({ id }) => id === partId);
            expect(featureSequence(construct, feature)).toBe(part?.sequence);
          }
          const frames = transcripts.flatMap((transcript) => transcript.frames);
          const asked = cassettes.flatMap((one) =>
            one.kind === 'coding' ? one.coding.filter(({ kind }) => kind === 'protein') : [],
          );
          expect(frames.flatMap(({ proteins }) => proteins.map((one) => one.protein))).toEqual(
            asked.map((one) => (one as CodedProtein).protein),
          );
          for (const { start0, end0, strand, protein: residues } of frames) {
            const top = construct.sequence.slice(start0, end0);
            const read = strand === 1 ? top : otherStrand(top);
            expect(translateCodons(read, 1)).toBe(`${residues}*`);
          }
          const coding = construct.features.filter(
            ({ role, ranges }) =>
              role === 'CDS' && ranges[0].start0 >= insert.start0 && ranges[0].end0 <= insert.end0,
          );
          expect(coding).toHaveLength(frames.length);
          expect(transcripts).toHaveLength(cassettes.length);
          for (const { start0, end0 } of transcripts) {
            expect(start0).toBeGreaterThanOrEqual(insert.start0);
            expect(end0).toBeLessThanOrEqual(insert.end0);
          }
          if (packaged !== null) {
            expect(packaged.lengthBp).toBe(packaged.end0 - packaged.start0);
            expect(packaged.start0).toBeLessThan(insert.start0);
            expect(packaged.end0).toBeGreaterThan(insert.end0);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is read back from GenBank by two other parsers, whatever it is: sequence, features, strands, proteins', async () => {
    const cases = fc.sample(
      fc.tuple(fc.constantFrom(...BACKBONES), fc.array(cassette, { minLength: 1, maxLength: 2 })),
      { seed: 11, numRuns: 60 },
    );
    for (const [backbone, cassettes] of cases) {
      const plan = vectorPlan(backbone, cassettes, { oversize: 'check' });
      const { construct, transcripts } = assembleVector(plan, { library });
      const text = constructGenBank(construct, null);
      const [record] = genbankToJson(text) as readonly { parsedSequence: ParsedRecord }[];
      const read = record?.parsedSequence;
      expect(read?.sequence.toUpperCase()).toBe(construct.sequence);
      expect(read?.circular).toBe(true);
      // A feature over the origin comes back as its first start and last end.
      const spans = construct.features.map(({ ranges, strand }) => [
        ranges[0].start0,
        ranges.at(-1)?.end0,
        strand,
      ]);
      const own = read?.features.filter(({ type }) => type !== 'source') ?? [];
      expect(own.map(({ start, end, strand }) => [start, end + 1, strand])).toEqual(spans);
      const [other] = (await parseFile(text)) as readonly { seq: string; annotations: unknown[] }[];
      expect(other?.seq.toUpperCase()).toBe(construct.sequence);
      expect(other?.annotations).toHaveLength(spans.length);
      const translations = own.flatMap(({ notes }) => notes['translation'] ?? []);
      for (const { protein: residues } of transcripts.flatMap(({ frames }) => frames)) {
        expect(translations.map((one) => one.replaceAll(' ', ''))).toContain(residues);
      }
    }
  });

  it('counts an AAV genome from ITR to ITR', () => {
    const cassettePlan = codingCassette(library, usage, 'protein-tusc2');
    const { construct, packaged } = assembleVector(
      vectorPlan({ kind: 'aav', genome: 'single-stranded' }, [cassettePlan]),
      { library },
    );
    // 145 + 36 + CMV 584 + Kozak 6 + TUSC2 3 x 110 + stop 3 + bGH 225 + 42 + 145.
    expect(packaged?.lengthBp).toBe(1516);
    // NC_001401.2 begins and ends like this.
    expect(construct.sequence.startsWith('TTGGCCACTCCCTCTCTGCGCGCTCGCTCGCTCACTGAGG')).toBe(true);
    expect(construct.sequence.slice(1516 - 13, 1516)).toBe('AGGGAGTGGCCAA');
  });

  it('designs several proteins of one frame as one, with a feature for each', () => {
    const { elements } = codingElements(
      [
        codingPiece(library.part('protein-tusc2', 'polypeptide'), 'protein'),
        codingPiece(library.part('p2a', 'self_cleaving_peptide'), 'joint'),
        codingPiece(library.part('protein-ifnb1', 'polypeptide'), 'protein'),
      ],
      { usage },
    );
    const plan = vectorPlan({ kind: 'plasmid' }, [
      { ...codingCassette(library, usage, 'protein-tusc2'), coding: elements },
    ]);
    const { construct, transcripts } = assembleVector(plan, { library });
    const labels = construct.features
      .filter(({ role }) => role === 'polypeptide' || role === 'self_cleaving_peptide')
      .map(({ label }) => label);
    expect(labels).toEqual(['TUSC2', 'P2A', 'IFNB1']);
    expect(transcripts[0]?.frames[0]?.protein).toBe(elements.map((one) => one.protein).join(''));
  });

  it('refuses 12 kb in an AAV, by how much and what to do', () => {
    const long = coded('protein', 'a long protein', `M${'ACDEFGHIKLNPQRSTVWY'.repeat(210)}`);
    const cassettePlan = {
      ...codingCassette(library, usage, 'protein-tusc2'),
      coding: [long] as const,
    };
    for (const genome of ['single-stranded', 'self-complementary'] as const) {
      const plan = vectorPlan({ kind: 'aav', genome }, [cassettePlan]);
      expect(() => assembleVector(plan, { library })).toThrow(/more than .* packages \(5000 bp\)/);
      try {
        assembleVector(plan, { library });
      } catch (error) {
        expect(error).toBeInstanceOf(OptionError);
        expect((error as OptionError).hint).toContain('vectorFit');
      }
      // By choice it is assembled, and the check says so.
      const { packaged } = assembleVector({ ...plan, oversize: 'check' }, { library });
      expect(packaged?.lengthBp).toBeGreaterThan(12_000);
    }
  });

  it('refuses an unknown promoter, and names those there are', () => {
    const plan = vectorPlan({ kind: 'plasmid' }, [
      codingCassette(library, usage, 'protein-tusc2', { promoter: 'promoter-none' }),
    ]);
    expect(() => assembleVector(plan, { library })).toThrow('no promoter "promoter-none"');
    expect(() =>
      assembleVector(
        vectorPlan({ kind: 'plasmid' }, [
          { ...codingCassette(library, usage, 'protein-tusc2'), promoter: 'wpre' },
        ]),
        { library },
      ),
    ).toThrow('no promoter "wpre"');
  });

  it('refuses a coding element with a stop inside, out of frame, or of another protein', () => {
    const base = coded('protein', 'toy', 'MACDEF');
    const refused = (changes: Partial<CodedProtein>): (() => unknown) => {
      const plan = vectorPlan({ kind: 'plasmid' }, [
        { ...codingCassette(library, usage, 'protein-tusc2'), coding: [{ ...base, ...changes }] },
      ]);
      return () => assembleVector(plan, { library });
    };
    expect(refused({ sequence: 'ATGGCCTGATGCGACGAG' })).toThrow(
      'toy: stop codon TGA at residue 3 of 6',
    );
    expect(refused({ sequence: 'ATGGCCT' })).toThrow('no whole number of codons');
    expect(refused({ protein: 'MACDEW' })).toThrow('residue 6 is F, the protein has W');
    expect(refused({ sequence: 'GCCATG', protein: 'AM' })).toThrow('with GCC, not ATG');
    expect(refused({ kind: 'joint' })).toThrow('has to end with a protein');
  });

  it('refuses lower case, RNA and other letters, and says which', () => {
    const withLetters = (sequence: string): (() => unknown) => {
      const plan = vectorPlan({ kind: 'plasmid' }, [
        {
          kind: 'message',
          name: 'm',
          promoter: 'promoter-cmv',
          elements: [{ kind: 'free', label: 'hairpin', role: 'region', sequence }],
          polyA: 'polya-bgh',
        },
      ]);
      return () => assembleVector(plan, { library });
    };
    expect(withLetters('ACgT')).toThrow('hairpin: letter 3 is "g": lower case');
    expect(withLetters('ACGU')).toThrow('letter 4 is "U": this is RNA');
    expect(withLetters('ACGN')).toThrow('letter 4 is "N", which is no base of DNA');
    expect(withLetters('')).toThrow('hairpin is empty');
  });

  it('refuses a protein where DNA has to stand, and a backbone no record backs', () => {
    const plan = vectorPlan({ kind: 'plasmid' }, [
      codingCassette(library, usage, 'protein-tusc2', { threePrime: ['protein-tp53'] }),
    ]);
    expect(() => assembleVector(plan, { library })).toThrow('protein-tp53 is a protein');
    expect(() =>
      assembleVector(vectorPlan({ kind: 'transposon', system: 'piggybac' }, []), { library }),
    ).toThrow('needs the part itr-piggybac-5, which the parts library does not hold');
  });

  it('joins an empty backbone too', () => {
    for (const backbone of BACKBONES) {
      const { insert, transcripts } = assembleVector(vectorPlan(backbone, []), { library });
      expect(insert.end0).toBe(insert.start0);
      expect(transcripts).toEqual([]);
    }
  });
});
