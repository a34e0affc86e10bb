import type { Source } from '../../core/cited.js';
import { COPY_NUMBER_SOURCE } from '../../engines/evidence/copy-number-alterations.js';
import type { EvidenceItem } from '../../engines/evidence/evidence-item.js';
import { TIER_SOURCES } from '../../engines/evidence/evidence-tiers.js';

/** What the modality's statements rest on, besides the items of CIViC. */
export const SOURCES = {
  ...TIER_SOURCES,
  copyNumber: COPY_NUMBER_SOURCE,
} as const satisfies Readonly<Record<string, Source>>;

/** An evidence item as the source of what it says. */
export function itemSource(
  { id, pmid }: Pick<EvidenceItem, 'id' | 'pmid'>,
  library: Source,
): Source {
  return {
    name: `CIViC EID${id}`,
    url: `https://civicdb.org/links/evidence_items/${id}`,
    ...(pmid === null ? {} : { pmid }),
    ...(library.date === undefined ? {} : { date: library.date }),
    licence: 'CC0-1.0',
  };
}
