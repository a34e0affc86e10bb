import type { Context } from '../core/context.js';
import { InputError } from '../core/errors.js';
import { hashOf } from '../core/hashing.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import { type BedRegions, readBed } from '../formats/bed/read-bed.js';
import { parseCopyNumber } from '../formats/copy-number/parse-copy-number.js';
import { type MafTable, readMaf } from '../formats/maf/read-maf.js';
import { parsePurity } from '../formats/purity/parse-purity.js';
import type { ByteSource } from '../formats/text/byte-source.js';
import { readText } from '../formats/text/read-text.js';
import { genomeBuildDoubt, genomeBuildHint } from '../formats/vcf/genome-build.js';
import { openVcf } from '../formats/vcf/vcf.js';
import type { PackUse } from '../packs/pack-store.js';
import { assessJunctions } from './assess-junctions.js';
import { callVariants } from './call-variants.js';
import type { CaseFile } from './case-file.js';
import { type Collected, FROM_CASE, given, missing, optional } from './import-collected.js';
import { readExpression } from './import-expression.js';
import { importHaplotypes } from './import-haplotypes.js';
import { readHla } from './import-hla.js';
import { readRnaJunctions } from './import-junctions.js';
import { flanksKey, type ReadMaf, readPatient } from './import-maf.js';
import { readVariants, type ReadVariant } from './import-variants.js';
import { withFlanksOfExons, withFlanksOfGenome } from './variant-flanks.js';
import { ProteinTable } from './protein-table.js';
import { readLabValues } from './read-lab-values.js';
import { sequencedRegions } from './sequenced-regions.js';
import { sampleColumns, type SampleColumns } from './sample-columns.js';
import type {
  CopyNumberSegment,
  GenomeBuild,
  Given,
  InputFile,
  SomaticVariant,
  TumourCase,
} from './tumour-case.js';

