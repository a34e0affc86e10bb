import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { readLines } from '../../formats/text/lines.js';
import type { LoadedPack } from '../../packs/pack-store.js';

export const ESSENTIAL_GENES_PACK_ID = 'essential-genes';

/** Genes that cells can hardly do without; made by `data/recipes/essential-genes.ts`. */
export interface EssentialGenes {
  readonly schemaVersion: 1;
  /** Symbols as their source has them. */
  readonly genes: readonly string[];
}

/** The symbols of an `essential-genes` pack. */
export function openEssentialGenes({ bytes }: Pick<LoadedPack, 'bytes'>): ReadonlySet<string> {
  return new Set((JSON.parse(new TextDecoder().decode(bytes)) as EssentialGenes).genes);
}

/**
 * A user's own list: a symbol a line, more columns behind it are passed over, as are empty lines, those that start
 * with # and a first line GENE.
 * @throws InputError where it holds no gene, or a symbol with other letters; the signal's reason.
 */
export async function readEssentialGenes(
  source: ByteSource,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const genes = new Set<string>();
  for await (const { firstLine, lines } of readLines(source, { signal })) {
    for (const [i, text] of lines.entries()) {
      const line = firstLine + i;
      const [symbol = ''] = text.trim().split(/[\s,;]+/);
      if (symbol === '' || symbol.startsWith('#') || (line === 1 && /^gene$/i.test(symbol))) {
        continue;
      }
      if (!/^[\w.@-]+$/.test(symbol)) {
        throw new InputError(`"${symbol}" is no gene symbol`, {
          file: source.name,
          line,
          hint: 'write a symbol a line, e.g. POLR2A',
        });
      }
      genes.add(symbol);
    }
  }
  if (genes.size === 0) {
    throw new InputError('the file holds no gene', {
      file: source.name,
      hint: 'write a symbol a line',
    });
  }
  return genes;
}
