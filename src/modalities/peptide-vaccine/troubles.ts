import { type Cited, cited } from '../../core/cited.js';
import type { PeptideProperties } from '../../engines/constructs/epitopes/peptide-properties.js';
import { SOURCES } from './sources.js';

/** Something that makes a peptide hard to make, dissolve or keep. */
export interface Trouble {
  readonly code:
    | 'aggregation'
    | 'asparagine-glycine'
    | 'aspartate-proline'
    | 'cysteine'
    | 'hydrophobic'
    | 'difficult-c-terminus'
    | 'difficult-n-terminus';
  readonly statement: Cited<string>;
}

/** Of five residues one is charged in a peptide that dissolves, as a rule of thumb. */
const LEAST_CHARGED_SHARE = 0.2;

/** True where a peptide is unlikely to dissolve in water: more oily than not, and with too few charges. */
export function isHydrophobic({ hydropathy, chargedShare }: PeptideProperties): boolean {
  return hydropathy > 0 && chargedShare < LEAST_CHARGED_SHARE;
}

/** The troubles of a peptide, in a fixed order. */
export function troublesOf(peptide: string, properties: PeptideProperties): readonly Trouble[] {
  const troubles: Trouble[] = [];
  const first = peptide[0] as string;
  const last = peptide.at(-1) as string;
  if ('QEC'.includes(first)) {
    const why = first === 'C' ? 'oxidises' : 'closes to pyroglutamate';
    troubles.push({
      code: 'difficult-n-terminus',
      statement: cited(`begins with ${first}, which ${why}`, SOURCES.synthesis),
    });
  }
  if ('CP'.includes(last)) {
    troubles.push({
      code: 'difficult-c-terminus',
      statement: cited(`ends with ${last}, on which synthesis starts badly`, SOURCES.synthesis),
    });
  }
  if (properties.cysteines > 0) {
    troubles.push({
      code: 'cysteine',
      statement: cited(`${properties.cysteines} cysteines, which oxidise`, SOURCES.stability),
    });
  }
  if (properties.aspartateProlineBonds > 0) {
    troubles.push({
      code: 'aspartate-proline',
      statement: cited(
        `${properties.aspartateProlineBonds} Asp-Pro bonds, which acid cleaves`,
        SOURCES.stability,
      ),
    });
  }
  if (properties.asparagineGlycineBonds > 0) {
    troubles.push({
      code: 'asparagine-glycine',
      statement: cited(
        `${properties.asparagineGlycineBonds} Asn-Gly bonds, which lose their amide`,
        SOURCES.stability,
      ),
    });
  }
  if (properties.hotSpots.length > 0) {
    const spots = properties.hotSpots.map(({ start0, end0 }) => peptide.slice(start0, end0));
    troubles.push({
      code: 'aggregation',
      statement: cited(`prone to aggregate at ${spots.join(', ')}`, SOURCES.aggregation),
    });
  }
  if (isHydrophobic(properties)) {
    troubles.push({
      code: 'hydrophobic',
      statement: cited(
        `hydropathy ${properties.hydropathy.toFixed(2)} and ${Math.round(100 * properties.chargedShare)} % charged residues: unlikely to dissolve in water`,
        SOURCES.hydropathy,
        SOURCES.charge,
      ),
    });
  }
  return troubles;
}
