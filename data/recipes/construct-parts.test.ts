import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from 'vitest';

import { sha256Hex } from '../../src/core/hashing.js';
import { otherStrand } from '../../src/core/iupac.js';
import { openAnnotationLibrary } from '../../src/engines/constructs/annotate/annotation-library.js';
import { isPartRole } from '../../src/engines/constructs/part-roles.js';
import { openPartsLibrary, type PartsLibrary } from '../../src/engines/constructs/parts-library.js';
import { translateCodons } from '../../src/engines/genome/consequence/codons.js';
import { readGenBank } from '../../src/formats/genbank/read-genbank.js';
import { writeGenBank } from '../../src/formats/genbank/write-genbank.js';
import { hasShared, sharedPath, sharedRows } from '../../test/shared-data.js';
import { compilePart } from './construct-part-cut.js';
import { PART_FACTS } from './construct-part-facts.js';
import { namedRecords } from './construct-part-named-records.js';
import { readPartRecords, type GenoLibPart, type PartRecords } from './construct-part-records.js';
import type { PartFacts } from './construct-part-types.js';
import { compileConstructParts } from './construct-parts.js';

function genolib(sequence: string, title = 'x-001', so = 'SO:0000167'): GenoLibPart {
  return { title, so, sequence };
}

const CIRCLE = readGenBank(
  writeGenBank({
    locus: 'map',
    molecule: 'DNA',
    topology: 'circular',
    date: null,
    definition: 'map',
    comment: [],
    features: [],
    sequence: 'AACCGGTTTA',
  }),
  'map.gb',
);

const TOY: PartRecords = {
  genolib: new Map([
    ['part', genolib('AACCGGTT')],
    ['odd', genolib('AANN')],
    ['turned', genolib('TTAACCGGTTAA')],
    ['codons', genolib('ATGGCA')],
    ['close', genolib('AACTGGT')],
    ['intron', genolib('AAGTAAGTCCAGAA')],
  ]),
  swissprot: new Map([['P1', 'MAKK']]),
  lrg: new Map([
    [
      'LRG_1 t1',
      {
        accessions: ['NM_1.1'],
        cdna: 'GGATGTAACC',
        cdsStart0: 2,
        cdsEnd0: 8,
        locus: 'NG_1.1',
        upstream: 'TTTTGCGC',
      },
    ],
  ]),
  addgene: new Map([['pA', 'TTAACC']]),
  genbank: new Map(CIRCLE.map((record) => ['map', record])),
  yeast: new Map([['chrI', 'GGATGTGGTAAGG']]),
  carParts: new Map([['SP', 'MA']]),
};

function facts(partial: Partial<PartFacts>): PartFacts {
  return {
    id: 'p',
    name: 'p',
    role: 'region',
    record: { kind: 'genolib', displayId: 'part' },
    witnesses: [],
    source: { name: 'made up' },
    note: null,
    ...partial,
  };
}

