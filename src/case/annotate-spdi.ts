import {
  buildOfChromosomeName,
  plainChromosome,
  type GenomeBuild,
} from '../engines/genome/chromosome-names.js';
import type { TranscriptConsequenceCall } from '../engines/genome/consequence/call-consequence.js';
import { baseReader } from '../engines/genome/consequence/place-variant.js';
import { transcriptIndex } from '../engines/genome/consequence/transcript-index.js';
import { complement } from '../engines/genome/reverse-complement.js';
import { printSpdi, spdiAmong } from '../engines/genome/spdi.js';
import type { Transcript } from '../engines/genome/transcript.js';

/** A base that the transcript does not tell. */
const UNKNOWN = -1;

/**
 * The contextual SPDI of a called variant, from the bases of its transcripts; null where an insertion or
 * deletion could move to bases that none of them holds, or the chromosome has no RefSeq accession.
 */
export function spdiOfCalls(
  calls: readonly TranscriptConsequenceCall[],
  build: GenomeBuild,
): string | null {
  for (const { transcript, variant } of calls) {
    const accession = refSeqAccession(variant.chromosome, build);
    if (accession === null) return null;
    const base = forwardBase(transcript);
    const spdi = spdiAmong(accession, variant, base);
    const { position0, deletion, insertion } = spdi;
    const isSubstitution = deletion.length === insertion.length;
    const isBounded =
      base(position0 - 1) !== UNKNOWN && base(position0 + deletion.length) !== UNKNOWN;
    if (isSubstitution || isBounded) return printSpdi(spdi);
  }
  return null;
}

/** Single bases of the genome's forward strand as character codes, as far as a transcript holds them. */
function forwardBase(transcript: Transcript): (place0: number) => number {
  const nothing = { start: 0, end: 0, reference: '', alternate: '' };
  const read = baseReader(transcriptIndex(transcript), nothing, null);
  if (transcript.strand === 1) return read;
  return (place0) => {
    const code = read(-place0 - 1);
    return code === UNKNOWN ? UNKNOWN : complement(code);
  };
}

/** Versions of RefSeq's chromosomes in both builds lie below this. */
const VERSIONS = 15;
const CHROMOSOMES = 24;
const accessions = new Map<GenomeBuild, ReadonlyMap<string, string>>();

function refSeqAccession(chromosome: string, build: GenomeBuild): string | null {
  let names = accessions.get(build);
  if (names === undefined) {
    names = namesOf(build);
    accessions.set(build, names);
  }
  return names.get(chromosome) ?? null;
}

/** Accession by plain name, those whose version `chromosome-names.ts` gives to the build. */
function namesOf(build: GenomeBuild): ReadonlyMap<string, string> {
  const names = new Map([['MT', 'NC_012920.1']]);
  for (let number = 1; number <= CHROMOSOMES; number++) {
    for (let version = 1; version < VERSIONS; version++) {
      const name = `NC_${String(number).padStart(6, '0')}.${version}`;
      if (buildOfChromosomeName(name) === build) names.set(plainChromosome(name), name);
    }
  }
  return names;
}
