import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate';

import { PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';

/** A gene counts as detected in a tissue from here on, as in the Human Protein Atlas. Unit: nTPM. */
export const DETECTED_NTPM = 1;

/** RNA of one gene over healthy tissues. */
export interface HealthyTissueExpression {
  /** Normalised transcripts per million, in the tissue that has most. */
  readonly highestNtpm: number;
  readonly highestTissue: string;
  /** Tissues with 1 nTPM or more, of how many that were measured. */
  readonly detectedIn: number;
  readonly tissues: number;
}

export interface HealthyTissueGene extends HealthyTissueExpression {
  /** Ensembl, without version. */
  readonly geneId: string;
  readonly geneSymbol: string;
}

export interface HealthyTissues {
  /** By Ensembl gene, or by symbol where one gene alone has it; null where the gene is not in the pack. */
  of(gene: {
    readonly geneId: string | null;
    readonly geneSymbol: string | null;
  }): HealthyTissueExpression | null;
}

const FORMAT = 'oncoscript/healthy-tissues/1';

/** Gzip of lines: format, tissues, then a gene each: id, symbol, nTPM, tissue's index, tissues detected in and measured. */
export function encodeHealthyTissues(
  tissues: readonly string[],
  genes: readonly HealthyTissueGene[],
): Uint8Array {
  const lines = genes.map((gene) =>
    [
      gene.geneId,
      gene.geneSymbol,
      gene.highestNtpm,
      tissues.indexOf(gene.highestTissue),
      gene.detectedIn,
      gene.tissues,
    ].join('\t'),
  );
  return gzipSync(strToU8([FORMAT, tissues.join('\t'), ...lines].join('\n')), {
    level: 9,
    mtime: 0,
  });
}

/** @throws PackError where the pack holds something else. */
export function openHealthyTissues({ manifest, bytes }: LoadedPack): HealthyTissues {
  const [format, header = '', ...lines] = strFromU8(gunzipSync(bytes)).split('\n');
  if (format !== FORMAT) {
    throw new PackError('the pack does not hold expression in healthy tissues', {
      pack: manifest.id,
      expected: FORMAT,
      found: (format ?? '').slice(0, 40),
    });
  }
  const tissues = header.split('\t');
  const byId = new Map<string, HealthyTissueExpression>();
  const bySymbol = new Map<string, HealthyTissueExpression | null>();
  for (const line of lines) {
    const cells = line.split('\t') as [string, string, string, string, string, string];
    const [id, symbol, ntpm, tissue, detected, measured] = cells;
    const expression: HealthyTissueExpression = {
      highestNtpm: Number(ntpm),
      highestTissue: tissues[Number(tissue)] as string,
      detectedIn: Number(detected),
      tissues: Number(measured),
    };
    byId.set(id, expression);
    bySymbol.set(symbol, bySymbol.has(symbol) ? null : expression);
  }
  return {
    of: ({ geneId, geneSymbol }) =>
      (geneId === null ? undefined : byId.get(geneId.replace(/\.\d+$/, ''))) ??
      (geneSymbol === null ? null : (bySymbol.get(geneSymbol) ?? null)),
  };
}
