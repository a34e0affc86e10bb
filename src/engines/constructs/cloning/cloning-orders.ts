import type { OrderSheet } from '../order-rows.js';
import { fragmentSheet } from '../order-sheets.js';
import type { GibsonAssembly } from './gibson-fragments.js';
import type { GoldenGateAssembly } from './golden-gate.js';
import type { VectorOpening } from './open-vector.js';
import type { Primer } from './primers.js';

/** A primer with what it is for. */
interface NamedPrimer extends Primer {
  readonly name: string;
  readonly purpose: string;
}

/** Primers as an oligo house takes them, with what the bench needs to know. */
function primerSheet(primers: readonly NamedPrimer[]): OrderSheet {
  return {
    name: 'Primers',
    columns: ['Name', 'Sequence', 'Length', 'Annealed bases', 'Tm of those (C)', 'Purpose'],
    rows: primers.map(({ name, sequence, annealedBases, meltingC, purpose }) => [
      name,
      sequence,
      sequence.length,
      annealedBases,
      Number(meltingC.toFixed(1)),
      purpose,
    ]),
  };
}

/** Fragments and primers to order for an assembly, a sheet each; how the vector is opened, and the joints to check by. */
export function cloningOrders(
  id: string,
  assembly: GibsonAssembly | GoldenGateAssembly,
): readonly OrderSheet[] {
  const { fragments, opening } = assembly;
  return [
    fragmentSheet(fragments),
    ...(opening.kind === 'pcr'
      ? [
          primerSheet([
            {
              name: `${id}_vector_F`,
              purpose: 'opens the vector, behind the insert',
              ...opening.forward,
            },
            {
              name: `${id}_vector_R`,
              purpose: 'opens the vector, before the insert',
              ...opening.reverse,
            },
          ]),
        ]
      : []),
    {
      name: 'Vector',
      columns: ['Construct', 'How it is opened'],
      rows: [[id, openingText(opening)]],
    },
    jointSheet(assembly),
  ];
}

function openingText(opening: VectorOpening): string {
  switch (opening.kind) {
    case 'enzymes':
      return `cut with ${opening.left} (before the insert) and ${opening.right} (behind it)`;
    case 'pcr':
      return 'PCR with the two vector primers';
    case 'not-possible':
      return opening.because;
  }
}

function jointSheet(assembly: GibsonAssembly | GoldenGateAssembly): OrderSheet {
  return 'overlaps' in assembly
    ? {
        name: 'Overlaps',
        columns: ['Left', 'Right', 'Sequence', 'Length', 'Tm (C)', 'Doubts'],
        rows: assembly.overlaps.map(({ left, right, sequence, meltingC, doubts }) => [
          left,
          right,
          sequence,
          sequence.length,
          Number(meltingC.toFixed(1)),
          doubts.join('; '),
        ]),
      }
    : {
        name: 'Overhangs',
        columns: ['Fragments', 'Joint', 'Overhang', 'Enzyme'],
        rows: assembly.overhangs.map((overhang, i) => [
          assembly.fragments[0]?.name.replace(/_G1$/, '') ?? '',
          i + 1,
          overhang,
          assembly.enzyme,
        ]),
      };
}
