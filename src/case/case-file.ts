import { LineCounter, parseDocument, visit } from 'yaml';
import type { Alias, Document } from 'yaml';
import { z } from 'zod';

import type { Json } from '../core/canonical-json.js';
import { InputError } from '../core/errors.js';
import type { ExpressionLevel } from '../formats/expression/parse-expression.js';
import { firstProblem, lineOfPath } from './case-file-problems.js';
import { clinicalSchema } from './clinical-schema.js';
import { type ClinicalValue, readLabValues } from './read-lab-values.js';
import type { Biomarker, GenomeBuild, SequencingAssay } from './tumour-case.js';

/** One file of expression values. */
interface ExpressionInput {
  readonly file: string;
  /** Null: told from the file. */
  readonly level: ExpressionLevel | null;
}

/** HLA as the case file gives it: names, not yet normalised, or a typing tool's file. */
type HlaInput =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'file'; readonly file: string };

/**
 * What a person wrote about one case; null and empty where nothing is said. Paths are as written,
 * relative to the case file.
 */
export interface CaseFile {
  readonly name: string | null;
  readonly build: GenomeBuild | null;
  /** OncoTree code. */
  readonly tumourType: string | null;
  /** Fraction of tumour cells, over 0 and at most 1. */
  readonly purity: number | null;
  /** Mean copies a tumour cell. */
  readonly ploidy: number | null;
  readonly hla: HlaInput | null;
  readonly samples: {
    readonly tumour: string | null;
    readonly normal: string | null;
    readonly rna: string | null;
  };
  readonly inputs: {
    readonly vcf: string | null;
    readonly maf: string | null;
    /** The whole body's variants, and the tumour's with their phase, both somatic and germline. */
    readonly germlineVcf: string | null;
    readonly phasedVcf: string | null;
    readonly expression: readonly ExpressionInput[];
    readonly copyNumber: string | null;
    readonly purity: string | null;
    /** Fusion transcripts, and splice junctions seen in RNA. */
    readonly fusions: string | null;
    readonly junctions: string | null;
    /** The genome the variants were called on, for the bases beside them. */
    readonly genome: string | null;
    /** BED of the regions that were sequenced. */
    readonly target: string | null;
  };
  readonly assay: SequencingAssay | null;
  readonly biomarkers: readonly Biomarker[];
  /** By key, as written; `readLabValues` reads them. */
  readonly clinical: Readonly<Record<string, ClinicalValue | undefined>>;
  /** Null where nothing is said; empty where it is said that there was none. */
  readonly priorTherapy: readonly string[] | null;
  /** Checked by the stages they are for. */
  readonly options: Readonly<Record<string, Json>>;
}

/** A case that says nothing. */
export const EMPTY_CASE: CaseFile = {
  name: null,
  build: null,
  tumourType: null,
  purity: null,
  ploidy: null,
  hla: null,
  samples: { tumour: null, normal: null, rna: null },
  inputs: {
    vcf: null,
    maf: null,
    germlineVcf: null,
    phasedVcf: null,
    expression: [],
    copyNumber: null,
    purity: null,
    fusions: null,
    junctions: null,
    genome: null,
    target: null,
  },
  assay: null,
  biomarkers: [],
  clinical: {},
  priorTherapy: null,
  options: {},
};

const path = z.string().min(1).describe('Path, relative to the case file.');
const sampleName = z.string().min(1);

