import { type Source, cited, type Cited } from '../../core/cited.js';
import { withoutVersion } from '../../core/brands.js';
import { compareText } from '../../core/skipped.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import { translateCodons } from '../../engines/genome/consequence/codons.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type { SuppressorLoss } from './suppressor-loss.js';

/** The healthy protein that is put back, and the gene's own coding sequence to differ from. */
export interface Payload {
  readonly gene: string;
  readonly protein: string;
  /** Of Swiss-Prot; null where no entry at hand is the same. */
  readonly accession: string | null;
  readonly source: Source;
  /** Null where the reference does not hold the gene. */
  readonly native: { readonly transcript: string; readonly coding: string } | null;
  /** What the protein was checked against, and what it differs from. */
  readonly claims: readonly Cited<string>[];
}

interface PayloadMeans {
  readonly parts: PartsLibrary;
  readonly healthyProteome: HealthyProteome;
  /** Null where none is installed for the build. */
  readonly reference: Reference | null;
}

/** The protein of a lost gene: of the library where it holds it, else of the reference's transcript; or why there is none. */
export function payloadOf(
  loss: SuppressorLoss,
  { parts, healthyProteome, reference }: PayloadMeans,
): Payload | { readonly reason: string } {
  const { gene } = loss;
  const transcript = reference === null ? null : codingTranscript(reference, loss);
  const native =
    transcript === null ? null : { transcript: transcript.id, coding: codingBases(transcript) };
  const translated = native === null ? null : translateCodons(native.coding, 1).replace(/\*$/, '');
  const part = parts.parts.find(
    ({ id, role }) => id === `protein-${gene.toLowerCase()}` && role === 'polypeptide',
  );
  if (part !== undefined) {
    const accession = /^UniProt:([^:]+)/.exec(part.accession)?.[1] ?? null;
    const source: Source = {
      ...part.source,
      accession: part.accession,
      licence: part.licence,
    };
    const isSame = accession !== null && healthyProteome.sequenceOf(accession) === part.sequence;
    return {
      gene,
      protein: part.sequence,
      accession,
      source,
      native,
      claims: [
        cited(
          isSame
            ? `the protein is Swiss-Prot's ${accession}, as the healthy proteome at hand holds it too`
            : `the protein is that of ${part.accession}; the healthy proteome at hand holds no such entry to check it by`,
          source,
        ),
        ...(native === null || translated === part.sequence || reference === null
          ? []
          : [
              cited(
                `${native.transcript} codes for another form (${translated?.length ?? 0} residues, the payload ${part.sequence.length}): the payload is Swiss-Prot's first`,
                source,
                { name: reference.source },
              ),
            ]),
      ],
    };
  }
  if (native === null || translated === null || reference === null) {
    return {
      reason: `neither the parts library nor a reference at hand holds ${gene}`,
    };
  }
  if (translated.includes('*') || translated.includes('X') || !translated.startsWith('M')) {
    return { reason: `${native.transcript} does not read as a whole protein` };
  }
  const [occurrence] = healthyProteome.occurrences([translated]);
  const same = occurrence?.examples.find(
    ({ accession }) => healthyProteome.sequenceOf(accession) === translated,
  );
  const source: Source = { name: reference.source, accession: native.transcript };
  return {
    gene,
    protein: translated,
    accession: same?.accession ?? null,
    source,
    native,
    claims: [
      same === undefined
        ? cited(
            `the protein is the translation of ${native.transcript}; no Swiss-Prot entry at hand is the same, so compare it before you order`,
            source,
          )
        : cited(
            `the protein is the translation of ${native.transcript}, the same as Swiss-Prot's ${same.accession}`,
            source,
            { name: 'UniProtKB/Swiss-Prot', accession: same.accession, licence: 'CC-BY-4.0' },
          ),
    ],
  };
}

/** The transcript of the finding, else MANE Select, the canonical or the longest coding one of the gene. */
function codingTranscript(
  reference: Reference,
  { gene, driver }: SuppressorLoss,
): Transcript | null {
  const near =
    driver === null
      ? [...reference.transcripts()]
      : reference.transcriptsAt(
          driver.chromosome,
          driver.start0,
          driver.start0 + driver.reference.length,
        );
  const wanted = driver?.transcript ?? null;
  const preference = ({ id, maneSelect, canonical }: Transcript): number =>
    (wanted !== null && withoutVersion(id) === withoutVersion(wanted) ? 4 : 0) +
    (maneSelect === true ? 2 : 0) +
    (canonical === true ? 1 : 0);
  const length = ({ cds }: Transcript): number => (cds === null ? 0 : cds.end0 - cds.start0);
  const [best] = near
    .filter(
      (one) =>
        one.geneSymbol === gene &&
        one.cds !== null &&
        one.cdsStartFound &&
        one.cdsEndFound &&
        one.geneticCode === 1,
    )
    .sort(
      (a, b) => preference(b) - preference(a) || length(b) - length(a) || compareText(a.id, b.id),
    );
  return best ?? null;
}

function codingBases({ cdna, cds }: Transcript): string {
  return cds === null ? '' : cdna.slice(cds.start0, cds.end0);
}
