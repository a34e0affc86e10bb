import { describe, expect, it } from 'vitest';

import { InputError } from '../../src/core/errors.js';
import {
  EVIDENCE_PACK_ID,
  openEvidenceLibrary,
} from '../../src/engines/evidence/evidence-library.js';
import { exonsOfResidues, geneModels } from '../../src/engines/evidence/gene-models.js';
import { mafAlterations } from '../../src/engines/evidence/maf-alterations.js';
import { matchEvidence } from '../../src/engines/evidence/match-evidence.js';
import { featuresOf } from '../../src/engines/evidence/molecular-profile.js';
import { numberingsOf } from '../../src/engines/evidence/numberings.js';
import { ONCOTREE_PACK_ID, openOncoTree } from '../../src/engines/evidence/oncotree.js';
import { parseQuery } from '../../src/engines/evidence/parse-query.js';
import {
  diseaseTumourTypes,
  mappedCodes,
} from '../../src/engines/evidence/disease-tumour-types.js';
import { therapyEvidence } from '../../src/engines/evidence/therapy-evidence.js';
import { openReference } from '../../src/engines/genome/reference-pack.js';
import { readMaf, splitBySample } from '../../src/formats/maf/read-maf.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedRows, sharedText } from '../shared-data.js';

const CIVIC = 'data/clinical/civic/civic_evidence_2026-04-25.tsv';
const TRANSCRIPTS = 'data/genome/ensembl110_grch38_proteincoding_transcripts.tsv.gz';
const HOTSPOTS = 'data/clinical/hotspots/cancerhotspots_v2_GRCh37.tsv';
const LAML = 'cases/tcga-laml/tcga_laml.maf.gz';

/** Versions of RefSeq's accessions of chromosomes 1-22 and X in GRCh37 (GCF_000001405.13). */
const REFSEQ_37 = [
  10, 11, 11, 11, 9, 11, 13, 10, 11, 10, 9, 11, 10, 8, 9, 9, 10, 9, 9, 10, 8, 10, 10,
];

const store = openPackStore();
const library = openEvidenceLibrary(await store.load(EVIDENCE_PACK_ID));
const tree = openOncoTree(await store.load(ONCOTREE_PACK_ID));
const grch37 = geneModels(openReference(await store.load('reference-panel-grch37')));
const grch38 = geneModels(openReference(await store.load('reference-panel-grch38')));
const genes = new Set([...library.profilesOf.keys(), ...grch37.genes]);

function ask(queries: readonly string[], tumourType: string | null = null, isWhole = false) {
  const ground = {
    models: [grch37, grch38],
    genes,
    isGene: () => true,
    origin: 'somatic' as const,
  };
  const alterations = queries.flatMap((query) => parseQuery(query, ground));
  return matchEvidence(library, tree, { alterations, tumourType, isWhole });
}

