import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

import { InputError } from '../core/errors.js';
import type { TumourCase } from '../case/tumour-case.js';
import type { Findings } from '../findings/findings.js';
import type { Designs } from '../modalities/designs.js';

export type StageFile =
  | { readonly stage: 'case'; readonly tumour: TumourCase }
  | { readonly stage: 'findings'; readonly findings: Findings }
  | { readonly stage: 'designs'; readonly designs: Designs }
  /** Not one of our stage files: a case file a person wrote. */
  | { readonly stage: 'written'; readonly text: string };

const SCHEMA_VERSION = 1;

/**
 * Reads a file and tells a stage file of ours from a written case.
 * @throws InputError where it cannot be read, or is a stage file of another schema version.
 */
export async function readStageFile(path: string): Promise<StageFile> {
  const file = basename(path);
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === 'ENOENT') {
      throw new InputError('the file does not exist', { file, hint: 'check the path' });
    }
    if (code === 'EISDIR') {
      throw new InputError('this is a folder, not a file', {
        file,
        hint: 'name the case file in it, or 02-findings.json',
      });
    }
    throw error;
  }
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString(
    'utf8',
  );
  const value = stageValue(text, file);
  switch (value?.kind) {
    case 'oncoscript/case':
      refuseOlder(value, 'lab', file);
      return { stage: 'case', tumour: value as unknown as TumourCase };
    case 'oncoscript/findings':
      refuseOlder(value, 'biomarkers', file);
      return { stage: 'findings', findings: value as unknown as Findings };
    case 'oncoscript/designs':
      return { stage: 'designs', designs: value as unknown as Designs };
    default:
      return { stage: 'written', text };
  }
}

/** @throws InputError where a part is not there that every file of this version has. */
function refuseOlder(value: object, part: string, file: string): void {
  if (part in value) return;
  throw new InputError(`this file is of an older oncoscript: it has no ${part}`, {
    file,
    hint: 'run oncoscript plan again with this version',
  });
}

/** @throws InputError saying that designs are no start for what comes before them. */
export function refuseDesigns(path: string): never {
  throw new InputError('designs come after what is asked for', {
    file: basename(path),
    hint: 'give the case, 01-case.json or 02-findings.json',
  });
}

interface StageHeader {
  readonly kind: string;
  readonly schemaVersion: number;
}

function stageValue(text: string, file: string): StageHeader | null {
  if (!/^\s*\{/.test(text) || !/"kind":\s*"oncoscript\//.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`this is no whole stage file: ${(error as Error).message}`, {
      file,
      hint: 'run oncoscript plan again',
    });
  }
  const header = value as StageHeader;
  if (header.schemaVersion !== SCHEMA_VERSION) {
    throw new InputError(
      `this file has schema version ${header.schemaVersion}, this oncoscript reads ${SCHEMA_VERSION}`,
      { file, hint: 'run oncoscript plan again with this version' },
    );
  }
  return header;
}
