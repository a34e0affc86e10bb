import type { Source } from '../../src/core/cited.js';
import { editDistance } from '../../src/core/edit-distance.js';
import { sha256Hex } from '../../src/core/hashing.js';
import { otherStrand } from '../../src/core/iupac.js';
import type { OtherRecord, Part, SegmentFeature } from '../../src/engines/constructs/part.js';
import { translateCodons } from '../../src/engines/genome/consequence/codons.js';
import type { PartRecords } from './construct-part-records.js';
import { MATURE_MIRNAS, READ_SEQUENCES } from './construct-part-read-records.js';
import type { PartFacts, PartRecord, PartWitness, Span } from './construct-part-types.js';

export const GENOLIB: Source = {
  name: 'GenoLIB (Adames 2015, Nucleic Acids Res 43:4823)',
  doi: '10.6084/m9.figshare.1159038',
  licence: 'figshare, with attribution',
};
export const SWISS_PROT: Source = {
  name: 'UniProtKB/Swiss-Prot',
  url: 'https://www.uniprot.org',
  licence: 'CC-BY-4.0',
};
export const LRG: Source = {
  name: 'Locus Reference Genomic (EBI, NCBI)',
  url: 'https://www.lrg-sequence.org',
  licence: 'open data',
};
export const ADDGENE: Source = {
  name: 'Addgene plasmids 50004 (pUC18), pAdTrack-CMV, pCMVR8.74, pCA-mTmG, pAdDeltaF6, pPAGFP-C',
  url: 'https://www.addgene.org',
  licence: 'public record, with attribution',
};
export const GENBANK: Source = {
  name: 'GenBank NC_001401.2 (AAV2), AY530579.1 (AAV9 cap)',
  url: 'https://www.ncbi.nlm.nih.gov/genbank/',
  licence: 'open data',
};
export const MAP: Source = {
  name: 'GenScript maps pGS-ssAAV-ITR145, pGS-ssAAV-ITR128, pGS-scAAV-ITR145',
  licence: 'public record, with attribution',
};
export const YEAST: Source = {
  name: 'Saccharomyces cerevisiae S288C, sacCer3 (SGD, UCSC)',
  url: 'https://www.yeastgenome.org',
  licence: 'CC-BY-4.0',
};
export const MIRBASE: Source = {
  name: 'miRBase',
  url: 'https://www.mirbase.org',
  licence: 'public domain',
};
const READ: Source = {
  name: 'public files that spell it alike',
  licence: 'facts',
};

interface CutPart {
  readonly sequence: string;
  readonly accession: string;
  readonly licence: string;
}

/** @throws Error where the record is not at hand, has another accession, or is too short. */
function cut(record: PartRecord, records: PartRecords): CutPart {
  switch (record.kind) {
    case 'genolib': {
      const { sequence } = held(records.genolib, record.displayId, 'GenoLIB');
      return spanOf(sequence, record, `GenoLIB:${record.displayId}`, GENOLIB);
    }
    case 'swissprot': {
      const whole = held(records.swissprot, record.accession, 'Swiss-Prot');
      return spanOf(whole, record, `UniProt:${record.accession}`, SWISS_PROT);
    }
    case 'addgene': {
      const whole = held(records.addgene, record.plasmid, 'Addgene');
      return spanOf(whole, record, `Addgene:${record.plasmid}`, ADDGENE);
    }
    case 'genbank': {
      const { sequence, topology } = held(records.genbank, record.accession, 'GenBank');
      const source = topology === 'circular' ? MAP : GENBANK;
      const [from, to] = record.span;
      if (topology === 'linear' || from <= to) {
        return spanOf(sequence, record, record.accession, source);
      }
      const end = spanOf(sequence, { span: [from, sequence.length] }, record.accession, source);
      const start = spanOf(sequence, { span: [1, to] }, record.accession, source);
      return {
        ...end,
        sequence: end.sequence + start.sequence,
        accession: `${record.accession}:${from}-${to}`,
      };
    }
    case 'yeast': {
      const whole = held(records.yeast, record.contig, 'sacCer3');
      return spanOf(whole, record, `sacCer3:${record.contig}`, YEAST);
    }
    case 'lrg': {
      const transcript = transcriptOf(record, records);
      if (!transcript.accessions.includes(record.accession)) {
        throw new Error(
          `${record.lrg} is ${transcript.accessions.join(', ')}, not ${record.accession}`,
        );
      }
      const { cdna, cdsStart0, cdsEnd0 } = transcript;
      const span: Span = record.region === "5'UTR" ? [1, cdsStart0] : [cdsEnd0 + 1, cdna.length];
      return spanOf(cdna, { span }, record.accession, LRG);
    }
    case 'lrg-upstream': {
      const { locus, upstream } = transcriptOf(record, records);
      if (locus !== record.accession) {
        throw new Error(`${record.lrg} is ${locus}, not ${record.accession}`);
      }
      const span: Span = [upstream.length - record.bases + 1, upstream.length];
      return spanOf(upstream, { span }, record.accession, LRG);
    }
    case 'translation': {
      const { sequence, accession, licence } = cut(record.of, records);
      return {
        sequence: translateCodons(sequence, 1).replace(/\*$/, ''),
        accession: `translation of ${accession}`,
        licence,
      };
    }
    case 'mirna-target': {
      const mirna = MATURE_MIRNAS.find(({ accession }) => accession === record.accession);
      if (mirna === undefined) throw new Error(`miRBase has no record ${record.accession}`);
      return {
        sequence: otherStrand(mirna.sequence.replaceAll('U', 'T')),
        accession: `reverse complement of miRBase:${mirna.accession}`,
        licence: MIRBASE.licence as string,
      };
    }
    case 'read': {
      const read = READ_SEQUENCES[record.id];
      if (read === undefined) throw new Error(`no record ${record.id} was read`);
      return { ...read, licence: READ.licence as string };
    }
  }
}

