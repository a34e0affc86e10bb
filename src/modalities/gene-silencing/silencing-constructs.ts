import { OptionError } from '../../core/errors.js';
import { assembleConstruct } from '../../engines/constructs/assemble-construct.js';
import type { Construct } from '../../engines/constructs/construct.js';
import type { SegmentFeature } from '../../engines/constructs/part.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import { assembleVector } from '../../engines/constructs/vector-assembly/assemble-vector.js';
import { checkVector } from '../../engines/constructs/vector-assembly/check-vector.js';
import { type HairpinBackbone, SHRNA_GUIDE_LENGTH } from '../../engines/silencing/shrna-hairpin.js';
import { SILENCING_SOURCES } from '../../engines/silencing/silencing-sources.js';
import type { TargetRna } from '../../engines/silencing/target-rna.js';
import { GUIDE_LENGTH } from '../../engines/silencing/sirna-guide.js';
import type { JudgedHairpin, JudgedSirna, VectorChecks } from './gene-silencing-design.js';

/** Drives the hairpin as part of a message. */
const PROMOTER = 'promoter-efs';

/** The hairpin's vector with its checks, or why there is none. */
interface HairpinVector {
  readonly construct: Construct | null;
  readonly checks: VectorChecks | null;
  /** Promoter and hairpin. */
  readonly insertBp: number | null;
}

function hairpinFeatures(
  hairpin: JudgedHairpin,
  { loop }: HairpinBackbone,
  before: number,
): readonly SegmentFeature[] {
  const guide0 = before + SHRNA_GUIDE_LENGTH + loop.sequence.length;
  const region = (label: string, start0: number, length: number): SegmentFeature => ({
    role: 'region',
    label,
    range: { start0, end0: start0 + length },
  });
  return [
    region('passenger', before, SHRNA_GUIDE_LENGTH),
    region('loop', before + SHRNA_GUIDE_LENGTH, loop.sequence.length),
    region(`guide of ${hairpin.of}`, guide0, SHRNA_GUIDE_LENGTH),
  ];
}

/** The oligonucleotide of each hairpin. */
export function hairpinOligos(
  designId: string,
  hairpins: readonly JudgedHairpin[],
  backbone: HairpinBackbone,
): readonly Construct[] {
  return hairpins.map((hairpin) => {
    const before = hairpin.oligo.indexOf(hairpin.passenger + backbone.loop.sequence);
    return assembleConstruct({
      id: `${designId}-${hairpin.id}`,
      name: `${hairpin.id}: hairpin in the miR-E backbone`,
      description: `97 bases, makes the guide of ${hairpin.of}; research use only`,
      alphabet: 'DNA',
      topology: 'linear',
      segments: [
        {
          kind: 'free',
          sequence: hairpin.oligo,
          role: 'mirna_backbone',
          label: hairpin.id,
          source: SILENCING_SOURCES.mirE,
          features: hairpinFeatures(hairpin, backbone, before),
        },
      ],
    });
  });
}

/** The first hairpin behind a promoter in a lentiviral vector, with what the vector's checks say. */
export function hairpinVector(
  designId: string,
  hairpin: JudgedHairpin,
  backbone: HairpinBackbone,
  library: PartsLibrary,
): HairpinVector {
  const promoter = library.parts.find(({ id }) => id === PROMOTER);
  if (promoter === undefined) return { construct: null, checks: null, insertBp: null };
  const insertBp = promoter.sequence.length + hairpin.cassette.length;
  try {
    const vector = assembleVector(
      {
        id: `${designId}-vector`,
        name: `${hairpin.id} in a lentiviral vector`,
        description: `${promoter.name}, ${hairpin.id} in the miR-E backbone; research use only`,
        backbone: { kind: 'lentiviral' },
        cassettes: [
          {
            kind: 'message',
            name: 'hairpin',
            promoter: PROMOTER,
            elements: [
              {
                kind: 'free',
                label: hairpin.id,
                role: 'mirna_backbone',
                sequence: hairpin.cassette,
                features: hairpinFeatures(hairpin, backbone, backbone.before.sequence.length),
                source: SILENCING_SOURCES.mirE,
              },
            ],
            polyA: null,
          },
        ],
      },
      { library },
    );
    const checks = checkVector(vector, { library });
    return {
      construct: vector.construct,
      checks: {
        name: vector.construct.name,
        lengthBp: vector.construct.sequence.length,
        failed: checks
          .filter(({ verdict }) => verdict !== 'pass')
          .map(({ verdict, title, reason }) => `${verdict}: ${title}: ${reason}`),
        passed: checks.filter(({ verdict }) => verdict === 'pass').length,
      },
      insertBp,
    };
  } catch (error) {
    // A part that the library lacks leaves the hairpin without a vector, which the design says.
    if (error instanceof OptionError) return { construct: null, checks: null, insertBp };
    throw error;
  }
}

/** The longest transcript that is drawn. */
const LONGEST_DRAWN = 20_000;

/** The target with its siRNAs; none where the transcript is too long or not known throughout. */
export function targetConstruct(
  designId: string,
  target: TargetRna,
  cds: { readonly start0: number; readonly end0: number } | null,
  sirnas: readonly JudgedSirna[],
): readonly Construct[] {
  if (target.bases.length > LONGEST_DRAWN || target.bases.includes('N')) return [];
  return [
    assembleConstruct({
      id: `${designId}-target`,
      name: `${target.name} with its siRNAs`,
      description: 'the transcript that is silenced, as DNA; research use only',
      alphabet: 'DNA',
      topology: 'linear',
      segments: [
        {
          kind: 'free',
          sequence: target.bases,
          role: 'region',
          label: target.name,
          features: [
            ...(cds === null
              ? []
              : [{ role: 'CDS', label: 'coding sequence', range: cds } as const]),
            ...sirnas.map(({ id, guide, start0 }): SegmentFeature => ({
              role: 'region',
              label: id,
              range: { start0, end0: start0 + GUIDE_LENGTH },
              strand: -1,
              notes: [`guide strand ${guide}`],
            })),
          ],
        },
      ],
    }),
  ];
}