/** The alterations of a place on GRCh37; none where it is in no gene of the panel. */
function alterationsOnGrch37(query: string) {
  try {
    return parseQuery(query, { models: [grch37], genes, isGene: () => true, origin: 'somatic' });
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** Exon that holds the second base of a codon, from Ensembl's exons and coding bounds (1-based); null outside. */
function ensemblExon(row: Readonly<Record<string, string>>, position: number): number | null {
  const plus = row['strand'] === '+';
  const exons = (row['exons1(start-end,..)'] ?? '')
    .split(',')
    .map((exon) => exon.split('-').map(Number) as [number, number])
    .sort((a, b) => (plus ? a[0] - b[0] : b[0] - a[0]));
  const [low, high] = [Number(row['cds_start1']), Number(row['cds_end1'])];
  let coding = 0;
  for (const [i, [from, to]] of exons.entries()) {
    coding += Math.max(0, Math.min(to, high) - Math.max(from, low) + 1);
    if (coding >= 3 * position - 1) return i + 1;
  }
  return null;
}

function idsOf(queries: readonly string[]): readonly number[] {
  return ask(queries)
    .matches.map(({ item }) => item.id)
    .sort((a, b) => a - b);
}

/**
 * Names of the molecular profiles that fit each alteration, picked by eye from the names that the file has for its
 * genes; an alteration fits no other.
 */
const PICKED: readonly (readonly [string, readonly string[]])[] = [
  ['EGFR L858R', ['EGFR L858R', 'EGFR L858R OR EGFR Exon 19 Deletion', 'EGFR Mutation']],
  ['EGFR T790M', ['EGFR Mutation', 'EGFR T790M']],
  ['EGFR C797S', ['EGFR C797S', 'EGFR Mutation']],
  [
    'EGFR E746_A750del',
    [
      'EGFR E746_A750del',
      'EGFR Exon 19 Deletion',
      'EGFR L858R OR EGFR Exon 19 Deletion',
      'EGFR Mutation',
    ],
  ],
  [
    'EGFR L747_P753delinsS',
    [
      'EGFR Exon 19 Deletion',
      'EGFR L747_P753delinsS',
      'EGFR L858R OR EGFR Exon 19 Deletion',
      'EGFR Mutation',
    ],
  ],
  ['EGFR S768I', ['EGFR Mutation', 'EGFR S768I', 'EGFR S768I OR EGFR G719A OR EGFR L861Q']],
  ['EGFR G719S', ['EGFR G719', 'EGFR G719S', 'EGFR Mutation']],
  [
    'BRAF V600K',
    [
      'BRAF Exon 15 Mutation',
      'BRAF Mutation',
      'BRAF V600',
      'BRAF V600 OR v::BRAF Fusion',
      'BRAF V600K',
    ],
  ],
  [
    'BRAF V600E',
    [
      'BRAF Exon 15 Mutation',
      'BRAF Mutation',
      'BRAF V600',
      'BRAF V600 OR v::BRAF Fusion',
      'BRAF V600E',
      'BRAF V600E OR BRAF K601E',
      'BRAF V600E OR KIAA1549::BRAF Fusion',
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Inactivating Mutation',
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Mutation',
    ],
  ],
  [
    'BRAF K601E',
    ['BRAF Exon 15 Mutation', 'BRAF K601E', 'BRAF Mutation', 'BRAF V600E OR BRAF K601E'],
  ],
  ['BRAF D594G', ['BRAF D594G', 'BRAF Exon 15 Mutation', 'BRAF Mutation']],
  [
    'KRAS G12C',
    [
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Inactivating Mutation',
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Mutation',
      'KRAS Exon 2 Mutation',
      'KRAS G12',
      'KRAS G12 OR KRAS G13',
      'KRAS G12/G13',
      'KRAS G12C',
      'KRAS Mutation',
    ],
  ],
  [
    'KRAS Q61H',
    [
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Inactivating Mutation',
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Mutation',
      'KRAS Mutation',
      'KRAS Q61',
      'KRAS Q61H',
    ],
  ],
  [
    'NRAS Q61R',
    [
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Inactivating Mutation',
      'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Mutation',
      'NRAS Mutation',
      'NRAS Q61',
      'NRAS Q61R',
    ],
  ],
  [
    'PIK3CA N345K',
    [
      'MTOR Mutation OR PIK3CA Mutation OR PTEN Mutation OR AKT1 Mutation OR AKT2 Mutation',
      'PIK3CA Mutation',
      'PIK3CA Mutation OR PTEN Mutation OR AKT1 Mutation',
      'PIK3CA Mutation OR PTEN Mutation OR PIK3R1 Mutation',
      'PIK3CA Mutation OR RB1 Mutation OR ESR1 Mutation',
      'PIK3CA N345K',
      'PIK3CA N345K OR PIK3CA N345D OR PIK3CA N345H OR PIK3CA N345I OR PIK3CA N345S OR PIK3CA N345T OR PIK3CA N345Y',
    ],
  ],
  [
    'ERBB2 Y772_A775dup',
    [
      'ERBB2 A775_G776insYVMA',
      'ERBB2 Exon 20 Insertion',
      'ERBB2 Kinase Domain Mutation OR ERBB2 Exon 20 Insertion',
      'ERBB2 Mutation',
      'ERBB2 Mutation OR ERBB3 Mutation',
      'ERBB2 Y772_A775DUP',
      'ERBB2 Y772_A775dup OR ERBB2 G778_P780dup OR ERBB2 G776delinsVC OR ERBB2 V659E OR ERBB2 S310F OR ERBB2 G776delinsLC',
    ],
  ],
  [
    'ERBB2 S310F',
    [
      'ERBB2 Mutation',
      'ERBB2 Mutation OR ERBB3 Mutation',
      'ERBB2 S310F',
      'ERBB2 S310F/Y',
      'ERBB2 Y772_A775dup OR ERBB2 G778_P780dup OR ERBB2 G776delinsVC OR ERBB2 V659E OR ERBB2 S310F OR ERBB2 G776delinsLC',
    ],
  ],
  ['ERBB2 L755S', ['ERBB2 L755S', 'ERBB2 Mutation', 'ERBB2 Mutation OR ERBB3 Mutation']],
  ['KIT D816V', ['KIT D816V', 'KIT Mutation']],
  ['KIT L576P', ['KIT Exon 11 Mutation', 'KIT L576P', 'KIT Mutation']],
  ['KIT W557_K558del', ['KIT Exon 11 Mutation', 'KIT Mutation', 'KIT W557_K558del']],
  [
    'KIT A502_Y503dup',
    ['KIT A502_Y503dup', 'KIT Exon 9 Mutation', 'KIT Mutation', 'KIT Y503_F504insAY'],
  ],
  ['PDGFRA D842V', ['PDGFRA D842V', 'PDGFRA Exon 18 Mutation', 'PDGFRA Mutation']],
  [
    'FLT3 D835Y',
    [
      'FLT3 D835',
      'FLT3 D835H/Y',
      'FLT3 D835Y',
      'FLT3 ITD OR FLT3 D835 OR FLT3 I836',
      'FLT3 Mutation',
      'FLT3 TKD MUTATION',
    ],
  ],
  [
    'IDH1 R132H',
    [
      'IDH1 Mutation',
      'IDH1 R132',
      'IDH1 R132C OR IDH1 R132H OR IDH1 R132L OR IDH1 R132G OR IDH1 R132S',
      'IDH1 R132H',
      'IDH2 Mutation OR IDH1 Mutation',
    ],
  ],
  ['IDH2 R140Q', ['IDH2 Mutation', 'IDH2 Mutation OR IDH1 Mutation', 'IDH2 R140']],
  ['JAK2 V617F', ['JAK2 V617F']],
  ['ALK F1174L', ['ALK F1174L', 'ALK Mutation']],
  ['RET M918T', ['RET M918T', 'RET Mutation', 'v::RET Fusion OR RET Mutation']],
  [
    'TP53 R175H',
    [
      'TP53 ALTERATION',
      'TP53 DNA Binding Domain Mutation',
      'TP53 Mutation',
      'TP53 R175H',
      'TP53 R175H OR TP53 H193R',
    ],
  ],
  [
    'TP53 R213*',
    [
      'TP53 ALTERATION',
      'TP53 Deleterious Mutation',
      'TP53 Mutation',
      'TP53 R273C OR TP53 G245S OR TP53 R213*',
      'TP53 Truncating Mutation',
    ],
  ],
  ['VHL R167Q', ['VHL Mutation', 'VHL R167Q (c.500G>A)']],
  ['NPM1 W288fs', ['NPM1 EXON 11 MUTATION', 'NPM1 MUTATION', 'NPM1 W288FS']],
  [
    'ESR1 Y537S',
    ['ESR1 Mutation', 'ESR1 Y537S', 'PIK3CA Mutation OR RB1 Mutation OR ESR1 Mutation'],
  ],
  ['EML4::ALK', ['EML4::ALK Fusion', 'v::ALK Fusion', 'v::ALK Fusion OR v::ROS1 Fusion']],
  ['KIF5B::RET', ['KIF5B::RET Fusion', 'v::RET Fusion', 'v::RET Fusion OR RET Mutation']],
  ['FIP1L1::PDGFRA', ['FIP1L1::PDGFRA Fusion', 'v::PDGFRA Fusion']],
  ['ERBB2 amplification', ['ERBB2 Amplification']],
  ['MET amplification', ['MET Amplification']],
  ['CDKN2A deletion', ['CDKN2A Deletion', 'CDKN2A Loss', 'CDKN2A Loss OR CDKN2A Mutation']],
  ['PTEN deletion', ['PTEN Deletion', 'PTEN Loss']],
  ['MET exon 14 skipping', ['MET Exon 14 Skipping Mutation']],
];

describe.skipIf(!hasShared(CIVIC))('evidence of CIViC, against its file', () => {
  const rows = hasShared(CIVIC) ? sharedRows(CIVIC) : [];

  it('has all 4,842 items, each with what its row says', () => {
    expect(rows.length).toBe(4_842);
    const byId = new Map(library.items.map((item) => [String(item.id), item]));
    expect(byId.size).toBe(4_842);
    for (const row of rows) {
      const item = byId.get(row['id'] ?? '');
      expect({
        profile: item?.profile.name,
        disease: item?.disease?.name ?? '',
        doid: item?.disease?.doid ?? '',
        therapies: item?.therapies.join(item.interaction === null ? ',' : '|'),
        interaction: item?.interaction ?? '',
        level: item?.level,
        type: item?.type,
        direction: item?.direction,
        significance: item?.significance,
        citation: item?.citation.id,
        pmid: item?.pmid ?? '',
        rating: item?.rating?.toString() ?? '',
      }).toEqual({
        profile: row['molecular_profile'],
        disease: row['disease'],
        doid: row['doid'],
        // One drug's name holds a comma, for which the file has a bar.
        therapies:
          row['therapies'] === '2|4-pyrimidinediamine' ? '2,4-pyrimidinediamine' : row['therapies'],
        interaction: row['therapy_interaction_type'],
        level: row['evidence_level'],
        type: row['evidence_type'],
        direction: row['evidence_direction'],
        significance: row['significance'],
        citation: row['citation_id'],
        pmid: row['pmid'],
        rating: row['rating'],
      });
    }
  });

  it.each(PICKED)(
    'finds for %s the items of the profiles that were picked by eye',
    (query, names) => {
      const expected = rows
        .filter((row) => names.includes(row['molecular_profile'] ?? ''))
        .map((row) => Number(row['id']))
        .sort((a, b) => a - b);
      const known = new Set(rows.map((row) => row['molecular_profile']));
      expect(names.filter((name) => !known.has(name))).toEqual([]);
      expect(expected.length).toBeGreaterThan(0);
      expect(idsOf([query])).toEqual(expected);
    },
  );

  it('understands all but 39 items, which are named and never matched', () => {
    const untyped = new Set(library.untyped.map(({ profile }) => profile));
    const items = library.items.filter(({ profile }) => untyped.has(profile));
    expect([untyped.size, items.length]).toEqual([28, 39]);
    const { matches, untyped: told } = ask(['BCR::ABL1', 'ABL1 E255K']);
    expect(told.map(({ profile }) => profile.name)).toContain('ABL1 P-Loop Mutation');
    expect(matches.map(({ item }) => item.profile.name)).not.toContain('ABL1 P-Loop Mutation');
  });

  it('gives the words "Does Not Support" the other meaning', () => {
    const match = ask(['ERBB2 amplification'], 'LUAD').matches.find(({ item }) => item.id === 1041);
    const row = rows.find((one) => one['id'] === '1041');
    expect([row?.['evidence_direction'], row?.['significance']]).toEqual([
      'Does Not Support',
      'Sensitivity/Response',
    ]);
    expect(match).toMatchObject({ meaning: 'no-sensitivity', stance: 'against', escatTier: null });
  });
});

describe('evidence on known traps', () => {
  const names = (queries: readonly string[]): ReadonlySet<string> =>
    new Set(ask(queries).matches.map(({ item }) => item.profile.name));

  it('finds a fusion through either partner, in either order', () => {
    expect(names(['KLC1::ALK'])).toEqual(
      new Set(['v::ALK Fusion', 'v::ALK Fusion OR v::ROS1 Fusion']),
    );
    expect(names(['FGFR2::BICC1'])).toContain('FGFR2::v Fusion');
    expect(names(['EWSR1::FLI1'])).toContain('EWSR1 Fusion');
    const reversed = ask(['ALK::EML4']).matches;
    expect(reversed.find(({ item }) => item.profile.name === 'EML4::ALK Fusion')?.closeness).toBe(
      'reciprocal',
    );
  });

  it('never gives an amplification evidence of a deletion, nor a deletion that of an amplification', () => {
    const kinds = (query: string): readonly string[] =>
      [...names([query])].filter((name) => /deletion|loss|amplification/i.test(name));
    for (const gene of ['CDKN2A', 'PTEN', 'SMAD4', 'NOTCH1', 'EGFR', 'MYCN', 'MET', 'KIT']) {
      expect(kinds(`${gene} amplification`).filter((name) => /deletion|loss/i.test(name))).toEqual(
        [],
      );
      expect(kinds(`${gene} deletion`).filter((name) => /amplification/i.test(name))).toEqual([]);
    }
  });

  it('lets a delins inherit the hotspot that it contains, and no residue that it only takes away', () => {
    expect(names(['BRAF V600_K601delinsEN'])).toContain('BRAF V600E');
    expect(names(['BRAF V600_K601delinsE'])).toContain('BRAF V600E');
    expect(
      ask(['BRAF V600_K601delinsEN']).matches.find(({ item }) => item.profile.name === 'BRAF V600E')
        ?.closeness,
    ).toBe('contained');
    // A deletion in exon 19, which answers to the drugs that L747P does not.
    expect(names(['EGFR L747_A750delinsP'])).toContain('EGFR Exon 19 Deletion');
    expect(names(['EGFR L747_A750delinsP'])).not.toContain('EGFR L747P');
  });

  it.each([
    ['EGFR p.L858R', '7:g.55259515T>G', '7:g.55191822T>G', 'EGFR c.2573T>G'],
    [
      'EGFR p.E746_A750del',
      '7:g.55242465_55242479del',
      'EGFR p.Glu746_Ala750del',
      'EGFR c.2235_2249del',
    ],
    ['BRAF V600E', '7:g.140453136A>T', 'chr7-140753336-A-T', 'BRAF p.(Val600Glu)'],
    ['MET D1010N', '7:g.116412043G>A', 'NC_000007.13:g.116412043G>A', 'MET p.Asp1010Asn'],
    ['IDH2 R172K', '15:g.90631838C>T', 'IDH2 R172K', 'IDH2 c.515G>A'],
  ])('gives %s, %s, %s and %s the same items', (protein, ...others) => {
    expect(idsOf([protein]).length).toBeGreaterThan(0);
    for (const other of others) expect([other, idsOf([other])]).toEqual([other, idsOf([protein])]);
  });

  it('places MET exon 14 by coordinates: both splice sites, the last base, and nothing beside them', () => {
    const skipping = 'MET Exon 14 Skipping Mutation';
    // Exon 14 of MET-202 is 116771849-116771989 of chromosome 7 on GRCh38 (Ensembl 110, 1-based).
    const acceptor = ['116771847A>G', '116771848G>A'];
    const lastBaseAndDonor = ['116771989G>A', '116771990G>T', '116771991T>C'];
    for (const change of [...acceptor, ...lastBaseAndDonor]) {
      expect([change, names([`NC_000007.14:g.${change}`]).has(skipping)]).toEqual([change, true]);
    }
    for (const other of ['MET D1228N', 'MET Y1003F', 'MET c.2941+1G>A']) {
      expect([other, names([other]).has(skipping)]).toEqual([other, false]);
    }
  });

  it('tells EGFR exon 19 deletions, exon 20 insertions and point mutations apart by exon', () => {
    expect(names(['EGFR A767_V769dup'])).toContain('EGFR Exon 20 Insertion');
    expect(names(['EGFR A767_V769dup'])).toContain('EGFR V769_D770insASV');
    expect(names(['EGFR A767_V769dup'])).not.toContain('EGFR Exon 19 Deletion');
    expect(names(['EGFR L747_T751del'])).toContain('EGFR Exon 19 Deletion');
    expect(names(['EGFR L747_T751del'])).not.toContain('EGFR Exon 20 Insertion');
    // In frame and in exon 19, but no deletion; a deletion, but of other exons.
    expect(names(['EGFR L747P'])).not.toContain('EGFR Exon 19 Deletion');
    expect(names(['EGFR VIII'])).toEqual(new Set(['EGFR VIII']));
    expect(names(['VHL F76del'])).not.toContain('VHL Exon 1 Deletion');
  });

  it('answers a codon or a state that is given in words', () => {
    expect(names(['KRAS G12'])).toEqual(
      new Set([
        'KRAS Exon 2 Mutation',
        'KRAS G12',
        'KRAS G12/G13',
        'KRAS G12 OR KRAS G13',
        'KRAS Mutation',
        'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Inactivating Mutation',
        'BRAF V600E OR NRAS Mutation OR HRAS Mutation OR KRAS Mutation OR NF1 Mutation',
      ]),
    );
    expect(names(['BRCA1 loss-of-function'])).toContain('BRCA1 Mutation OR BRCA2 Mutation');
    expect(names(['KRAS wildtype'])).toEqual(new Set(['KRAS Wildtype']));
    expect(names(['PTEN loss'])).toEqual(new Set(['PTEN Loss']));
    expect(names(['CD274 overexpression'])).toEqual(new Set(['CD274 Expression']));
  });

  it('needs every part of a combination, and says which is missing', () => {
    const combination = 'EML4::ALK Fusion AND ALK G1202R';
    expect(names(['EML4::ALK'])).not.toContain(combination);
    expect(ask(['EML4::ALK']).partial.map(({ profile }) => profile.name)).toContain(combination);
    expect(names(['EML4::ALK', 'ALK G1202R'])).toContain(combination);
    expect(names(['KIF5B::RET', 'RET G810S'])).toContain(
      'KIF5B::RET Fusion AND ( RET G810C OR RET G810S OR RET G810R )',
    );
  });

  it('holds an exclusion for unknown unless all was looked at, and then says that it is assumed', () => {
    const excluding = 'MET Amplification AND NOT KRAS Mutation';
    expect(names(['MET amplification'])).not.toContain(excluding);
    const whole = ask(['MET amplification'], null, true).matches.find(
      ({ item }) => item.profile.name === excluding,
    );
    expect(whole?.assumedAbsent).toEqual(['KRAS mutation']);
    const both = ask(['MET amplification', 'KRAS G12D'], null, true);
    expect(both.matches.map(({ item }) => item.profile.name)).not.toContain(excluding);
    expect(
      ask(['KIT L576P'], null, true).matches.map(({ item }) => item.profile.name),
    ).not.toContain('NOT KIT D816V');
  });

  it('reads TERT C228T as a place before the gene', () => {
    expect(names(['5:g.1295228G>A'])).toEqual(new Set(['TERT C228T', 'TERT Promoter Mutation']));
    expect(names(['chr5-1295113-G-A'])).toEqual(names(['5:g.1295228G>A']));
  });

  it('flags what is about inherited variants and gives it no tier', () => {
    const { matches } = ask(['VHL R167Q'], 'CCRCC');
    const inherited = matches.filter(({ item }) => item.type === 'Predisposing');
    expect(inherited.length).toBeGreaterThan(10);
    for (const { germline, ampTier, escatTier } of inherited) {
      expect([germline, ampTier, escatTier]).toEqual(['evidence', null, null]);
    }
    expect(therapyEvidence(inherited)).toEqual([]);
  });
});

describe('the tables that evidence is read with', () => {
  it('count residues as CIViC does: all but seven of those in genes of the panel stand where it says', () => {
    const misfits: string[] = [];
    let sites = 0;
    for (const { expression } of library.profiles) {
      for (const feature of featuresOf(expression)) {
        if (feature.kind !== 'protein') continue;
        const { change, gene } = feature;
        const at = 'at' in change ? change.at : 'from' in change ? change.from : null;
        const index = grch37.model(gene);
        if (at === null || index === null || at.residue === '*') continue;
        sites++;
        const fits = numberingsOf(index).some(
          ({ protein }) => protein[at.position - 1] === at.residue,
        );
        if (!fits) misfits.push(`${gene} ${at.residue}${at.position}`);
      }
    }
    expect(sites).toBeGreaterThan(700);
    // The proteins have other residues there, in whatever form is at hand.
    expect([...new Set(misfits)].sort()).toEqual([
      'ABL1 G340',
      'ABL1 R351',
      'BRAF G463',
      'BRAF G496',
      'FCGR3A F212',
      'TP53 L139',
      'TP53 R72',
    ]);
  });

  it('name a tumour type, or say why there is none, for every disease', () => {
    for (const code of mappedCodes()) expect([code, tree.node(code)?.code]).toEqual([code, code]);
    const unmapped = new Set(
      library.items.flatMap(({ disease }) => {
        const types = disease === null ? null : diseaseTumourTypes(disease);
        return types?.kind === 'not-mapped' && types.reason.startsWith('not in the table')
          ? [disease?.name]
          : [];
      }),
    );
    expect([...unmapped]).toEqual([]);
  });

  it.skipIf(!hasShared(TRANSCRIPTS))('number exons as Ensembl does', () => {
    const canonical = new Map(
      sharedRows(TRANSCRIPTS)
        .filter((row) => row['first_listed(canonical)'] === '1')
        .map((row) => [row['gene'] ?? '', row]),
    );
    let compared = 0;
    for (const gene of [
      'KIT',
      'PIK3CA',
      'NPM1',
      'CALR',
      'BRAF',
      'KRAS',
      'PDGFRA',
      'EGFR',
      'MET',
      'STK11',
      'ERBB2',
    ]) {
      const index = grch38.model(gene);
      const row = canonical.get(gene);
      if (index === null || row === undefined) continue;
      const [numbering] = numberingsOf(index).slice(-1);
      const residues = numbering?.protein.length ?? 0;
      for (let position = 1; position < residues; position += 7) {
        const model = numbering?.toModel(position) ?? 0;
        const expected = ensemblExon(row, position);
        if (expected === null) continue;
        expect([gene, position, exonsOfResidues(index, model, model)]).toEqual([
          gene,
          position,
          expect.arrayContaining([expected]),
        ]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(900);
  });
});

describe.skipIf(!hasShared(HOTSPOTS))('recurrent mutations by place and by residue', () => {
  it('have the same items, whichever way they are given', () => {
    const columns = ['chromosome', 'position', 'reference', 'alternate', 'gene', 'kind', 'change'];
    let compared = 0;
    for (const [i, line] of sharedText(HOTSPOTS).trim().split('\n').entries()) {
      // One of three is enough: all of them agreed when this was written, in 10 s.
      if (i % 3 !== 0) continue;
      const cells = line.split('\t');
      const row = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
      const { chromosome, position, reference, alternate, gene = '', change = '' } = row;
      const isSubstitution = /^[A-Z]\d+[A-Z*]$/.test(change);
      if (!isSubstitution || grch37.model(gene) === null || !library.profilesOf.has(gene)) continue;
      const place = `NC_${(chromosome === 'X' ? '23' : (chromosome ?? '')).padStart(6, '0')}`;
      const version = REFSEQ_37[Number(chromosome === 'X' ? 23 : chromosome) - 1];
      const genomic = `${place}.${version}:${position}-${reference}-${alternate}`;
      const [given] = alterationsOnGrch37(genomic);
      // A place whose residue is counted another way (an isoform) cannot be compared by its name.
      if (given === undefined || !given.label.endsWith(` ${change}`)) continue;
      expect([genomic, idsOf([genomic])]).toEqual([genomic, idsOf([`${gene} ${change}`])]);
      compared++;
    }
    expect(compared).toBeGreaterThan(300);
  });
});

describe.skipIf(!hasShared(LAML))('evidence for 193 leukaemia patients', () => {
  it('takes less than a minute for all, and finds FLT3, NPM1 and IDH where the MAF has them', () => {
    const started = performance.now();
    const table = readMaf(sharedText(LAML), 'tcga_laml.maf');
    const patients = [...splitBySample(table)];
    expect(patients.length).toBe(193);
    const found = patients.map(([patient, { rows }]) => {
      const { alterations } = mafAlterations(rows, grch37);
      const { matches } = matchEvidence(library, tree, {
        alterations,
        tumourType: 'AML',
        isWhole: true,
      });
      return { patient, rows, names: new Set(matches.map(({ item }) => item.profile.name)) };
    });
    expect(performance.now() - started).toBeLessThan(60_000);
    for (const { patient, rows, names } of found) {
      const has = (test: (row: (typeof rows)[number]) => boolean): boolean => rows.some(test);
      const changed = (gene: string, pattern: RegExp): boolean =>
        has((row) => row.geneSymbol === gene && pattern.test(row.proteinChange ?? ''));
      const expected = {
        npm1: has(({ geneSymbol }) => geneSymbol === 'NPM1'),
        d835: changed('FLT3', /^p\.D835[A-Z]$/),
        r882: changed('DNMT3A', /^p\.R882[A-Z]$/),
        idh1: changed('IDH1', /^p\.R132[A-Z]$/),
      };
      expect([
        patient,
        {
          npm1: names.has('NPM1 MUTATION'),
          d835: names.has('FLT3 D835'),
          r882: names.has('DNMT3A R882'),
          idh1: names.has('IDH1 R132'),
        },
      ]).toEqual([patient, expected]);
      if (changed('NPM1', /^p\.WQ?288fs/)) expect(names).toContain('NPM1 EXON 11 MUTATION');
    }
    // 33 patients have an in-frame insertion of FLT3; two of them hold a stop (the MAF's own change has a `*`).
    const inserted = found.filter(({ rows }) =>
      rows.some(
        ({ geneSymbol, classification }) =>
          geneSymbol === 'FLT3' && classification === 'In_Frame_Ins',
      ),
    );
    const missed = inserted.filter(({ names }) => !names.has('FLT3 ITD'));
    expect([inserted.length, missed.map(({ patient }) => patient).sort()]).toEqual([
      33,
      ['TCGA-AB-2934', 'TCGA-AB-2965'],
    ]);
  });
});
