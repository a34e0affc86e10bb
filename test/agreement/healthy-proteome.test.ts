import { beforeAll, describe, expect, it } from 'vitest';

import { quietContext } from '../../src/core/context.js';
import { seededRandom } from '../../src/core/seeded-random.js';
import {
  type HealthyProteome,
  openHealthyProteome,
} from '../../src/engines/search/healthy-proteome.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedText } from '../shared-data.js';

const FASTA = 'data/genome/human_swissprot_2014_metastudent.fasta.gz';
const LRG = 'data/genome/lrg_panel/lrg_parsed_grch37_grch38.json.gz';
const REFSEQ = 'data/genome/refseq_grch37_67_transcripts.json.gz';

let proteome: HealthyProteome;

beforeAll(async () => {
  proteome = openHealthyProteome(await openPackStore().load('healthy-proteome'));
});

describe('known shared peptides', () => {
  it('finds the N-terminus of the RAS proteins in HRAS, KRAS and NRAS', () => {
    // Residues 1-20 are identical in the three (UniProt P01112, P01116, P01111).
    expect(proteome.occurrences(['MTEYKLVVVGAGGVGKSALT'])).toEqual([
      {
        peptide: 'MTEYKLVVVGAGGVGKSALT',
        proteins: 3,
        places: 3,
        examples: [
          { gene: 'HRAS', accession: 'P01112' },
          { gene: 'KRAS', accession: 'P01116' },
          { gene: 'NRAS', accession: 'P01111' },
        ],
      },
    ]);
  });

  it('finds KRAS G12C and G12D nowhere', () => {
    const mutants = proteome.occurrences(['KLVVVGACGV', 'VVGADGVGK', 'VVVGADGVGK']);
    expect(mutants.map(({ places }) => places)).toEqual([0, 0, 0]);
  });

  it('sees MAGE-A12 beside the MAGE-A3 epitope of a trial that ended with brain damage', async () => {
    // Morgan et al. 2013, J Immunother 36:133: T cells against MAGE-A3 112-120 KVAELVHFL also met
    // MAGE-A12 KMAELVHFL, which the brain expresses.
    const [nearest] = await proteome.nearestSelf(
      [{ peptide: 'KVAELVHFL', excluding: ['KVAELVHFL'] }],
      { maxMismatches: 3 },
      quietContext(),
    );
    expect(nearest?.mismatches).toBe(1);
    expect(nearest?.examples).toContainEqual({
      peptide: 'KMAELVHFL',
      gene: 'MAGEA12',
      accession: 'P43365',
      start0: 111,
    });
  });
});