const schema = z
  .strictObject({
    name: z.string().min(1).max(200).optional().describe('Name of the case in all outputs.'),
    build: z.enum(['GRCh37', 'GRCh38']).optional().describe('Genome build of the VCF.'),
    tumourType: z
      .string()
      .regex(/^[A-Z][A-Z0-9_/-]*$/, 'is not an OncoTree code such as LUAD')
      .optional()
      .describe('OncoTree code, as in https://oncotree.mskcc.org.'),
    purity: z
      .number()
      .positive()
      .max(1)
      .optional()
      .describe('Fraction of tumour cells, over 0 and at most 1.'),
    ploidy: z.number().positive().max(20).optional().describe('Mean copies a tumour cell.'),
    hla: z
      .union([z.array(z.string().min(1)).min(1), z.strictObject({ file: path })], {
        error: 'is neither a list of allele names nor { file: … }',
      })
      .optional()
      .describe('Alleles, or the file of an HLA typing tool.'),
    samples: z
      .strictObject({
        tumour: sampleName.optional(),
        normal: sampleName.optional(),
        rna: sampleName.optional(),
      })
      .optional()
      .describe('Sample names as in the VCF.'),
    inputs: z
      .strictObject({
        vcf: path.optional(),
        maf: path.optional().describe('Mutation annotation format, one patient or several.'),
        germlineVcf: path
          .optional()
          .describe("The patient's germline variants; the normal sample's genotypes are read."),
        phasedVcf: path
          .optional()
          .describe(
            "Somatic and germline variants with their phase, as pVACseq's phased proximal variants; the tumour sample's genotypes are read.",
          ),
        expression: z
          .array(z.strictObject({ file: path, level: z.enum(['transcript', 'gene']).optional() }))
          .optional(),
        copyNumber: path.optional(),
        purity: path.optional(),
        hla: path.optional(),
        fusions: path
          .optional()
          .describe('Fusion transcripts: Arriba, STAR-Fusion, AGFusion, FusionCatcher or PCGR.'),
        junctions: path.optional().describe('Splice junctions seen in RNA, annotated by RegTools.'),
        genome: path
          .optional()
          .describe('Genome of the variants, FASTA or 2bit, for the bases beside them.'),
        target: path.optional().describe('BED of the regions that were sequenced.'),
      })
      .optional(),
    biomarkers: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          value: z.union([z.string(), z.number(), z.boolean()], {
            error: 'is neither text, a number nor true or false',
          }),
          unit: z.string().min(1).optional(),
          assay: z.string().min(1).optional().describe('Name of the test, or antibody clone.'),
        }),
      )
      .optional()
      .describe('As the lab reports them.'),
    assay: z
      .union(
        [
          z.string().min(1),
          z.strictObject({
            name: z.string().min(1),
            codingMb: z.number().positive().max(3_100),
            kind: z.enum(['panel', 'exome', 'genome']),
          }),
        ],
        { error: 'is neither a name nor { name, codingMb, kind }' },
      )
      .optional()
      .describe('What was sequenced: a known name, e.g. MSK-IMPACT 468, or with its size.'),
    clinical: clinicalSchema,
    priorTherapy: z
      .array(z.string().min(1))
      .optional()
      .describe('An empty list says that there was none.'),
    options: z.record(z.string(), z.json()).optional().describe('Options of the stages.'),
  })
  .describe('An Oncoscript case file (YAML or JSON).');

type Written = z.infer<typeof schema>;

/** A case file is a page or two of text; a larger one is another file. Unit: UTF-16 units. */
const LARGEST_CASE_FILE = 100_000;
/** Aliases (`*name`) repeat a part; real files need none, and nested ones can grow without end. */
const MAX_ALIASES = 20;

/**
 * Reads a case file, YAML 1.2 or JSON.
 * @throws InputError with the line: for bad YAML, an unknown or repeated key (with the nearest valid
 * one), a value of the wrong kind, and a fact that is given twice.
 */
export function parseCaseFile(text: string, file: string): CaseFile {
  if (text.length > LARGEST_CASE_FILE) {
    throw new InputError('too large for a case file', { file, hint: 'is this the VCF itself?' });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
    merge: false,
    logLevel: 'error',
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    throw new InputError(`not valid YAML: ${problem.message.split(/ at line \d+|\n/)[0]}`, {
      file,
      line: lines.linePos(problem.pos[0]).line,
      hint:
        problem.code === 'DUPLICATE_KEY'
          ? 'keep one of them'
          : 'indent with spaces, and quote a text that starts with *, & or !',
    });
  }
  const lineOf = (at: readonly PropertyKey[]): number => lineOfPath(document, lines, at);
  const result = schema.safeParse(valueOf(document, file, lines));
  if (!result.success) {
    throw firstProblem(result.error.issues, file, caseFileJsonSchema(), lineOf);
  }
  refuseGivenTwice(result.data, file, lineOf);
  const read = filledIn(result.data);
  // Here for the line of a value that cannot be; the import reads them again.
  readLabValues(read, { file, lineOf });
  return read;
}

