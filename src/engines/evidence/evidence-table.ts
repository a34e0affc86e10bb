import type { TsvCell } from '../../formats/tsv/write-tsv.js';
import { evidenceName } from './evidence-item.js';
import type { EvidenceMatch } from './match-evidence.js';
import { regimenName } from './regimen.js';

/** Columns of a table of evidence, as in `docs/formats/evidence.md`. */
export const EVIDENCE_COLUMNS = [
  'alteration',
  'profile',
  'match',
  'therapy',
  'says',
  'type',
  'level',
  'rating',
  'disease',
  'tumour_type',
  'disease_asks',
  'amp_asco_cap',
  'escat',
  'germline',
  'evidence',
  'pmid',
  'citation',
  'note',
] as const;

/** One item a row, as `EVIDENCE_COLUMNS` names the cells; null for what is not there. */
export function evidenceRow(match: EvidenceMatch): readonly TsvCell[] {
  const { item, parts } = match;
  return [
    alterationText(match),
    item.profile.name,
    match.closeness,
    item.therapies.length === 0 ? null : regimenName(item),
    match.meaning.replaceAll('-', ' '),
    item.type,
    item.level,
    item.rating,
    item.disease?.name ?? null,
    match.relation,
    match.qualifier,
    match.ampTier,
    match.escatTier,
    match.germline,
    evidenceName(item),
    item.pmid,
    item.pmid === null ? `${item.citation.source} ${item.citation.id}` : null,
    [
      ...parts.map(({ note }) => note),
      match.isUncertain ? UNCERTAIN : null,
      ...match.assumedAbsent.map((absent) => `${absent} was not found`),
    ]
      .filter((note, i, notes) => note !== null && notes.indexOf(note) === i)
      .join('; ') || null,
  ];
}

/** Said of evidence on any mutation of a gene, where nothing says that this one counts. */
export const UNCERTAIN = 'whether this mutation counts is not known';

/** The alterations of a match, e.g. `EML4::ALK fusion + ALK G1202R`. */
export function alterationText({ parts }: Pick<EvidenceMatch, 'parts'>): string {
  return [...new Set(parts.map(({ alteration }) => alteration.label))].join(' + ');
}