describe('compilePart', () => {
  const cut = (record: PartFacts['record']): string => compilePart(facts({ record }), TOY).sequence;

  it('cuts the span its record names', () => {
    expect(cut({ kind: 'genolib', displayId: 'part', span: [2, 4] })).toBe('ACC');
    expect(cut({ kind: 'genolib', displayId: 'part', span: [2, 4], strand: -1 })).toBe('GGT');
    expect(cut({ kind: 'swissprot', accession: 'P1', span: [1, 2] })).toBe('MA');
    expect(cut({ kind: 'swissprot', accession: 'P1' })).toBe('MAKK');
    const lrg = { kind: 'lrg', lrg: 'LRG_1', transcript: 't1', accession: 'NM_1.1' } as const;
    expect(cut({ ...lrg, region: "5'UTR" })).toBe('GG');
    expect(cut({ ...lrg, region: "3'UTR" })).toBe('CC');
    expect(() => cut({ ...lrg, accession: 'NM_1.2', region: "3'UTR" })).toThrow('not NM_1.2');
  });

  it('cuts upstream of a start codon, over the origin of a map, yeast, translations, target sites', () => {
    const upstream = { kind: 'lrg-upstream', lrg: 'LRG_1', transcript: 't1', bases: 3 } as const;
    expect(cut({ ...upstream, accession: 'NG_1.1' })).toBe('CGC');
    expect(() => cut({ ...upstream, accession: 'NG_2.1' })).toThrow('not NG_2.1');
    expect(cut({ kind: 'genbank', accession: 'map', span: [9, 2] })).toBe('TAAA');
    const yeast = { kind: 'yeast', contig: 'chrI', span: [3, 11] } as const;
    expect(cut(yeast)).toBe('ATGTGGTAA');
    expect(cut({ kind: 'translation', of: yeast })).toBe('MW');
    // By hand, from miR-122-5p UGGAGUGUGACAAUGGUGUUUG.
    expect(cut({ kind: 'mirna-target', accession: 'MIMAT0000421' })).toBe('CAAACACCATTGTCACACTCCA');
    expect(() => cut({ kind: 'mirna-target', accession: 'MIMAT9' })).toThrow('no record MIMAT9');
    expect(() => cut({ kind: 'read', id: 'none' })).toThrow('no record none');
  });

  it('refuses a part that no record, or not every witness, backs', () => {
    const compile = (partial: Partial<PartFacts>) => () => compilePart(facts(partial), TOY);
    expect(compile({ record: { kind: 'genolib', displayId: 'none' } })).toThrow('no record none');
    expect(compile({ record: { kind: 'swissprot', accession: 'P1', span: [1, 5] } })).toThrow(
      'no span',
    );
    expect(compile({ record: { kind: 'genolib', displayId: 'odd' } })).toThrow('not plain DNA');
    const turned = { kind: 'genolib', displayId: 'turned', as: 'other strand' } as const;
    expect(compile({ witnesses: [turned] })).not.toThrow();
    expect(compile({ witnesses: [{ ...turned, displayId: 'odd' }] })).toThrow('is not what');
    expect(compile({ witnesses: [{ kind: 'addgene', plasmid: 'pA' }] })).toThrow('is not what');
    expect(compile({ witnesses: [{ kind: 'genbank', accession: 'map' }] })).not.toThrow();
    const protein = { kind: 'swissprot', accession: 'P1', span: [1, 2] } as const;
    const witnesses = [
      { kind: 'car-part', partId: 'SP' },
      { kind: 'genolib', displayId: 'codons', as: 'codons' },
    ] as const;
    expect(compile({ record: protein, witnesses })).not.toThrow();
    expect(compile({ record: { ...protein, span: [1, 3] }, witnesses })).toThrow('is not what');
  });

  it('compares other records of the same thing, on the strand that is closer', () => {
    const { otherRecords } = compilePart(facts({ compare: ['close', 'turned'] }), TOY);
    // By hand: AACCGGTT to AACTGGT, a substitution and a deletion; two letters more at each end.
    expect(otherRecords).toEqual([
      { accession: 'GenoLIB:close', edits: 2 },
      { accession: 'GenoLIB:turned', edits: 4 },
    ]);
  });

  it('takes an intron only from GT to AG', () => {
    const record = { kind: 'genolib', displayId: 'intron' } as const;
    const part = compilePart(facts({ record, introns: [{ start0: 2, end0: 12 }] }), TOY);
    expect(part.features).toMatchObject([{ role: 'intron', range: { start0: 2, end0: 12 } }]);
    expect(() => compilePart(facts({ record, introns: [{ start0: 1, end0: 12 }] }), TOY)).toThrow(
      'its intron reads',
    );
  });
});

describe('namedRecords', () => {
  const maps = new Map(
    ['pGS-ssAAV-ITR145', 'pGS-ssAAV-ITR128', 'pGS-scAAV-ITR145'].map((locus) => {
      const [record] = CIRCLE;
      return [locus, { ...(record as NonNullable<typeof record>), sequence: 'ACGT'.repeat(700) }];
    }),
  );
  const ONE = 'ATGCCGTAGGCTTTAAGCCGATCAGGCTAA';

  it('turns non-coding records to the strand of most of their namesakes', () => {
    const records = {
      ...TOY,
      genbank: maps,
      genolib: new Map([
        ['a_001', genolib(ONE, 'a-001')],
        ['a_002', genolib(otherStrand(`${ONE}C`), 'a-002')],
        ['a_003', genolib(`${ONE}G`, 'a-003')],
        ['cds_001', genolib(otherStrand(ONE), 'c-001', 'SO:0000316')],
        ['short', genolib('ACGT', 'short')],
      ]),
    };
    const { list } = namedRecords(records, []);
    expect(list.slice(0, 4).map(({ accession, name }) => [accession, name])).toEqual([
      ['GenoLIB:a_001', 'a'],
      ['GenoLIB:a_002 (other strand)', 'a'],
      ['GenoLIB:a_003', 'a'],
      ['GenoLIB:cds_001', 'c'],
    ]);
  });
});

const NEEDED = [
  'data/editing/parts/GenoLIB_All.tsv',
  'data/editing/genome/sacCer3/sacCer3.2bit',
  'data/genome/lrg_panel',
  'data/cell-therapy',
];

