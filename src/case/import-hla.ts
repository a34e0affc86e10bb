import { hlaGenotype, type HlaGenotype } from '../core/hla-genotype.js';
import { readHlaTyping } from '../formats/hla/read-hla-typing.js';
import type { CaseFile } from './case-file.js';
import { type Collected, given, missing, type ReadInput } from './import-collected.js';
import type { TumourCase } from './tumour-case.js';

/** HLA from the list in the case or from a typing tool's file. */
export async function readHla(
  file: CaseFile,
  text: ReadInput,
  collected: Collected,
): Promise<Pick<TumourCase, 'hla' | 'homozygousHlaLoci'>> {
  if (file.hla === null) {
    return { hla: missing('no HLA type was given'), homozygousHlaLoci: [] };
  }
  let genotype: HlaGenotype;
  let from = 'the alleles listed in the case';
  if (file.hla.kind === 'names') {
    genotype = hlaGenotype(file.hla.names.map((name) => ({ text: name })));
  } else {
    const input = await text('HLA typing', file.hla.file);
    const typing = readHlaTyping(input.text, input.name);
    collected.notes.push(...typing.notes);
    genotype = typing;
    from = `${input.name} (${typing.tool})`;
  }
  collected.skipped.push(...genotype.skipped);
  for (const name of genotype.names) {
    if (
      name.kind === 'allele' &&
      name.allele !== name.given &&
      name.allele !== `HLA-${name.given}`
    ) {
      collected.notes.push(`HLA ${name.given} was read as ${name.allele}`);
    }
  }
  for (const { locus, alleles, homozygous, notes } of genotype.loci) {
    for (const note of notes) collected.notes.push(`HLA-${locus}: ${note}`);
    if (alleles.length === 1 && homozygous === 'not stated') {
      collected.notes.push(
        `HLA-${locus}: one allele was given; that it is homozygous is not assumed`,
      );
    }
  }
  return {
    hla: given(genotype.alleles, from),
    homozygousHlaLoci: genotype.loci
      .filter(({ homozygous }) => homozygous === 'stated')
      .map(({ locus }) => locus),
  };
}
