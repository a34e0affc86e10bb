import { InputError } from '../../../core/errors.js';
import type { SkippedItem } from '../../../core/skipped.js';
import { readFasta } from '../../../formats/fasta/read-fasta.js';
import { isGenBank, readGenBank } from '../../../formats/genbank/read-genbank.js';
import { isSnapGene, readSnapGene } from '../../../formats/snapgene/read-snapgene.js';
import { memorySource, type ByteSource } from '../../../formats/text/byte-source.js';
import { inflatedBytes, type ReadOptions } from '../../../formats/text/inflated-bytes.js';
import { plasmidSequence } from './plasmid-sequence.js';
import {
  fileFeaturesOfGenBank,
  fileFeaturesOfSnapGene,
  type FileFeature,
} from './compare-annotation.js';

/** A plasmid as a file gives it. */
export interface PlasmidFile {
  readonly format: 'GenBank' | 'SnapGene' | 'FASTA';
  readonly name: string;
  /** Null where the format does not say. */
  readonly topology: 'linear' | 'circular' | null;
  /** Upper-case DNA, as `plasmidSequence` makes it. */
  readonly sequence: string;
  readonly features: readonly FileFeature[];
  readonly skipped: readonly SkippedItem[];
}

/** Maps with their history are a few MB. */
const LARGEST_FILE_BYTES = 64 << 20;

/**
 * The plasmid in a GenBank, SnapGene (.dna) or FASTA file, plain or gzip, known by its first bytes.
 * @throws InputError for any other file, for several sequences in one, for a protein, and as the readers do.
 */
export async function readPlasmid(
  source: ByteSource,
  options: ReadOptions = {},
): Promise<PlasmidFile> {
  const file = source.name;
  const bytes = await allBytes(source, options);
  if (isSnapGene(bytes)) {
    const { name, topology, sequence, features } = readSnapGene(bytes, file);
    return {
      format: 'SnapGene',
      name: name ?? withoutEnding(file),
      topology,
      sequence: plasmidSequence(sequence, { file }),
      features: fileFeaturesOfSnapGene(features),
      skipped: [],
    };
  }
  const text = new TextDecoder().decode(bytes);
  if (isGenBank(text)) return fromGenBank(text, file);
  if (/^\s*>/.test(text)) return fromFasta(text, file, options);
  throw new InputError(
    text.trim() === '' ? 'the file is empty' : 'this is no plasmid file that can be read',
    { file, hint: 'give GenBank (.gb), SnapGene (.dna) or FASTA (.fa)' },
  );
}

async function allBytes(source: ByteSource, options: ReadOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of inflatedBytes(source, options, () => 1)) {
    size += chunk.length;
    if (size > LARGEST_FILE_BYTES) {
      throw new InputError('the file is larger than 64 MiB', {
        file: source.name,
        hint: 'give one plasmid, not a collection or a genome',
      });
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function fromGenBank(text: string, file: string): PlasmidFile {
  const records = readGenBank(text, file);
  const [record] = records;
  if (record === undefined || records.length > 1) throw several(records.length, file);
  if (record.molecule === 'protein') {
    throw new InputError('this is a protein record; a plasmid is annotated as DNA', {
      file,
      line: 1,
      hint: 'give the nucleotide record',
    });
  }
  return {
    format: 'GenBank',
    name: record.locus,
    topology: record.topology,
    sequence: plasmidSequence(record.sequence, { file }),
    features: fileFeaturesOfGenBank(record.features),
    skipped: record.skipped,
  };
}

async function fromFasta(text: string, file: string, options: ReadOptions): Promise<PlasmidFile> {
  // Addgene writes its headers with a space behind the sign.
  const tidy = text.trimStart().replace(/^>[ \t]+(?=\S)/gm, '>');
  const records = [];
  for await (const record of readFasta(memorySource(file, tidy), options)) records.push(record);
  const [record] = records;
  if (record === undefined || records.length > 1) throw several(records.length, file);
  return {
    format: 'FASTA',
    name: record.id,
    topology: null,
    sequence: plasmidSequence(record.sequence, { file }),
    features: [],
    skipped: [],
  };
}

function several(count: number, file: string): InputError {
  return new InputError(`the file holds ${count} sequences, not one plasmid`, {
    file,
    hint: 'put each plasmid in a file of its own',
  });
}

function withoutEnding(file: string): string {
  return file.replace(/\.[^.]*$/, '');
}
