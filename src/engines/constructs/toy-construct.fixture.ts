import { assembleConstruct } from './assemble-construct.js';
import type { Construct } from './construct.js';
import { codingFeatures } from './feature-sequence.js';
import {
  capAnalog,
  capSite,
  linearisationSite,
  polyADesign,
  polyATail,
  stopCodons,
} from './mrna-rules.js';
import type { PartsLibrary } from './parts-library.js';
import { asDna } from './strands.js';

/** One codon a residue; which one does not matter here. */
const CODONS: Readonly<Record<string, string>> = {
  A: 'GCC',
  C: 'TGC',
  D: 'GAC',
  E: 'GAG',
  F: 'TTC',
  G: 'GGC',
  H: 'CAC',
  I: 'ATC',
  K: 'AAA',
  L: 'CTG',
  M: 'ATG',
  N: 'AAC',
  P: 'CCC',
  Q: 'CAG',
  R: 'CGG',
  S: 'AGC',
  T: 'ACC',
  V: 'GTG',
  W: 'TGG',
  Y: 'TAC',
};

function backTranslated(protein: string): string {
  return [...protein].map((residue) => CODONS[residue]).join('');
}

/** Signal peptide, epitopes with GGS between, trafficking domain. */
export function toyProtein(library: PartsLibrary, epitopes: readonly string[]): Construct {
  return assembleConstruct({
    id: 'toy-protein',
    name: 'Toy epitope string',
    description: '',
    alphabet: 'protein',
    topology: 'linear',
    segments: [
      { kind: 'part', part: library.part('sp-hla-b', 'signal_peptide') },
      ...epitopes.flatMap((sequence, i) => [
        {
          kind: 'free' as const,
          sequence,
          label: `GENE${i} p.R${100 + i}H`,
          role: 'epitope' as const,
        },
        { kind: 'free' as const, sequence: 'GGS', label: 'GGS', role: 'linker' as const },
      ]),
      { kind: 'part', part: library.part('mitd-hla-b', 'trafficking_domain') },
    ],
  });
}

/** The mRNA of that protein, or with `isTemplate` the plasmid it is transcribed from. */
export function toyVaccine(
  library: PartsLibrary,
  epitopes: readonly string[],
  isTemplate: boolean,
): Construct {
  const protein = toyProtein(library, epitopes);
  const cds = backTranslated(protein.sequence) + stopCodons(['TGA', 'TGA']).sequence;
  const hbb = { kind: 'part' as const, part: library.part('utr3-hbb', 'three_prime_UTR') };
  const messenger = [
    { kind: 'part' as const, part: capSite(capAnalog('cleancap-ag')) },
    { kind: 'part' as const, part: library.part('utr5-xenopus-globin', 'five_prime_UTR') },
    { kind: 'part' as const, part: library.part('kozak', 'kozak_sequence') },
    {
      kind: 'free' as const,
      sequence: asDna(cds),
      label: 'epitope string',
      role: 'CDS' as const,
      features: codingFeatures(protein.features, 0),
    },
    hbb,
    hbb,
    { kind: 'part' as const, part: polyATail(polyADesign('a30-a70')) },
  ];
  const frame = isTemplate
    ? [
        { kind: 'part' as const, part: library.part('promoter-t7', 'promoter') },
        ...messenger,
        { kind: 'part' as const, part: linearisationSite('BspQI') },
        { kind: 'part' as const, part: library.part('backbone-puc18', 'backbone') },
      ]
    : messenger;
  return assembleConstruct({
    id: isTemplate ? 'toy-plasmid' : 'toy-mrna',
    name: isTemplate ? 'Toy template plasmid' : 'Toy mRNA',
    description: 'Made for a test.',
    alphabet: isTemplate ? 'DNA' : 'RNA',
    topology: isTemplate ? 'circular' : 'linear',
    segments: frame,
  });
}
