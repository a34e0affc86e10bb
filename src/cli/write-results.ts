import type { Context } from '../core/context.js';
import { canonicalJson } from '../core/canonical-json.js';
import type { Findings } from '../findings/findings.js';
import type { Designs } from '../modalities/designs.js';
import type { DossierFile } from '../pipeline.js';
import { inFolder, writeWhole } from '../platform/node/output-folder.js';

/** Writes the files below `folder`. */
export async function writeFiles(
  folder: string,
  files: readonly DossierFile[],
  context: Context,
): Promise<void> {
  for (const { name, pieces } of files) {
    context.report({ step: `writing ${name}`, done: 0, total: null });
    await writeWhole(inFolder(folder, ...name.split('/')), pieces, context.signal);
  }
}

export async function writeFindings(
  folder: string,
  findings: Findings,
  { signal }: Context,
): Promise<void> {
  await writeWhole(inFolder(folder, '02-findings.json'), findingsText(findings), signal);
}

export async function writeDesigns(
  folder: string,
  designs: Designs,
  { signal }: Context,
): Promise<void> {
  await writeWhole(inFolder(folder, '03-designs.json'), [canonicalJson(designs), '\n'], signal);
}

/** The findings variant by variant, so that no one string holds them all. */
function* findingsText(findings: Findings): Generator<string> {
  const { neoantigens, ...rest } = findings;
  const frame = canonicalJson({
    ...rest,
    neoantigens: { alleles: neoantigens.alleles, variants: [] },
  });
  const hole = '"variants":[]';
  const at = frame.lastIndexOf(hole) + hole.length - 1;
  yield frame.slice(0, at);
  for (const [i, variant] of neoantigens.variants.entries()) {
    yield `${i === 0 ? '' : ','}\n${canonicalJson(variant)}`;
  }
  yield `${frame.slice(at)}\n`;
}
