import { canonicalJson } from '../core/canonical-json.js';
import { constructFasta } from '../engines/constructs/construct-fasta.js';
import { constructGenBank } from '../engines/constructs/construct-genbank.js';
import { constructSbol } from '../engines/constructs/construct-sbol.js';
import { orderCsv, orderWorkbook } from '../engines/constructs/order-sheets.js';
import type { Designs, TherapyDesigns } from '../modalities/designs.js';
import { modalityOf } from '../modalities/designs.js';
import type { DesignBase } from '../modalities/modality.js';
import { constructPicture } from './plots/construct-picture.js';

/** One file of a dossier, with what it is in a few words. */
export interface DesignFile {
  /** Below the folder of all designs, `/` between folders. */
  readonly path: string;
  readonly what: string;
  /** Called when it is written. */
  readonly content: () => string | Uint8Array;
}

/** What names a file: a word that no system reads as anything else. */
const FILE_NAME = /^[\w-][\w.-]{0,99}$/;

/**
 * Everything that is written of one design, in a folder `<kind>/<design id>`: GenBank and SVG of each construct,
 * FASTA and SBOL3 of all, one workbook and a CSV of each order sheet, and the design as JSON.
 * @throws Error for an id that cannot name a file, or two files of one name: bugs of the modality.
 */
export function designFiles(
  designs: Designs,
  therapy: TherapyDesigns,
  design: DesignBase<string>,
): readonly DesignFile[] {
  const modality = modalityOf(therapy.kind);
  const constructs = modality.constructs(design);
  const sheets = modality.orders(design);
  const { id } = design;
  const namespace = `https://oncoscript.invalid/${designs.inputHash.slice(0, 12)}/${id}`;
  const files: readonly (readonly [string, string, DesignFile['content']])[] = [
    [
      `${id}.json`,
      'the design with its options',
      () => `${designJson(designs, therapy, design)}\n`,
    ],
    ...(constructs.length === 0
      ? []
      : ([
          [`${id}.fasta`, 'all sequences', () => constructFasta(constructs)],
          [`${id}.sbol.nt`, 'SBOL3 of all constructs', () => constructSbol(constructs, namespace)],
        ] as const)),
    ...(sheets.length === 0
      ? []
      : ([[`${id}-order.xlsx`, 'order workbook', () => orderWorkbook(sheets)]] as const)),
    ...sheets.map(
      (sheet) =>
        [`${id}-${slug(sheet.name)}.csv`, `order: ${sheet.name}`, () => orderCsv(sheet)] as const,
    ),
    ...constructs.flatMap(
      (construct) =>
        [
          [`${construct.id}.gb`, construct.name, () => constructGenBank(construct, null)],
          [`${construct.id}.svg`, construct.name, () => `${constructPicture(construct).text}\n`],
        ] as const,
    ),
  ];
  const names = files.map(([name]) => name.toLowerCase());
  if (new Set(names).size < names.length) throw new Error(`${id}: two files of one name`);
  const bad = [therapy.kind, ...names].find((name) => !FILE_NAME.test(name));
  if (bad !== undefined) throw new Error(`"${bad}" cannot name a file`);
  return files.map(([name, what, content]) => ({
    path: `${therapy.kind}/${id}/${name}`,
    what,
    content,
  }));
}

/** Files of all designs of all therapies. */
export function allDesignFiles(designs: Designs): readonly DesignFile[] {
  return designs.therapies.flatMap((therapy) =>
    therapy.designs.flatMap((design) => designFiles(designs, therapy, design)),
  );
}

/** One design with all that makes it again: same findings, options, seed, packs and software give the same design. */
function designJson(
  { softwareVersion, inputHash, seed }: Designs,
  { title, options, packs }: TherapyDesigns,
  design: DesignBase<string>,
): string {
  return canonicalJson({
    kind: 'oncoscript/design',
    schemaVersion: 1,
    softwareVersion,
    inputHash,
    seed,
    packs,
    therapy: design.kind,
    title,
    options,
    design,
  });
}

/** `Plate map` -> `plate-map`. */
function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