describe('the committed pack', () => {
  let library: PartsLibrary;
  beforeAll(async () => {
    library = openPartsLibrary({
      bytes: await readFile(new URL('../construct-parts.bin', import.meta.url)),
    });
  });

  it('holds parts with a role, a record, a source and the checksum of their sequence', () => {
    expect(library.parts.map(({ id }) => id)).toEqual(PART_FACTS.map(({ id }) => id));
    const ids = new Set(library.parts.map(({ id }) => id));
    expect(ids.size).toBe(library.parts.length);
    for (const part of library.parts) {
      expect(isPartRole(part.role)).toBe(true);
      expect(part.accession).toMatch(
        /^(translation of )?(GenoLIB|UniProt|Addgene|sacCer3|N[MCG]_\d+\.\d+|AY530579\.1|pGS-\w+-ITR145)(:[\w.-]+)?:\d+-\d+( \(other strand\))?$|^reverse complement of miRBase:MIMAT\d{7}$|^miR-(30|E) cassette, |^doi:10\.1371/,
      );
      expect(part.licence).not.toBe('');
      expect(part.sha256).toBe(sha256Hex(new TextEncoder().encode(part.sequence)));
      const { doi, pmid, accession, url, name } = part.source;
      expect(doi ?? pmid ?? accession ?? url ?? name).not.toBe('');
    }
  });

  it('has a backbone in which AmpR reads from ATG to TAA and no BspQI site stands', () => {
    const { sequence } = library.part('backbone-puc18', 'backbone');
    expect(/GCTCTTC|GAAGAGC/.test(sequence)).toBe(false);
    // The other strand of ATG … TAA, 861 bp as in GenoLIB's AmpR.
    expect(sequence.slice(936, 939)).toBe('TTA');
    expect(sequence.slice(1794, 1797)).toBe('CAT');
  });
});