/** JSON Schema (draft 2020-12) of the case file, published as `docs/formats/case.schema.json`. */
export function caseFileJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { io: 'input' }) as Readonly<Record<string, unknown>>;
}

function valueOf(document: Document, file: string, lines: LineCounter): unknown {
  const aliases = aliasesIn(document);
  const refused = (message: string, alias: Alias | undefined): InputError =>
    new InputError(`not valid YAML: ${message}`, {
      file,
      line: alias?.range ? lines.linePos(alias.range[0]).line : 1,
      hint: 'quote a text that starts with *; write out what aliases repeat',
    });
  if (aliases.length > MAX_ALIASES) {
    throw refused(`more than ${MAX_ALIASES} aliases`, aliases[MAX_ALIASES]);
  }
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // yaml throws this for an alias of nothing, and for aliases that multiply each other.
    if (!(error instanceof ReferenceError)) throw error;
    throw refused(
      error.message,
      aliases.find((alias) => alias.resolve(document) === undefined) ?? aliases.at(-1),
    );
  }
}

function aliasesIn(document: Document): readonly Alias[] {
  const aliases: Alias[] = [];
  visit(document, {
    Alias: (_, alias) => {
      aliases.push(alias);
    },
  });
  return aliases;
}

function refuseGivenTwice(
  written: Written,
  file: string,
  lineOf: (at: readonly PropertyKey[]) => number,
): void {
  const { inputs, samples } = written;
  if (written.assay !== undefined && inputs?.target !== undefined) {
    throw new InputError('the sequenced regions are given twice: as assay and as inputs.target', {
      file,
      line: lineOf(['inputs', 'target']),
      hint: 'keep one of them',
    });
  }
  for (const key of ['hla', 'purity'] as const) {
    if (written[key] === undefined || inputs?.[key] === undefined) continue;
    throw new InputError(`${key} is given twice: as ${key} and as inputs.${key}`, {
      file,
      line: lineOf(['inputs', key]),
      hint: 'keep one of them',
    });
  }
  if (samples?.tumour !== undefined && samples.tumour === samples.normal) {
    throw new InputError(`tumour and normal are the same sample "${samples.tumour}"`, {
      file,
      line: lineOf(['samples', 'normal']),
      hint: 'name the VCF’s sample of each; leave normal out where there is none',
    });
  }
}

function filledIn(written: Written): CaseFile {
  const { samples, inputs } = written;
  return {
    name: written.name ?? null,
    build: written.build ?? null,
    tumourType: written.tumourType ?? null,
    purity: written.purity ?? null,
    ploidy: written.ploidy ?? null,
    hla: hlaInput(written),
    samples: {
      tumour: samples?.tumour ?? null,
      normal: samples?.normal ?? null,
      rna: samples?.rna ?? null,
    },
    inputs: {
      vcf: inputs?.vcf ?? null,
      maf: inputs?.maf ?? null,
      germlineVcf: inputs?.germlineVcf ?? null,
      phasedVcf: inputs?.phasedVcf ?? null,
      expression: (inputs?.expression ?? []).map(({ file, level }) => ({
        file,
        level: level ?? null,
      })),
      copyNumber: inputs?.copyNumber ?? null,
      purity: inputs?.purity ?? null,
      fusions: inputs?.fusions ?? null,
      junctions: inputs?.junctions ?? null,
      genome: inputs?.genome ?? null,
      target: inputs?.target ?? null,
    },
    assay: assayOf(written.assay),
    biomarkers: (written.biomarkers ?? []).map(({ name, value, unit, assay }) => ({
      name,
      value,
      unit: unit ?? null,
      assay: assay ?? null,
    })),
    clinical: written.clinical ?? {},
    priorTherapy: written.priorTherapy ?? null,
    options: written.options ?? {},
  };
}

function assayOf(assay: Written['assay']): SequencingAssay | null {
  if (assay === undefined) return null;
  return typeof assay === 'string' ? { name: assay, codingMb: null, kind: null } : assay;
}

function hlaInput({ hla, inputs }: Written): HlaInput | null {
  if (inputs?.hla !== undefined) return { kind: 'file', file: inputs.hla };
  if (hla === undefined) return null;
  return Array.isArray(hla) ? { kind: 'names', names: hla } : { kind: 'file', file: hla.file };
}
