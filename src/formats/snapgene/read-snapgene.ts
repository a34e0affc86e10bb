import { InputError } from '../../core/errors.js';

export interface SnapGeneFeature {
  readonly name: string;
  /** SnapGene's type, which is an INSDC key or close to one. */
  readonly key: string;
  /** 1-based segments made 0-based half-open, in the order of the file. */
  readonly ranges: readonly { readonly start0: number; readonly end0: number }[];
  readonly strand: 1 | -1 | null;
}

export interface SnapGeneRecord {
  /** The map's own name; null where it has none. */
  readonly name: string | null;
  readonly topology: 'linear' | 'circular';
  /** Upper case. */
  readonly sequence: string;
  readonly features: readonly SnapGeneFeature[];
}

const PACKET = { dna: 0, notes: 6, cookie: 9, features: 10 } as const;
const CIRCULAR = 1;

/** Is this how a SnapGene file begins: a cookie packet of 14 bytes that opens with its name. */
export function isSnapGene(bytes: Uint8Array): boolean {
  return (
    bytes.length > 19 &&
    bytes[0] === PACKET.cookie &&
    new TextDecoder('latin1').decode(bytes.subarray(5, 13)) === 'SnapGene'
  );
}

/**
 * Sequence and features of a SnapGene `.dna` file: packets of a type byte, a big-endian length and the content;
 * DNA in one, features as XML in another. What else it holds (primers, history, colours) is left.
 * @throws InputError for a file that is not SnapGene's, is cut short, or holds no DNA.
 */
export function readSnapGene(bytes: Uint8Array, file: string): SnapGeneRecord {
  if (!isSnapGene(bytes)) {
    throw new InputError('this is not a SnapGene DNA file', {
      file,
      hint: 'save it from SnapGene as .dna, or export GenBank',
    });
  }
  const packets = new Map<number, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length;) {
    const end = at + 5 > bytes.length ? Infinity : at + 5 + view.getUint32(at + 1);
    if (end > bytes.length) {
      throw new InputError('the SnapGene file is cut short', {
        file,
        hint: 'copy or download it again',
      });
    }
    const kind = bytes[at] as number;
    if (!packets.has(kind)) packets.set(kind, bytes.subarray(at + 5, end));
    at = end;
  }
  const dna = packets.get(PACKET.dna);
  if (dna === undefined || dna.length < 2) {
    throw new InputError('the SnapGene file holds no DNA', {
      file,
      hint: 'it may hold a protein or RNA: give the DNA map',
    });
  }
  const text = (kind: number): string => new TextDecoder().decode(packets.get(kind));
  return {
    name: unescaped(/<CustomMapLabel>([^<]*)</.exec(text(PACKET.notes))?.[1] ?? '') || null,
    topology: ((dna[0] as number) & CIRCULAR) === CIRCULAR ? 'circular' : 'linear',
    sequence: new TextDecoder('latin1').decode(dna.subarray(1)).toUpperCase(),
    features: [...text(PACKET.features).matchAll(/<Feature\b([^>]*)>(.*?)<\/Feature>/gs)].map(
      ([, head = '', body = '']) => readFeature(head, body),
    ),
  };
}

function readFeature(head: string, body: string): SnapGeneFeature {
  const direction = attribute(head, 'directionality');
  return {
    name: attribute(head, 'name') ?? '',
    key: attribute(head, 'type') ?? 'misc_feature',
    strand: direction === '1' ? 1 : direction === '2' ? -1 : null,
    ranges: [...body.matchAll(/<Segment\b([^>]*)\/?>/g)].flatMap(([, segment = '']) => {
      const range = /^(\d+)-(\d+)$/.exec(attribute(segment, 'range') ?? '');
      return range === null ? [] : [{ start0: Number(range[1]) - 1, end0: Number(range[2]) }];
    }),
  };
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : unescaped(value);
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] as string);
}
