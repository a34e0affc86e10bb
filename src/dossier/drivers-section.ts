import type { Source } from '../core/cited.js';
import { numberCell, type Section, textCell } from '../core/document.js';
import type { Findings } from '../findings/findings.js';

/** Drivers shown; `dossier.json` has all. */
const SHOWN = 40;

/** Variants in known cancer genes with their oncogenicity points, each criterion named. */
export function driversSection(findings: Findings): Section {
  const { drivers } = findings;
  const sources = new Map<string, Source>();
  for (const { role } of drivers) {
    for (const source of role?.sources ?? []) sources.set(source.name, source);
  }
  const standard = drivers[0]?.oncogenicity.source;
  const assessed = drivers[0]?.oncogenicity.criteria ?? [];
  const never = assessed.filter(({ code }) =>
    drivers.every(({ oncogenicity }) =>
      oncogenicity.criteria.some(
        (criterion) => criterion.code === code && criterion.state === 'not-assessed',
      ),
    ),
  );
  return {
    id: 'drivers',
    title: 'Driver variants',
    blocks: [
      {
        kind: 'paragraph',
        text:
          drivers.length === 0
            ? 'No variant that changes the product of a known cancer gene was found among those that could be assessed.'
            : 'Variants that change the product of a known cancer gene. Points follow the ClinGen, CGC and VICC standard; criteria without data count nothing, so the points are a lower bound.',
        ...(standard === undefined ? {} : { sources: [standard] }),
      },
      ...(never.length === 0
        ? []
        : [
            {
              kind: 'notice',
              level: 'info',
              text: `Not assessed for any of them: ${never.map(({ code, reason }) => `${code} (${reason})`).join('; ')}.`,
            } as const,
          ]),
      ...(drivers.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: `Known cancer genes${drivers.length > SHOWN ? `, first ${SHOWN} of ${drivers.length}` : ''}`,
              columns: [
                { key: 'gene', title: 'Gene' },
                { key: 'change', title: 'Change' },
                { key: 'role', title: 'Role' },
                { key: 'effect', title: 'Effect' },
                { key: 'class', title: 'Oncogenicity' },
                { key: 'points', title: 'Points' },
                { key: 'met', title: 'Criteria met' },
                { key: 'hotspot', title: 'Hotspot' },
                { key: 'second', title: 'Second hit' },
              ],
              rows: drivers.slice(0, SHOWN).map((driver) => {
                const { oncogenicity, role, hotspot, secondHit } = driver;
                const met = oncogenicity.criteria.filter(({ state }) => state === 'met');
                return [
                  textCell(driver.geneSymbol),
                  driver.change === null
                    ? ({ kind: 'missing', reason: 'the annotation names no change' } as const)
                    : textCell(driver.change),
                  role === null
                    ? ({ kind: 'missing', reason: 'no source that may ship says' } as const)
                    : textCell(role.value),
                  textCell(driver.effect),
                  textCell(oncogenicity.class),
                  numberCell(oncogenicity.points, 0, ''),
                  textCell(met.map(({ code, points }) => `${code} (${points})`).join(', ')),
                  hotspot === null
                    ? ({
                        kind: 'missing',
                        reason: 'none known, or no hotspot pack is loaded',
                      } as const)
                    : textCell(`${hotspot.residue}, ${hotspot.tumours} tumours`),
                  textCell(secondHit.reason),
                ];
              }),
            } as const,
            {
              kind: 'list',
              items: [...sources.values()].map(
                ({ name, pmid, doi }) =>
                  `${name}${doi === undefined ? '' : `, doi ${doi}`}${pmid === undefined ? '' : `, PMID ${pmid}`}`,
              ),
            } as const,
          ]),
    ],
  };
}