/** A file of a case: its bytes, and what identifies them. */
export interface CaseSource extends ByteSource {
  digest(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** The transcripts to call consequences on where the input has none; null where there are none for a build. */
export type OpenReference = (
  build: GenomeBuild,
) => Promise<{ readonly reference: Reference; readonly pack: PackUse } | null>;

/** Opens an input by the path the case names it with. */
export type OpenInput = (path: string) => CaseSource;

/**
 * Reads everything a case names into one value. Nothing is guessed: what is not there is missing with
 * its reason, what cannot be used is skipped with its line.
 * @throws InputError for a file that cannot be read or understood.
 */
export async function importCase(
  file: CaseFile,
  open: OpenInput,
  context: Context,
  openReference: OpenReference = async () => null,
): Promise<TumourCase> {
  return importWith(file, open, context, openReference, null);
}

/** What identifies a file of a case, by its role. */
export async function noted(role: string, source: CaseSource): Promise<InputFile> {
  return { role, name: source.name, ...(await source.digest()) };
}

/** The case with a MAF that was read already; null: `file` may name one. */
export async function importWith(
  file: CaseFile,
  open: OpenInput,
  context: Context,
  openReference: OpenReference,
  maf: ReadMaf | null,
): Promise<TumourCase> {
  const collected: Collected = { inputs: [], skipped: [], notes: [] };
  const note = async (role: string, source: CaseSource): Promise<void> => {
    collected.inputs.push(await noted(role, source));
  };
  const text = async (role: string, path: string) => {
    const source = open(path);
    const content = await readText(source, { signal: context.signal });
    await note(role, source);
    return { text: content, name: source.name };
  };

  const expression = await readExpression(file, text, collected, context);
  const { hla, homozygousHlaLoci } = await readHla(file, text, collected);

  let copyNumber: Given<readonly CopyNumberSegment[]> = missing('no copy-number table was given');
  if (file.inputs.copyNumber !== null) {
    const input = await text('copy number', file.inputs.copyNumber);
    const table = parseCopyNumber(input.text, input.name);
    collected.skipped.push(...table.skipped);
    copyNumber = given(table.segments, `${input.name} (${table.tool})`);
  }
  let bed: BedRegions | null = null;
  if (file.inputs.target !== null) {
    const input = await text('sequenced regions', file.inputs.target);
    bed = readBed(input.text, input.name);
    collected.skipped.push(...bed.skipped);
  }
  const rnaJunctions = await readRnaJunctions(file, text, collected);
  let purity = optional(file.purity, FROM_CASE, 'no purity was given');
  let ploidy = optional(file.ploidy, FROM_CASE, 'no ploidy was given');
  if (file.inputs.purity !== null) {
    const input = await text('purity', file.inputs.purity);
    const read = parsePurity(input.text, input.name);
    if (purity.kind === 'missing' && read.purity !== null) purity = given(read.purity, input.name);
    if (ploidy.kind === 'missing' && read.ploidy !== null) ploidy = given(read.ploidy, input.name);
  }

  let build: Given<GenomeBuild> = optional(file.build, FROM_CASE, 'no genome build was given');
  let samples: Pick<SampleColumns, 'tumour' | 'normal' | 'rna'> = {
    tumour: missing('no VCF was given'),
    normal: missing('no VCF was given'),
    rna: missing('no VCF was given'),
  };
  let reads: Given<readonly ReadVariant[]> = missing('no VCF was given');
  let annotation: Given<string> = missing('no VCF was given');
  if (file.inputs.vcf !== null && file.inputs.maf !== null) {
    throw new InputError('variants are given twice, as VCF and as MAF', {
      hint: 'give one of them',
    });
  }
  const proteins = new ProteinTable();
  const packs: PackUse[] = [];
  if (file.inputs.maf !== null) {
    let table: MafTable;
    if (maf === null) {
      const input = await text('somatic variants', file.inputs.maf);
      table = readMaf(input.text, input.name);
    } else {
      ({ table } = maf);
      collected.inputs.push(...maf.inputs);
    }
    const read = readPatient(table, file, collected);
    build = read.build;
    samples = read.samples;
    reads = given(
      read.variants.map((each) => ({
        ...each,
        variant: {
          ...each.variant,
          flanks: maf?.flanks.get(flanksKey(each.variant)) ?? each.variant.flanks,
        },
      })),
      table.file,
    );
    annotation = given('the MAF itself, without proteins', table.file);
  }
  if (file.inputs.vcf !== null) {
    const source = open(file.inputs.vcf);
    const vcf = await openVcf(source, { signal: context.signal });
    collected.notes.push(...vcf.header.notes.map((text) => `${source.name}: ${text}`));
    const hint = genomeBuildHint(vcf.header);
    if (hint !== null && file.build !== null && hint.build !== file.build) {
      throw new InputError(
        `the case says ${file.build}, the VCF says ${hint.build} (${hint.from})`,
        {
          file: source.name,
          line: 1,
          hint: 'correct the build in the case, or use the VCF that belongs to it',
        },
      );
    }
    const doubt = genomeBuildDoubt(vcf.header);
    if (doubt !== null) collected.notes.push(`genome build: ${doubt}`);
    if (build.kind === 'missing' && hint !== null) build = given(hint.build, hint.from);
    const columns = sampleColumns(vcf.header, file.samples);
    samples = { tumour: columns.tumour, normal: columns.normal, rna: columns.rna };
    const read = await readVariants(vcf, columns, expression, proteins, collected, context);
    await note('somatic variants', source);
    reads = given(read.variants, source.name);
    annotation = read.annotated
      ? given('VEP (CSQ)', source.name)
      : missing(`${source.name} has no VEP annotation (CSQ)`);
  }
  if (expression.ambiguous.size > 0) {
    collected.notes.push(
      `expression of ${expression.ambiguous.size} names is ambiguous and was left out`,
    );
  }
  const opened = openedOnce(build, openReference, packs);
  // Our own caller where the input names no transcript or carries no protein.
  if (reads.kind === 'given' && (annotation.kind === 'missing' || file.inputs.maf !== null)) {
    const reference = await opened();
    if (reference !== null) {
      const { value, from } = reads;
      reads = given(
        await callVariants(value, reference, from, expression, proteins, collected, context),
        from,
      );
      annotation = given(`oncoscript on ${reference.source}`, reference.build);
    } else if (annotation.kind === 'missing') {
      annotation = missing(
        build.kind === 'given'
          ? `${annotation.reason}, and no transcripts are at hand for ${build.value}`
          : `${annotation.reason}, and the genome build is not known (name it with --build), so no transcripts could be chosen`,
      );
    }
  }
  if (reads.kind === 'given') {
    reads = given(await withFlanks(reads.value, file, open, opened, note, context), reads.from);
  }
  let variants: Given<readonly SomaticVariant[]>;
  const { germlineVcf, phasedVcf } = file.inputs;
  if (reads.kind === 'missing') {
    variants = reads;
    if (germlineVcf !== null || phasedVcf !== null) {
      collected.notes.push(
        'the germline or phased VCF was not read: there are no somatic variants to join it with',
      );
    }
  } else {
    const germline = germlineVcf === null ? null : open(germlineVcf);
    const phased = phasedVcf === null ? null : open(phasedVcf);
    const haplotypeInputs = {
      file: reads.from,
      germline,
      phased,
      build,
      tumourSample: samples.tumour,
      normalSample: samples.normal,
      reference: opened,
    };
    variants = given(
      await importHaplotypes(reads.value, haplotypeInputs, proteins, collected, context),
      reads.from,
    );
    if (phased !== null) await note('phased variants', phased);
    if (germline !== null) await note('germline variants', germline);
  }
  const { name, tumourType, biomarkers, priorTherapy, assay } = file;
  return {
    kind: 'oncoscript/case',
    schemaVersion: 1,
    name: name ?? 'unnamed',
    inputHash: hashOf({
      case: caseFacts(file),
      inputs: collected.inputs.map(({ sha256 }) => sha256),
    }),
    inputs: collected.inputs,
    build,
    tumourType: optional(tumourType, FROM_CASE, 'no tumour type was given'),
    purity,
    ploidy,
    hla,
    homozygousHlaLoci,
    biomarkers,
    priorTherapy: priorTherapy ?? [],
    lab: readLabValues(file, null),
    assay: optional(assay, FROM_CASE, 'no sequencing assay was given'),
    sequencedRegions: sequencedRegions(bed, variants),
    samples,
    expressionUnit: expression.unit,
    geneExpression: expression.allGenes(),
    variants,
    annotation,
    copyNumber,
    ...(await assessJunctions(rnaJunctions, opened, build, variants, context)),
    proteins: { ...proteins.proteins },
    packs,
    notes: collected.notes,
    skipped: collected.skipped,
  };
}

/**
 * Each variant with the bases beside it where its own record lacks them: from the genome that is named, else from
 * the exons of the transcripts at hand.
 */
async function withFlanks(
  reads: readonly ReadVariant[],
  file: CaseFile,
  open: OpenInput,
  opened: () => Promise<Reference | null>,
  note: (role: string, source: CaseSource) => Promise<void>,
  context: Context,
): Promise<readonly ReadVariant[]> {
  const variants = reads.map(({ variant }) => variant);
  if (variants.every(({ flanks }) => flanks !== null)) return reads;
  const join = (found: readonly SomaticVariant[]): readonly ReadVariant[] =>
    reads.map((read, i) => ({ ...read, variant: found[i] as SomaticVariant }));
  if (file.inputs.genome !== null) {
    const genome = open(file.inputs.genome);
    const found = await withFlanksOfGenome(variants, genome, context);
    await note('genome', genome);
    return join(found);
  }
  const reference = await opened();
  return reference === null ? reads : join(withFlanksOfExons(variants, reference));
}

/** The transcripts of the build, opened when first asked for and then noted among the packs. */
function openedOnce(
  build: Given<GenomeBuild>,
  openReference: OpenReference,
  packs: PackUse[],
): () => Promise<Reference | null> {
  let opened: Promise<Reference | null> | null = null;
  const open = async (): Promise<Reference | null> => {
    const found = build.kind === 'given' ? await openReference(build.value) : null;
    if (found === null) return null;
    packs.push(found.pack);
    return found.reference;
  };
  return () => (opened ??= open());
}

/** The case without its paths: where a file lies does not change what it says. */
function caseFacts(file: CaseFile): unknown {
  const { inputs: _inputs, hla, clinical, priorTherapy, assay, biomarkers, ...facts } = file;
  return {
    ...facts,
    hla: hla?.kind === 'names' ? hla.names : null,
    biomarkers: biomarkers.map(({ assay: of, ...rest }) =>
      of === null ? rest : { ...rest, assay: of },
    ),
    priorTherapy: priorTherapy ?? [],
    ...(assay === null ? {} : { assay }),
    ...(Object.keys(clinical).length === 0 ? {} : { clinical }),
  };
}