describe.skipIf(!hasShared(FASTA))(`the pack and its FASTA (needs ../shared/${FASTA})`, () => {
  const sequences = new Map<string, string>();

  beforeAll(() => {
    let accession = '';
    for (const line of sharedText(FASTA).split('\n')) {
      if (line.startsWith('>')) accession = line.split('|')[1] as string;
      else sequences.set(accession, (sequences.get(accession) ?? '') + line.trim());
    }
  });

  it('holds every protein and residue of the FASTA', () => {
    expect(proteome.proteinCount).toBe(17_459);
    expect(sequences.size).toBe(17_459);
    let residues = 0;
    for (const sequence of sequences.values()) residues += sequence.length;
    expect(proteome.residueCount).toBe(residues);
  });

  it('has every thousandth protein letter for letter, and those with U or X', () => {
    const chosen = [...sequences].filter(
      ([, sequence], i) => i % 1_000 === 0 || /[UX]/.test(sequence),
    );
    expect(chosen.length).toBeGreaterThan(40);
    expect(chosen.map(([accession]) => [accession, proteome.sequenceOf(accession)])).toEqual(
      chosen,
    );
  });

  it('counts 200 peptides as indexOf does', () => {
    const random = seededRandom(7);
    const all = [...sequences.values()];
    const peptides = Array.from({ length: 200 }, () => {
      const length = 8 + random.below(18);
      const sequence = all[random.below(all.length)] as string;
      const start = random.below(Math.max(1, sequence.length - length));
      return sequence.slice(start, start + length);
    }).filter((peptide) => !/[UX]/.test(peptide));
    for (const { peptide, proteins, places } of proteome.occurrences(peptides)) {
      let expectedPlaces = 0;
      let expectedProteins = 0;
      for (const sequence of all) {
        let at = sequence.indexOf(peptide);
        if (at >= 0) expectedProteins++;
        for (; at >= 0; at = sequence.indexOf(peptide, at + 1)) expectedPlaces++;
      }
      expect([peptide, proteins, places]).toEqual([peptide, expectedProteins, expectedPlaces]);
    }
  });

  it('finds the same nearest stretches as comparing each with every start', async () => {
    const wildTypes = ['KLVVVGAGGV', 'SIINFEKL', 'GILGFVFTL', 'RMFPNAPYL', 'ILDTAGKEEYSAMRD'];
    const nearest = await proteome.nearestSelf(
      wildTypes.map((peptide) => ({ peptide, excluding: [peptide] })),
      { maxMismatches: 3 },
      quietContext(),
    );
    const expected = wildTypes.map((peptide) => {
      const counts = [0, 0, 0, 0];
      for (const sequence of sequences.values()) {
        for (let start = 0; start + peptide.length <= sequence.length; start++) {
          let mismatches = 0;
          for (let i = 0; i < peptide.length && mismatches < 4; i++) {
            if (sequence.charCodeAt(start + i) !== peptide.charCodeAt(i)) mismatches++;
          }
          if (mismatches < 4) counts[mismatches] = (counts[mismatches] as number) + 1;
        }
      }
      const fewest = counts.findIndex((count, mismatches) => mismatches > 0 && count > 0);
      return [peptide, fewest < 0 ? null : fewest, fewest < 0 ? 0 : counts[fewest]];
    });
    expect(nearest.map(({ peptide, mismatches, places }) => [peptide, mismatches, places])).toEqual(
      expected,
    );
  });
});

describe.skipIf(!hasShared(LRG))(`independent records (needs ../shared/${LRG})`, () => {
  interface LrgRecord {
    readonly symbol: string;
    readonly transcripts: readonly { readonly coding: readonly { readonly protein: string }[] }[];
  }
  const proteinsOf = (symbol: string): readonly string[] =>
    (JSON.parse(sharedText(LRG)) as readonly LrgRecord[])
      .filter((record) => record.symbol === symbol)
      .flatMap(({ transcripts }) => transcripts.flatMap(({ coding }) => coding))
      .map(({ protein }) => protein.replace(/\*$/, ''));

  it.each([
    ['TP53', 'P04637', 393],
    ['NRAS', 'P01111', 189],
    ['EGFR', 'P00533', 1_210],
    ['BRAF', 'P15056', 766],
  ])('has the LRG protein of %s', (symbol, accession, length) => {
    const sequence = proteome.sequenceOf(accession);
    expect(sequence).toHaveLength(length);
    expect(proteinsOf(symbol)).toContain(sequence);
  });
});

describe.skipIf(!hasShared(REFSEQ))(`KRAS in RefSeq (needs ../shared/${REFSEQ})`, () => {
  interface RefSeqRecord {
    readonly tx: string;
    readonly seq: string;
    readonly info: { readonly cds_start_i: number; readonly cds_end_i: number };
  }
  // NCBI translation table 1, codons in TCAG order.
  const TABLE_1 = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';
  const translate = (cds: string): string =>
    (cds.match(/.{3}/g) ?? [])
      .map((codon) => [...codon].reduce((sum, base) => 4 * sum + 'TCAG'.indexOf(base), 0))
      .map((codon) => TABLE_1.charAt(codon))
      .join('');

  it('begins as NM_004985 (isoform 4B) does; P01116 is 4A, which differs after residue 150', () => {
    const records = JSON.parse(sharedText(REFSEQ)) as readonly RefSeqRecord[];
    const { seq, info } = records.find(({ tx }) => tx.startsWith('NM_004985.')) as RefSeqRecord;
    const isoform4b = translate(seq.slice(info.cds_start_i, info.cds_end_i));
    expect(isoform4b).toHaveLength(189);
    expect(isoform4b.endsWith('*')).toBe(true);
    const sequence = proteome.sequenceOf('P01116');
    expect(sequence).toHaveLength(189);
    expect(sequence?.slice(0, 150)).toBe(isoform4b.slice(0, 150));
  });
});
