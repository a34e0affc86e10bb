import { InputError } from '../../core/errors.js';

interface OtherFile {
  readonly test: RegExp;
  readonly message: string;
  readonly hint: string;
}

/** Files that lie beside the right one and are handed in by mistake, told by how they start. */
const OTHER_FILES: readonly OtherFile[] = [
  {
    test: /^\s*\{[^]*"kallisto_version"/,
    message: 'this is kallisto’s run_info.json, which holds no expression values',
    hint: 'give abundance.tsv from the same folder',
  },
  {
    test: /^\s*\{[^]*"salmon_version"/,
    message: 'this is a log of salmon, which holds no expression values',
    hint: 'give quant.sf of the same run',
  },
  {
    test: /^\s*[{[]/,
    message: 'this is JSON, which holds no expression table',
    hint: 'give salmon’s quant.sf, kallisto’s abundance.tsv, RSEM’s .results or a plain TSV',
  },
  {
    test: /^\d+ \d+ \d+ \d+\r?\n\d+ \d+ \d+\r?\n\d+ \d+\r?\n/,
    message: 'this is RSEM’s .cnt file of read counts by alignment, without expression values',
    hint: 'give the .genes.results or .isoforms.results of the same sample',
  },
  {
    test: /^\s*Started job on \|/,
    message: 'this is STAR’s Log.final.out, which holds no expression values',
    hint: 'give the output of salmon, kallisto, RSEM or StringTie, run on STAR’s alignment',
  },
  {
    test: /^N_unmapped\t/,
    message: 'this is STAR’s ReadsPerGene.out.tab: read counts, not normalised for gene length',
    hint: 'give TPM values from salmon, kallisto, RSEM or StringTie',
  },
  {
    test: /^# Program:featureCounts/,
    message: 'this is featureCounts’ table: read counts, not normalised for gene length',
    hint: 'give TPM values from salmon, kallisto, RSEM or StringTie',
  },
];

/** @throws InputError that names the file and the one to give instead. */
export function refuseOtherExpressionFiles(text: string, file: string): void {
  const start = text.slice(0, 4_000).replace(/^\uFEFF/, '');
  const other = OTHER_FILES.find(({ test }) => test.test(start));
  if (other !== undefined) throw new InputError(other.message, { file, line: 1, hint: other.hint });
}
