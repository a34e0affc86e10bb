import { OptionError } from '../../../core/errors.js';
import type { PartRoleName } from '../part-roles.js';
import type { PartsLibrary } from '../parts-library.js';
import { type ResolvedElement, resolveElement } from './resolve-element.js';
import type { BackbonePlan } from './vector-plan.js';

interface BackboneElement {
  readonly id: string;
  readonly role: PartRoleName;
  /** Left out where the library does not hold it. */
  readonly isOptional?: true;
  /** What stands in for it where the library does not hold it. */
  readonly otherwise?: BackboneElement;
}

/** What stands around the cassettes, and what of it goes into the particle. */
interface BackboneLayout {
  readonly title: string;
  readonly before: readonly BackboneElement[];
  readonly after: readonly BackboneElement[];
  /** Ids of the first and the last element that are packaged or inserted; null: the whole circle is the vector. */
  readonly packaged: { readonly from: string; readonly to: string } | null;
  /** Closes the circle behind the last element. */
  readonly plasmid: BackboneElement;
}

const PLASMID: BackboneElement = { id: 'backbone-puc18', role: 'backbone' };

function element(id: string, role: PartRoleName): BackboneElement {
  return { id, role };
}

function layoutOf(backbone: BackbonePlan): BackboneLayout {
  switch (backbone.kind) {
    case 'aav': {
      const isSelfComplementary = backbone.genome === 'self-complementary';
      const right = isSelfComplementary ? 'itr-aav2-sc' : 'itr-aav2-3';
      return {
        title: isSelfComplementary
          ? 'self-complementary AAV transfer plasmid'
          : 'AAV transfer plasmid',
        before: [
          element('itr-aav2-5', 'inverted_terminal_repeat'),
          { ...element('aav-flank-5', 'region'), isOptional: true },
        ],
        after: [
          { ...element('aav-flank-3', 'region'), isOptional: true },
          element(right, 'inverted_terminal_repeat'),
        ],
        packaged: { from: 'itr-aav2-5', to: right },
        plasmid: { ...element('backbone-pgs-aav', 'backbone'), otherwise: PLASMID },
      };
    }
    case 'lentiviral':
      return {
        title: 'self-inactivating lentiviral transfer plasmid',
        before: [
          element('promoter-rsv', 'promoter'),
          element('ltr-hiv1-5-truncated', 'long_terminal_repeat'),
          element('psi-hiv1', 'packaging_signal'),
          element('rre', 'rev_response_element'),
          element('cppt-cts', 'central_polypurine_tract'),
        ],
        after: [element('ltr-hiv1-sin', 'long_terminal_repeat')],
        packaged: { from: 'ltr-hiv1-5-truncated', to: 'ltr-hiv1-sin' },
        plasmid: PLASMID,
      };
    case 'gammaretroviral':
      return {
        title: 'self-inactivating gammaretroviral transfer plasmid',
        before: [
          element('ltr-mmlv', 'long_terminal_repeat'),
          element('psi-mmlv', 'packaging_signal'),
        ],
        after: [element('ltr-mmlv-sin', 'long_terminal_repeat')],
        packaged: { from: 'ltr-mmlv', to: 'ltr-mmlv-sin' },
        plasmid: PLASMID,
      };
    case 'adenoviral-shuttle':
      return {
        title: 'adenoviral E1 shuttle',
        before: [element('ad5-left-end', 'viral_genome')],
        after: [element('ad5-arm-right', 'viral_genome')],
        packaged: null,
        plasmid: PLASMID,
      };
    case 'plasmid':
      return { title: 'plasmid', before: [], after: [], packaged: null, plasmid: PLASMID };
    case 'transposon': {
      const name = backbone.system === 'piggybac' ? 'itr-piggybac' : 'itr-sb';
      return {
        title: `${backbone.system} transposon plasmid`,
        before: [element(`${name}-5`, 'inverted_terminal_repeat')],
        after: [element(`${name}-3`, 'inverted_terminal_repeat')],
        packaged: { from: `${name}-5`, to: `${name}-3` },
        plasmid: PLASMID,
      };
    }
  }
}

/** The pieces of a backbone; `id` tells which part each is. */
export interface Backbone {
  readonly title: string;
  readonly before: readonly BackbonePiece[];
  readonly after: readonly BackbonePiece[];
  readonly plasmid: BackbonePiece;
  readonly packaged: BackboneLayout['packaged'];
}

export interface BackbonePiece extends ResolvedElement {
  readonly id: string;
}

/** @throws OptionError for a backbone with a part that no record at hand backs. */
export function backboneOf(plan: BackbonePlan, library: PartsLibrary): Backbone {
  const { title, before, after, packaged, plasmid } = layoutOf(plan);
  const isHeld = ({ id, role }: BackboneElement): boolean =>
    library.parts.some((part) => part.id === id && part.role === role);
  const resolved = (wanted: BackboneElement): readonly BackbonePiece[] => {
    const { id, role, isOptional, otherwise } = wanted;
    if (isHeld(wanted)) return [{ id, ...resolveElement(id, role, library, 'backbone') }];
    if (otherwise !== undefined) return resolved(otherwise);
    if (isOptional === true) return [];
    throw new OptionError(
      `a ${title} needs the part ${id}, which the parts library does not hold`,
      'backbone',
      'choose another backbone, or clone the cassette into a transfer plasmid at hand',
    );
  };
  const [closing] = resolved(plasmid);
  return {
    title,
    packaged,
    before: before.flatMap(resolved),
    after: after.flatMap(resolved),
    plasmid: closing as BackbonePiece,
  };
}