describe('parts that designs depend on', () => {
  let library: PartsLibrary;
  beforeAll(async () => {
    library = openPartsLibrary({
      bytes: await readFile(new URL('../construct-parts.bin', import.meta.url)),
    });
  });
  const sequenceOf = (id: string): string => {
    const found = library.parts.find((part) => part.id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found.sequence;
  };

  it('has genes that read from start to stop', () => {
    for (const { id, role, sequence } of library.parts) {
      if (role !== 'CDS') continue;
      const residues = translateCodons(sequence, 1);
      expect([id, sequence.length % 3]).toEqual([id, 0]);
      expect([id, residues.indexOf('*')]).toEqual([id, residues.length - 1]);
      // pol is read from gag by a frameshift.
      if (id !== 'cds-hiv1-pol') expect([id, residues[0]]).toEqual([id, 'M']);
    }
  });

  it('has yeast cytosine deaminase of 158 residues, as SGD’s YPR062W', () => {
    const protein = translateCodons(sequenceOf('cds-fcy1'), 1);
    expect(protein).toHaveLength(159);
    // Ends as read in a public structure viewer's default sequence of FCY1.
    expect(protein.startsWith('MVTGGMASKWDQKGMDIAYEEAALGYKEGGVPIGGCLINN')).toBe(true);
    expect(protein.endsWith('MKQFIDERPQDWFEDIGE*')).toBe(true);
    expect(`${sequenceOf('protein-fcy1')}*`).toBe(protein);
  });

  it('has thymidine kinase with its ATP-binding site and the DRH motif', () => {
    const protein = sequenceOf('protein-hsv-tk');
    expect(protein).toHaveLength(376);
    // Sites 1 and 3 of the six that twelve herpesviral thymidine kinases share: a glycine-rich loop, DRH.
    expect(protein).toMatch(/G..G.GKT/);
    expect(protein).toContain('DRH');
  });

  it('has FKBP12 with valine for phenylalanine 36 and caspase-9 from behind its CARD', () => {
    const wild = sequenceOf('protein-fkbp1a').slice(1);
    const mutant = sequenceOf('protein-fkbp12-f36v');
    expect(wild[35]).toBe('F');
    expect(mutant).toBe(`${wild.slice(0, 35)}V${wild.slice(36)}`);
    expect(sequenceOf('protein-casp9').endsWith(sequenceOf('protein-casp9-dcard'))).toBe(true);
  });

  it('has the hTERT core promoter with its E box and GC boxes, its hotspots as in healthy cells', () => {
    const promoter = sequenceOf('promoter-htert');
    expect(promoter).toContain('CACGTG');
    expect(promoter.match(/(?=GGGCGG|CCGCCC|CCCGCC|GGCGGG)/g)?.length).toBeGreaterThanOrEqual(3);
    // C228T and C250T are -124C>T and -146C>T, counted from the start codon (Huang 2013, Science 339:957).
    expect(promoter.at(-124)).toBe('C');
    expect(promoter.at(-146)).toBe('C');
  });

  it('has the EpCAM promoter with all of the 5′ UTR of NM_002354.2 behind its 687 bases', () => {
    const promoter = sequenceOf('promoter-epcam');
    expect(promoter).toHaveLength(687 + 358);
    expect(library.part('promoter-epcam', 'promoter').accession).toBe('NG_012352.2:28299-29343');
  });

  it('has ITRs whose ends pair: both ends of AAV2 differ only in the orientation of the hairpin', () => {
    const left = sequenceOf('itr-aav2-5');
    const right = otherStrand(sequenceOf('itr-aav2-3'));
    expect(left.slice(0, 41)).toBe(right.slice(0, 41));
    expect(left.slice(-20)).toBe(right.slice(-20));
    expect(left).not.toBe(right);
    expect(sequenceOf('itr-aav2-3').endsWith(sequenceOf('itr-aav2-sc'))).toBe(true);
  });

  it('has introns in promoters that hold one, from GT to AG', () => {
    for (const id of ['promoter-ef1a', 'promoter-ubc', 'promoter-cag']) {
      const { features, sequence } = library.part(id, 'promoter');
      const intron = features.find(({ role }) => role === 'intron');
      const { start0, end0 } = (intron as NonNullable<typeof intron>).range;
      expect(sequence.slice(start0, start0 + 2)).toBe('GT');
      expect(sequence.slice(end0 - 2, end0)).toBe('AG');
    }
  });

  it('makes a miR-30 hairpin of flank, strands, loop and flank that matches a published 97-mer', () => {
    // Hairpin of ARTi.6588 (eLife), as read: passenger and guide between the parts.
    const hairpin =
      'TGCTGTTGACAGTGAGCGCCCGGATGAAGTTTATATCGAATAGTGAAGCCACAGATGTATTCGATATAAACTTCATCCGGATGCCTACTGCCTCGGA';
    const made =
      sequenceOf('mir30-flank5').slice(7) +
      'CCCGGATGAAGTTTATATCGAA' +
      sequenceOf('mir30-loop') +
      'TTCGATATAAACTTCATCCGGA' +
      sequenceOf('mir30-flank3').slice(0, 16);
    expect(made).toBe(hairpin);
    expect(sequenceOf('mire-flank3').slice(0, 16)).toBe(sequenceOf('mir30-flank3').slice(0, 16));
  });

  it('says what is not there and why', () => {
    const names = library.absent.map(({ name }) => name).join();
    expect(names).toContain('survivin');
    expect(names).toContain('piggyBac');
    expect(library.absent.every(({ reason }) => reason !== '')).toBe(true);
  });

  it('opens as a library for annotation, below 2 MB', async () => {
    const bytes = await readFile(new URL('../construct-parts.bin', import.meta.url));
    expect(bytes.length).toBeLessThan(2_000_000);
    const { entries } = openAnnotationLibrary({ bytes });
    const composites = entries.filter(({ isComposite }) => isComposite).map(({ id }) => id);
    expect(composites).toContain('promoter-cmv');
    expect(composites).not.toContain('promoter-sv40');
  });
});

describe.skipIf(!NEEDED.every(hasShared))(
  `the recipe (needs ../shared/${NEEDED.join(', ../shared/')})`,
  () => {
    it('makes the committed pack and manifest, byte for byte', async () => {
      const { bytes, manifest } = compileConstructParts(await readPartRecords(sharedPath('data')));
      const committed = await readFile(new URL('../construct-parts.bin', import.meta.url));
      expect(committed.equals(bytes)).toBe(true);
      const text = await readFile(
        new URL('../construct-parts.manifest.json', import.meta.url),
        'utf8',
      );
      expect(JSON.parse(text)).toEqual(manifest);
    });

    it('ends the class I leaders where the mature chain begins, as groove positions count it', async () => {
      const { swissprot } = await readPartRecords(sharedPath('data'));
      // Contact positions of the mature chain in the 34-residue pseudosequence (Nielsen 2007, PLoS ONE 2:e796).
      const positions = [7, 9, 24, 45, 59];
      const grooves = sharedRows('data/pmhc/mhc1_pseudo34.tsv.gz');
      for (const [accession, allele] of [
        ['P01889', 'B*07:02'],
        ['P04439', 'A*03:01'],
      ] as const) {
        const groove = grooves.find((row) =>
          Object.values(row).some((cell) => cell.replace(/^HLA-/, '') === allele),
        );
        const pseudo = Object.values(groove ?? {}).find((cell) => /^[A-Z]{34}$/.test(cell)) ?? '';
        const chain = (swissprot.get(accession) ?? '').slice(24);
        expect(positions.map((at) => chain[at - 1]).join('')).toBe(pseudo.slice(0, 5));
      }
    });
  },
);
