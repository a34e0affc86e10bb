import { cited } from '../../core/cited.js';
import type { GenomeBuild } from '../../engines/genome/chromosome-names.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import { SOURCES } from './sources.js';
import { DOSE_MATTERS, type SuppressorLoss } from './suppressor-loss.js';

/** A gene on a genome, 0-based half-open. */
interface GenePlace {
  readonly chromosome: string;
  readonly start0: number;
  readonly end0: number;
}

function place(chromosome: string, start0: number, end0: number): GenePlace {
  return { chromosome, start0, end0 };
}

/**
 * Suppressors of Vogelstein 2013 that the panel places on both builds and whose protein the library holds, from the
 * first exon to the last; `deleted-suppressors.test.ts` holds them against the panel.
 */
export const SUPPRESSOR_PLACES: Readonly<Record<string, Readonly<Record<GenomeBuild, GenePlace>>>> =
  {
    BAP1: { GRCh37: place('3', 52435023, 52444009), GRCh38: place('3', 52401007, 52409993) },
    CDH1: { GRCh37: place('16', 68771194, 68869444), GRCh38: place('16', 68737291, 68835541) },
    CDKN2A: { GRCh37: place('9', 21967750, 21994490), GRCh38: place('9', 21967751, 21994491) },
    NF2: { GRCh37: place('22', 29999544, 30094589), GRCh38: place('22', 29603555, 29698600) },
    PTEN: { GRCh37: place('10', 89623194, 89728532), GRCh38: place('10', 87863437, 87968775) },
    RB1: { GRCh37: place('13', 48877882, 49056026), GRCh38: place('13', 48303746, 48481890) },
    SMAD4: { GRCh37: place('18', 48556582, 48611412), GRCh38: place('18', 51030212, 51085042) },
    STK11: { GRCh37: place('19', 1205797, 1228434), GRCh38: place('19', 1205798, 1228435) },
    TP53: { GRCh37: place('17', 7571719, 7590868), GRCh38: place('17', 7668401, 7687550) },
    VHL: { GRCh37: place('3', 10183318, 10195354), GRCh38: place('3', 10141634, 10153670) },
  };

/** A fitted copy number below this is none: tables of copies may hold fractions. */
const HALF_A_COPY = 0.5;
/** What a null variant of a suppressor counts under the standard of oncogenicity (OVS1). */
const NULL_POINTS = 8;

/** Suppressors of which the copy-number table leaves none, or one of a gene whose dose matters; by name. */
export function deletedSuppressors(findings: Findings): readonly SuppressorLoss[] {
  const { copyNumber, tumour } = findings;
  if (copyNumber.kind === 'missing' || tumour.build.kind === 'missing') return [];
  const build = tumour.build.value;
  return Object.entries(SUPPRESSOR_PLACES).flatMap(([gene, places]): readonly SuppressorLoss[] => {
    const { chromosome, start0, end0 } = places[build];
    const covering = copyNumber.value.filter(
      (segment) =>
        segment.chromosome.replace(/^chr/i, '') === chromosome &&
        segment.start0 < end0 &&
        start0 < segment.end0,
    );
    if (covering.length === 0) return [];
    const copies = Math.min(...covering.map(({ totalCopies }) => totalCopies));
    const isPart = covering.some(({ totalCopies }) => totalCopies >= HALF_A_COPY);
    const base = { gene, variantIds: [], driver: null };
    const own = findingsSource(findings);
    if (copies < HALF_A_COPY) {
      return [
        {
          ...base,
          kind: 'both-copies',
          label: `${gene} deleted`,
          points: NULL_POINTS,
          reasons: [
            cited(
              `the copy-number table leaves no copy of ${isPart ? `a part of ${gene}` : gene}`,
              own,
            ),
            cited(`${gene} is known as a suppressor`, SOURCES.landscapes),
          ],
        },
      ];
    }
    const dose = DOSE_MATTERS[gene];
    return dose !== undefined && copies < 1 + HALF_A_COPY
      ? [
          {
            ...base,
            kind: 'one-copy',
            label: `${gene}, one copy lost`,
            points: null,
            reasons: [cited(`the copy-number table leaves one copy of ${gene}`, own), dose],
          },
        ]
      : [];
  });
}
