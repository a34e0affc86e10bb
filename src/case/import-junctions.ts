import { readFusions } from '../formats/fusion/read-fusions.js';
import { readSpliceJunctions } from '../formats/splice/read-splice-junctions.js';
import type { CaseFile } from './case-file.js';
import { type Collected, given, missing, type ReadInput } from './import-collected.js';
import type { RnaJunctionTables } from './assess-junctions.js';
import type { FusionRow, Given, SpliceJunctionRow } from './tumour-case.js';

/** Fusion transcripts and splice junctions, where the case names a file of them. */
export async function readRnaJunctions(
  { inputs }: CaseFile,
  text: ReadInput,
  collected: Collected,
): Promise<RnaJunctionTables> {
  let fusions: Given<readonly FusionRow[]> = missing('no table of fusions was given');
  if (inputs.fusions !== null) {
    const input = await text('fusions', inputs.fusions);
    const table = readFusions(input.text, input.name);
    collected.skipped.push(...table.skipped);
    collected.notes.push(...table.notes);
    fusions = given(table.rows, `${input.name} (${table.tool})`);
  }
  let spliceJunctions: Given<readonly SpliceJunctionRow[]> = missing(
    'no table of splice junctions was given',
  );
  if (inputs.junctions !== null) {
    const input = await text('splice junctions', inputs.junctions);
    const table = readSpliceJunctions(input.text, input.name);
    collected.skipped.push(...table.skipped);
    spliceJunctions = given(table.rows, `${input.name} (RegTools)`);
  }
  return { fusions, spliceJunctions };
}
