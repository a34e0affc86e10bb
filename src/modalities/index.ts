import { checkpointInhibitor } from './checkpoint-inhibitor/checkpoint-inhibitor.js';
import { geneEditing } from './gene-editing/gene-editing.js';
import { geneReplacement } from './gene-replacement/gene-replacement.js';
import { geneSilencing } from './gene-silencing/gene-silencing.js';
import type { DesignBase, Modality } from './modality.js';
import { mrnaVaccine } from './mrna-vaccine/mrna-vaccine.js';
import { peptideVaccine } from './peptide-vaccine/peptide-vaccine.js';
import { suicideGene } from './suicide-gene/suicide-gene.js';
import { targetedTherapy } from './targeted-therapy/targeted-therapy.js';

/** What can stand in the list: any modality, whatever its options and designs. */
export type AnyModality = Modality<string, object, DesignBase<string>>;

/** Every therapy, in the order of the dossier; a new one is a folder here and a line in this list. */
export const MODALITIES: readonly AnyModality[] = [
  targetedTherapy,
  checkpointInhibitor,
  mrnaVaccine,
  peptideVaccine,
  geneEditing,
  geneReplacement,
  geneSilencing,
  suicideGene,
];
