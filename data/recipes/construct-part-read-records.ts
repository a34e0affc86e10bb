/** A mature miRNA as miRBase names and spells it. */
export interface MatureMirna {
  readonly partId: string;
  readonly accession: string;
  readonly name: string;
  /** RNA letters, 5′ to 3′. */
  readonly sequence: string;
}

/**
 * Read on 2026-12-01 in mature.fa of miRBase as public repositories keep it: riverlee/miRNA-SNP at 07ef5a5d5baa,
 * let-7a in hoangtien07/DHGCMDA-fork at 93685e8f6b33; miR-122 and miR-208a in a third file too.
 */
export const MATURE_MIRNAS: readonly MatureMirna[] = [
  mirna('let-7a', 'MIMAT0000062', 'hsa-let-7a-5p', 'UGAGGUAGUAGGUUGUAUAGUU'),
  mirna('1', 'MIMAT0000416', 'hsa-miR-1-3p', 'UGGAAUGUAAAGAAGUAUGUAU'),
  mirna('122', 'MIMAT0000421', 'hsa-miR-122-5p', 'UGGAGUGUGACAAUGGUGUUUG'),
  mirna('124', 'MIMAT0000422', 'hsa-miR-124-3p', 'UAAGGCACGCGGUGAAUGCC'),
  mirna('126', 'MIMAT0000445', 'hsa-miR-126-3p', 'UCGUACCGUGAGUAAUAAUGCG'),
  mirna('133a', 'MIMAT0000427', 'hsa-miR-133a-3p', 'UUUGGUCCCCUUCAACCAGCUG'),
  mirna('142-3p', 'MIMAT0000434', 'hsa-miR-142-3p', 'UGUAGUGUUUCCUACUUUAUGGA'),
  mirna('143', 'MIMAT0000435', 'hsa-miR-143-3p', 'UGAGAUGAAGCACUGUAGCUC'),
  mirna('145', 'MIMAT0000437', 'hsa-miR-145-5p', 'GUCCAGUUUUCCCAGGAAUCCCU'),
  mirna('206', 'MIMAT0000462', 'hsa-miR-206', 'UGGAAUGUAAGGAAGUGUGUGG'),
  mirna('208a', 'MIMAT0000241', 'hsa-miR-208a-3p', 'AUAAGACGAGCAAAAAGCUUGU'),
];

function mirna(short: string, accession: string, name: string, sequence: string): MatureMirna {
  return { partId: `mirt-${short}`, accession, name, sequence };
}

/** A short sequence that several public files spell alike. */
export interface ReadSequence {
  readonly accession: string;
  readonly sequence: string;
  /** Files it was read in; at least two, of different authors unless the note of its part says otherwise. */
  readonly readIn: readonly [string, string, ...string[]];
}

/**
 * 2A peptides with the linker GSG, and parts of the hairpin cassettes of miR-30 and miR-E, read on 2026-12-01. The numbers
 * are those under which the public files were read.
 */
export const READ_SEQUENCES: Readonly<Record<string, ReadSequence>> = {
  p2a: twoA('GSGATNFSLLKQAGDVEENPGP'),
  t2a: twoA('GSGEGRGSLLTCGDVEENPGP'),
  e2a: twoA('GSGQCTNYALLKLAGDVESNPGP'),
  f2a: twoA('GSGVKQTLNFDLLKLAGDVESNPGP'),
  'mir30-flank5': {
    accession: 'miR-30 cassette, 5′ flank',
    sequence: 'GGTATATTGCTGTTGACAGTGAGCG',
    readIn: [
      'file 52413095450: flanks of an shRNA efficacy model',
      'file 43848648119: a sequencing read of a pGIPZ-like vector',
      'file 63405865580: SGEP (Addgene 111170)',
    ],
  },
  'mir30-loop': {
    accession: 'miR-30 cassette, loop',
    sequence: 'TAGTGAAGCCACAGATGTA',
    readIn: [
      'file 52413095450: flanks of an shRNA efficacy model',
      'file 62168735993: hairpins of an SFFV-Venus-mir30 backbone',
      'file 63115052685: SGEP (Addgene 111170)',
    ],
  },
  'mir30-flank3': {
    accession: 'miR-30 cassette, 3′ flank',
    sequence: 'TGCCTACTGCCTCGGAATTCAAGGG',
    readIn: [
      'file 52413095450: flanks of an shRNA efficacy model',
      'file 16416101453: flanks of another shRNA efficacy model',
    ],
  },
  'mire-flank3': {
    accession: 'miR-E cassette, 3′ flank',
    sequence: 'TGCCTACTGCCTCGGACTTCAAGGGGCTAGAATTC',
    readIn: [
      'file 63405865580: SGEP (Addgene 111170)',
      'file 63155575187: an order made in the same cassette',
    ],
  },
};

function twoA(sequence: string): ReadSequence {
  return {
    accession: 'doi:10.1371/journal.pone.0018556',
    sequence,
    readIn: [
      'file 71415149162: protein assembly parts',
      'file 63089329308: design notes of an expression tool',
    ],
  };
}
