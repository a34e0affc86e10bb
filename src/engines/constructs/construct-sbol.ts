import type { Source } from '../../core/cited.js';
import { type SbolComponent, writeSbol3 } from '../../formats/sbol/write-sbol3.js';
import type { Construct, ConstructFeature } from './construct.js';
import { partRole } from './part-roles.js';

/** The constructs as SBOL 3.1 (N-Triples) in a namespace of the lab's, e.g. `https://example.org/lab`. */
export function constructSbol(constructs: readonly Construct[], namespace: string): string {
  return writeSbol3(constructs.map(component), namespace);
}

function component(construct: Construct): SbolComponent {
  return {
    displayId: construct.id.replaceAll('-', '_'),
    name: construct.name,
    description: construct.description,
    molecule: construct.alphabet,
    topology: construct.topology,
    sequence: construct.sequence,
    features: construct.features.map((feature) => ({
      name: feature.label,
      description: description(feature),
      role: partRole(feature.role).so,
      ranges: feature.ranges,
      strand: feature.strand,
      derivedFrom: derivedFrom(feature),
    })),
  };
}

function description({ notes, source }: ConstructFeature): string | null {
  const lines = [...notes, ...(source === null ? [] : [`source: ${sourceText(source)}`])];
  return lines.length === 0 ? null : lines.join('\n');
}

function derivedFrom({ source }: ConstructFeature): readonly string[] {
  if (source?.doi !== undefined) return [`https://doi.org/${source.doi}`];
  return source?.url === undefined ? [] : [source.url];
}

function sourceText({ name, accession, licence }: Source): string {
  return [name, accession, licence].filter((text) => text !== undefined).join('; ');
}
