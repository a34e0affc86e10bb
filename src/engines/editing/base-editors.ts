import type { Source } from '../../core/cited.js';
import type { BaseEditor, EditWindow } from './nuclease.js';

const BE_FF: Source = {
  name: 'BE-FF (Rabinowitz 2020), Scripts/baseEditorsTable.py at c5d49073bc43',
  url: 'https://github.com/RoyRabinowitz/BE-FF',
};

/** A row of the table: name, PAM, spacer length, main and minor window as [first, last]. */
type Row = readonly [
  id: string,
  title: string,
  pam: string,
  spacerLength: number,
  main: readonly [number, number],
  minor: readonly [number, number] | null,
];

/** Windows counted from the 5' end of the protospacer: its length + 1 less the source's places, which count from the PAM. */
const CYTOSINE: readonly Row[] = [
  ['be3', 'BE3', 'NGG', 20, [4, 8], [2, 11]],
  ['hf-be3', 'HF-BE3', 'NGG', 20, [4, 8], [2, 11]],
  ['be4max', 'BE4max', 'NGG', 20, [4, 8], [2, 11]],
  ['ye1-be3', 'YE1-BE3', 'NGG', 20, [5, 7], [4, 7]],
  ['yee-be3', 'YEE-BE3', 'NGG', 20, [6, 6], [5, 6]],
  ['vqr-be3', 'VQR-BE3', 'NGAN', 20, [4, 11], null],
  ['vrer-be3', 'VRER-BE3', 'NGCG', 20, [3, 10], null],
  ['sabe3', 'SaBE3', 'NNGRRT', 21, [3, 12], null],
  ['sabe4', 'SaBE4', 'NNGRRT', 21, [3, 12], null],
  ['sa-kkh-be3', 'Sa(KKH)-BE3', 'NNNRRT', 21, [3, 12], null],
  ['target-aid', 'Target-AID', 'NGG', 20, [2, 4], [2, 8]],
  ['target-aid-ng', 'Target-AID-NG', 'NG', 20, [2, 4], [2, 8]],
  ['xbe3', 'xBE3', 'NG', 20, [4, 8], [2, 11]],
  ['be-plus', 'BE-PLUS', 'NGG', 20, [4, 14], [4, 16]],
  ['cp-cbemax', 'CP-CBEmax variants', 'NGG', 20, [4, 9], null],
  ['evoapobec1-be4max', 'evoAPOBEC1-BE4max', 'NGG', 20, [3, 8], null],
  ['evoferny-be4max', 'evoFERNY-BE4max', 'NGG', 20, [3, 8], null],
  ['evocda1-be4max', 'evoCDA1-BE4max', 'NGG', 20, [1, 12], null],
];

const ADENINE: readonly Row[] = [
  ['abe7.9', 'ABE7.9', 'NGG', 20, [5, 8], [4, 9]],
  ['abe7.10', 'ABE7.10', 'NGG', 20, [4, 7], [4, 8]],
  ['abe7.10-wide', 'ABE7.10*', 'NGG', 20, [4, 8], [2, 9]],
  ['xabe', 'xABE', 'NG', 20, [4, 7], [4, 8]],
  ['ng-abemax', 'NG-ABEmax', 'NG', 20, [4, 7], null],
  ['abesa', 'ABESa', 'NNGRRT', 21, [6, 12], null],
  ['sa-kkh-abe', 'Sa(KKH)-ABE', 'NNNRRT', 21, [6, 12], null],
  ['vqr-abe', 'VQR-ABE', 'NGA', 20, [4, 6], [4, 8]],
  ['vrer-abe', 'VRER-ABE', 'NGCG', 20, [4, 6], [4, 8]],
  ['cp-abemax', 'CP-ABEmax variants', 'NGG', 20, [4, 9], null],
];

function windowOf([first, last]: readonly [number, number]): EditWindow {
  return { first, last };
}

function editor(
  [id, title, pam, spacerLength, main, minor]: Row,
  change: Pick<BaseEditor, 'kind' | 'from' | 'to'>,
): BaseEditor {
  return {
    id,
    title,
    ...change,
    pam,
    pamSide: 3,
    spacerLength,
    window: windowOf(main),
    minorWindow: minor === null ? null : windowOf(minor),
    lengthAa: { value: null, reason: 'not verified: no source at hand states its length' },
    sources: [BE_FF],
  };
}

/** One row an editor, those for C first. */
export const BASE_EDITORS: readonly BaseEditor[] = [
  ...CYTOSINE.map((row) => editor(row, { kind: 'CBE', from: 'C', to: 'T' })),
  ...ADENINE.map((row) => editor(row, { kind: 'ABE', from: 'A', to: 'G' })),
];
