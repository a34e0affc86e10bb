import { assembleConstruct } from '../../engines/constructs/assemble-construct.js';
import type { Construct, Segment, Span } from '../../engines/constructs/construct.js';
import {
  capAnalog,
  capSite,
  linearisationSite,
  polyADesign,
  polyATail,
  stopCodons,
} from '../../engines/constructs/mrna-rules.js';
import type { PartRoleName } from '../../engines/constructs/part-roles.js';
import type { Part } from '../../engines/constructs/part.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import { OptionError } from '../../core/errors.js';
import type { MrnaVaccineOptions } from './options.js';
import type { UsedPart } from './mrna-vaccine-design.js';

/** The parts that the options name. */
export interface VaccineParts {
  readonly promoter: Part;
  readonly cap: Part;
  readonly utr5: Part;
  readonly kozak: Part;
  readonly signalPeptide: Part | null;
  readonly traffickingDomain: Part | null;
  readonly stop: Part;
  readonly utr3: Part;
  readonly polyA: Part;
  readonly linearisation: Part;
  readonly backbone: Part;
}

/** @throws OptionError for an id that the library does not have, naming those it has. */
export function vaccineParts(options: MrnaVaccineOptions, library: PartsLibrary): VaccineParts {
  const optional = (id: string | null, role: PartRoleName): Part | null =>
    id === null ? null : library.part(id, role);
  const signalPeptide = optional(options.signalPeptide, 'signal_peptide');
  if (signalPeptide !== null && !signalPeptide.sequence.startsWith('M')) {
    throw new OptionError(
      `${signalPeptide.id} does not begin with a start codon's M`,
      'mrna-vaccine.signalPeptide',
    );
  }
  return {
    promoter: library.part('promoter-t7', 'promoter'),
    cap: capSite(capAnalog(options.cap)),
    utr5: library.part(options.utr5, 'five_prime_UTR'),
    kozak: library.part('kozak', 'kozak_sequence'),
    signalPeptide,
    traffickingDomain: optional(options.traffickingDomain, 'trafficking_domain'),
    stop: stopCodons(['TGA', 'TAA']),
    utr3: library.part(options.utr3, 'three_prime_UTR'),
    polyA: polyATail(polyADesign(options.polyA)),
    linearisation: linearisationSite(options.linearisation),
    backbone: library.part(options.backbone, 'backbone'),
  };
}

export function usedParts(parts: VaccineParts, library: PartsLibrary): readonly UsedPart[] {
  return Object.values(parts)
    .filter((part): part is Part => part !== null)
    .map(({ role, id, name, accession, source, note }) => ({
      role,
      id,
      name,
      accession,
      source,
      note,
      alternatives: library.parts
        .filter((other) => other.role === role && other.id !== id)
        .map((other) => other.id),
    }));
}

/** A stretch of the protein that gets a feature of its own. */
export interface ProteinStretch {
  readonly role: PartRoleName;
  readonly label: string;
  readonly residues: string;
  readonly notes: readonly string[];
  readonly part: Part | null;
}

function codingSegments(stretches: readonly ProteinStretch[], coding: string): readonly Segment[] {
  let start0 = 0;
  return stretches.map(({ role, label, residues, notes, part }): Segment => {
    const from = start0;
    start0 += 3 * residues.length;
    return {
      kind: 'free',
      sequence: coding.slice(from, start0),
      role,
      label,
      notes: part === null ? notes : [...notes, `residues of ${part.accession}`],
      ...(part === null ? {} : { source: part.source }),
    };
  });
}

export interface VaccineConstructs {
  readonly mrna: Construct;
  readonly plasmid: Construct;
  readonly insert: Construct;
}

/** The mRNA, the plasmid with its template, and the stretch of DNA to order: `coding` is without stop codons. */
export function vaccineConstructs(
  id: string,
  tumour: string,
  parts: VaccineParts,
  stretches: readonly ProteinStretch[],
  coding: string,
  utr3Copies: number,
): VaccineConstructs {
  const of = (part: Part): Segment => ({ kind: 'part', part });
  const head = [of(parts.cap), of(parts.utr5), of(parts.kozak)];
  const body = codingSegments(stretches, coding);
  const tail = Array.from({ length: utr3Copies }, () => of(parts.utr3));
  const upToUtr3 = [...head, ...body, of(parts.stop), ...tail];
  const transcript = [...upToUtr3, of(parts.polyA)];
  const cds = (before: number): Span => ({
    role: 'CDS',
    label: 'epitope string',
    firstSegment: before + head.length,
    lastSegment: before + head.length + body.length,
  });
  const about = `of ${tumour}; research use only`;
  return {
    mrna: assembleConstruct({
      id,
      name: 'mRNA vaccine',
      description: `Cap site to poly(A) tail, ${about}`,
      alphabet: 'RNA',
      topology: 'linear',
      segments: transcript,
      spans: [cds(0)],
    }),
    plasmid: assembleConstruct({
      id: `${id}-plasmid`,
      name: 'Template plasmid of the mRNA vaccine',
      description: `T7 promoter, template and linearisation site in a backbone, ${about}`,
      alphabet: 'DNA',
      topology: 'circular',
      segments: [of(parts.promoter), ...transcript, of(parts.linearisation), of(parts.backbone)],
      spans: [cds(1)],
    }),
    insert: assembleConstruct({
      id: `${id}-insert`,
      name: 'Insert of the mRNA vaccine',
      description: `T7 promoter to 3' UTR, as DNA to order, ${about}`,
      alphabet: 'DNA',
      topology: 'linear',
      segments: [of(parts.promoter), ...upToUtr3],
      spans: [cds(1)],
    }),
  };
}