function transcriptOf(
  { lrg, transcript }: { readonly lrg: string; readonly transcript: string },
  records: PartRecords,
): PartRecords['lrg'] extends ReadonlyMap<string, infer T> ? T : never {
  return held(records.lrg, `${lrg} ${transcript}`, 'LRG');
}

function held<T>(records: ReadonlyMap<string, T>, accession: string, where: string): T {
  const record = records.get(accession);
  if (record === undefined) throw new Error(`${where} has no record ${accession}`);
  return record;
}

function spanOf(
  whole: string,
  { span, strand }: { readonly span?: Span; readonly strand?: -1 },
  accession: string,
  { licence }: Source,
): CutPart {
  const [from, to] = span ?? [1, whole.length];
  if (from < 1 || to < from || to > whole.length) {
    throw new Error(`${accession} has no span ${from}-${to}`);
  }
  const sequence = whole.slice(from - 1, to);
  return {
    sequence: strand === -1 ? otherStrand(sequence) : sequence,
    accession: `${accession}:${from}-${to}${strand === -1 ? ' (other strand)' : ''}`,
    licence: licence as string,
  };
}

function isConfirmed(sequence: string, witness: PartWitness, records: PartRecords): boolean {
  switch (witness.kind) {
    case 'car-part':
      return held(records.carParts, witness.partId, 'car_parts.tsv') === sequence;
    case 'addgene': {
      const whole = held(records.addgene, witness.plasmid, 'Addgene');
      return isOnCircle(sequence, whole) || isOnCircle(otherStrand(sequence), whole);
    }
    case 'genbank': {
      const { sequence: whole } = held(records.genbank, witness.accession, 'GenBank');
      return isOnCircle(sequence, whole) || isOnCircle(otherStrand(sequence), whole);
    }
    case 'swissprot': {
      const mature = held(records.swissprot, witness.accession, 'Swiss-Prot').slice(1);
      const differing = [...sequence].flatMap((residue, i) =>
        residue === mature[i] ? [] : [i + 1],
      );
      return sequence.length === mature.length && differing.join() === witness.but.join();
    }
    case 'genolib': {
      const other = held(records.genolib, witness.displayId, 'GenoLIB').sequence;
      switch (witness.as) {
        case 'codons':
          return translateCodons(other, 1) === sequence;
        case 'whole':
          return other.includes(sequence) || otherStrand(other).includes(sequence);
        case 'other strand':
          return otherStrand(other).includes(sequence);
        case 'inside':
          return sequence.includes(other) || sequence.includes(otherStrand(other));
      }
    }
  }
}

function isOnCircle(sequence: string, circle: string): boolean {
  return (circle + circle.slice(0, sequence.length)).includes(sequence);
}

/** How far other GenoLIB records of the same thing are from the part, whichever strand they keep. */
function otherRecords(
  sequence: string,
  ids: readonly string[],
  records: PartRecords,
): readonly OtherRecord[] {
  return ids.map((id) => {
    const other = held(records.genolib, id, 'GenoLIB').sequence;
    return {
      accession: `GenoLIB:${id}`,
      edits: Math.min(editDistance(sequence, other), editDistance(sequence, otherStrand(other))),
    };
  });
}

function featuresOf(facts: PartFacts, sequence: string): readonly SegmentFeature[] {
  const introns = (facts.introns ?? []).map((range): SegmentFeature => {
    const intron = sequence.slice(range.start0, range.end0);
    if (!intron.startsWith('GT') || !intron.endsWith('AG')) {
      throw new Error(`${facts.id}: its intron reads ${intron.slice(0, 4)}…${intron.slice(-4)}`);
    }
    return { role: 'intron', label: `intron of ${facts.name}`, range };
  });
  return [...(facts.features ?? []), ...introns];
}

/**
 * The part as its record has it.
 * @throws Error where no record backs it: there is no other way to a sequence.
 */
export function compilePart(facts: PartFacts, records: PartRecords): Part {
  const { sequence, accession, licence } = cut(facts.record, records);
  const alphabet = isProtein(facts) ? 'protein' : 'DNA';
  const letters = alphabet === 'DNA' ? /^[ACGT]+$/ : /^[ACDEFGHIKLMNPQRSTVWY]+$/;
  if (!letters.test(sequence))
    throw new Error(`${facts.id}: ${accession} is not plain ${alphabet}`);
  for (const witness of facts.witnesses) {
    if (!isConfirmed(sequence, witness, records)) {
      throw new Error(`${facts.id}: ${accession} is not what ${JSON.stringify(witness)} holds`);
    }
  }
  const compared = otherRecords(sequence, facts.compare ?? [], records);
  return {
    id: facts.id,
    name: facts.name,
    role: facts.role,
    alphabet,
    sequence,
    accession,
    source: facts.source,
    licence,
    sha256: sha256Hex(new TextEncoder().encode(sequence)),
    note: facts.note,
    features: featuresOf(facts, sequence),
    ...(compared.length === 0 ? {} : { otherRecords: compared }),
  };
}

function isProtein({ record, role }: PartFacts): boolean {
  return (
    record.kind === 'swissprot' || record.kind === 'translation' || role === 'self_cleaving_peptide'
  );
}
