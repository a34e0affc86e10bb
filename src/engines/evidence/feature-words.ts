import { printProteinChange } from '../genome/hgvs/print-hgvs.js';
import type { GeneState, MolecularFeature } from './molecular-profile.js';
import { oneLetter } from '../../core/residue-names.js';
import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';

/** A protein change with one-letter residues: `V600E`, `E746_A750del`. */
export function shortChange(change: ProteinChange): string {
  return printProteinChange(change).replace(/[A-Z][a-z]{2}/g, (name) => oneLetter(name) ?? name);
}

const STATE_WORDS: Readonly<Partial<Record<GeneState, string>>> = {
  activating: 'activating mutation',
  inactivating: 'loss of function',
  truncating: 'truncating mutation',
  'promoter-mutation': 'promoter mutation',
};

/** A feature in words, e.g. `ALK G1202R`, `v::ALK fusion`, `MET exon 14 skipping`. */
export function featureWords(feature: MolecularFeature): string {
  switch (feature.kind) {
    case 'protein':
      return `${feature.gene} ${shortChange(feature.change)}`;
    case 'codon': {
      const { gene, residues, alternatives } = feature;
      const codons = residues.map(({ residue, position }) => `${residue}${position}`).join('/');
      return `${gene} ${codons}${alternatives === null ? '' : alternatives.join('/')}`;
    }
    case 'coding':
      return `${feature.gene} c.${feature.coding}`;
    case 'upstream':
      return `${feature.gene} c.${feature.base}${feature.reference}>${feature.alternate}`;
    case 'genomic':
      return `${feature.chromosome}:g.${feature.start0 + 1} ${feature.reference}>${feature.alternate}`;
    case 'exon': {
      const { gene, firstExon, lastExon, change } = feature;
      const exons = firstExon === lastExon ? `exon ${firstExon}` : `exons ${firstExon}-${lastExon}`;
      return `${gene} ${exons} ${change}`;
    }
    case 'domain':
      return `${feature.gene} mutation in the ${feature.domain}`;
    case 'fusion': {
      const { gene5, gene3, exon5, exon3 } = feature;
      const exons = exon5 === null ? '' : ` e${exon5}::e${exon3}`;
      return `${gene5 ?? 'any'}::${gene3 ?? 'any'} fusion${exons}`;
    }
    case 'state':
      return `${feature.gene} ${STATE_WORDS[feature.state] ?? feature.state.replaceAll('-', ' ')}`;
    case 'measured':
      return `${feature.gene} ${feature.detail} ${feature.quantity.replaceAll('-', ' ')}`.replace(
        /\s+/g,
        ' ',
      );
    case 'isoform':
    case 'polymorphism':
      return `${feature.gene} ${feature.name}`;
    case 'signature':
      return `${feature.name} ${feature.value}`;
    case 'text':
      return feature.text;
  }
}
