import { resolve } from 'node:path';

import type { Context } from '../../core/context.js';
import { OptionError } from '../../core/errors.js';
import {
  annotationGenBank,
  annotationTable,
  type AnnotatedPlasmid,
} from '../../engines/constructs/annotate/annotation-files.js';
import { openAnnotationLibrary } from '../../engines/constructs/annotate/annotation-library.js';
import { annotatePlasmid } from '../../engines/constructs/annotate/annotate-plasmid.js';
import { findingOf } from '../../engines/constructs/annotate/compare-annotation.js';
import { explainConstruct } from '../../engines/constructs/annotate/explain-construct.js';
import { readPlasmid, type PlasmidFile } from '../../engines/constructs/annotate/read-plasmid.js';
import { fileSource } from '../../platform/node/file-source.js';
import { writeWhole } from '../../platform/node/output-folder.js';
import { openPackStore } from '../../platform/node/pack-store.js';

export interface AnnotatePlasmidFlags {
  readonly out?: string;
  readonly circular?: boolean;
  readonly linear?: boolean;
}

/** `oncoscript constructs annotate`: a plasmid's features by the parts library, as GenBank and a table. */
export async function constructsAnnotate(
  path: string,
  flags: AnnotatePlasmidFlags,
  context: Context,
): Promise<void> {
  const { signal } = context;
  const table = tableBeside(path, flags.out);
  const file = await readPlasmid(fileSource(path), { signal });
  const topology = topologyOf(file, flags, context);
  for (const { item, reason } of file.skipped) context.warn(`skipped: ${item}: ${reason}`);
  const library = openAnnotationLibrary(await openPackStore().load('construct-parts'));
  const features = annotatePlasmid(file.sequence, topology, library);
  const plasmid: AnnotatedPlasmid = {
    name: file.name,
    topology,
    sequence: file.sequence,
    features,
    named: file.features.map((feature) => ({ feature, finding: findingOf(feature, features) })),
  };
  if (flags.out === undefined) {
    process.stdout.write(annotationTable(plasmid));
    return;
  }
  const today = new Date().toISOString().slice(0, 10);
  await writeWhole(flags.out, [annotationGenBank(plasmid, today)], signal);
  await writeWhole(table as string, [annotationTable(plasmid)], signal);
  const { share } = explainConstruct(file.sequence, topology, library);
  process.stdout.write(`${summary(plasmid, share)}\n${flags.out}\n${table}\n`);
}

/** @throws OptionError where an output would be the input. */
function tableBeside(input: string, out: string | undefined): string | null {
  if (out === undefined) return null;
  const table = `${out.replace(/\.[^./\\]*$/, '')}.tsv`;
  if ([out, table].some((output) => resolve(output) === resolve(input)) || table === out) {
    throw new OptionError(
      table === out ? 'that is the name of the table' : 'that is the input',
      '--out',
      'give the map another name, ending in .gb',
    );
  }
  return table;
}

function topologyOf(
  file: PlasmidFile,
  { circular, linear }: AnnotatePlasmidFlags,
  context: Context,
): 'linear' | 'circular' {
  if (circular === true && linear === true) {
    throw new OptionError('it cannot be both', '--circular', 'give --circular or --linear');
  }
  if (circular === true) return 'circular';
  if (linear === true) return 'linear';
  if (file.topology === null) {
    context.warn(
      `${file.format} does not say whether it is a circle: read as linear; else give --circular`,
    );
  }
  return file.topology ?? 'linear';
}

function summary({ sequence, topology, features, named }: AnnotatedPlasmid, share: number): string {
  const count = (match: string): number =>
    features.filter((feature) => feature.match === match).length;
  const counts = `${features.length} features in ${sequence.length} bp (${topology}): ${count('exact')} exact, ${count('near')} near, ${count('fragment')} fragments, ${count('related')} related; ${Math.floor(100 * share)} % of its bases stand in the library letter for letter`;
  const known = named.filter(({ feature }) => feature.kind !== 'other');
  if (known.length === 0) return counts;
  const missed = known.filter(({ finding }) => finding.kind !== 'found');
  return `${counts}\n${known.length - missed.length} of the ${known.length} promoters, genes, terminators, repeats and origins that the file names were found${
    missed.length === 0 ? '' : `; not: ${missed.map(({ feature }) => feature.name).join(', ')}`
  }`;
}
