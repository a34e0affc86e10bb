import { type Cited, cited } from '../../core/cited.js';
import { compareText } from '../../core/skipped.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import { deletedSuppressors } from './deleted-suppressors.js';
import { SOURCES } from './sources.js';
import { DOSE_MATTERS, scoreOf, type SuppressorLoss } from './suppressor-loss.js';

/** Residues of p53 around its DNA-binding domain, where missense changes hold down the healthy protein. */
const P53_BINDING = { first1: 101, last1: 306 } as const;

export interface SuppressorLosses {
  readonly losses: readonly SuppressorLoss[];
  /** Mutations of suppressors that no design is made for, and why. */
  readonly passedOver: readonly { readonly label: string; readonly reason: string }[];
}

/** Suppressors lost through the tumour's mutations or by deletion, most oncogenic first, then those that the user named. */
export function suppressorLosses(findings: Findings, named: readonly string[]): SuppressorLosses {
  const suppressors = findings.drivers.filter(
    ({ role, geneSymbol }) =>
      role?.value === 'suppressor' || role?.value === 'both' || named.includes(geneSymbol),
  );
  const genes = [...new Set(suppressors.map(({ geneSymbol }) => geneSymbol))];
  const losses: SuppressorLoss[] = [];
  const passedOver: { label: string; reason: string }[] = [];
  for (const gene of genes) {
    const all = suppressors.filter(({ geneSymbol }) => geneSymbol === gene);
    if (all.some(({ role }) => role?.value === 'oncogene')) {
      passedOver.push({
        label: gene,
        reason: 'known as an oncogene: more of it would drive the tumour',
      });
      continue;
    }
    const damaging = all.filter((driver) => driver.filters.length === 0 && isDamaging(driver));
    const [deciding] = [...damaging].sort((a, b) => b.oncogenicity.points - a.oncogenicity.points);
    if (deciding !== undefined) {
      losses.push(lossOf(gene, deciding, damaging, findings));
    } else if (!named.includes(gene)) {
      passedOver.push(...all.map(passedOverBecause));
    }
  }
  losses.push(
    ...deletedSuppressors(findings).filter(
      ({ gene }) => !losses.some((loss) => loss.gene === gene),
    ),
  );
  const found = new Set(
    [...losses, ...passedOver.map(({ label }) => ({ gene: label }))].map(({ gene }) => gene),
  );
  const given = named
    .filter((gene) => !found.has(gene))
    .map((gene) => givenLoss(gene, findings, suppressors));
  return {
    losses: [
      ...losses.sort((a, b) => scoreOf(b) - scoreOf(a) || compareText(a.gene, b.gene)),
      ...given,
    ],
    passedOver,
  };
}

function isDamaging({ lossOfFunction, hotspot, oncogenicity }: DriverFinding): boolean {
  return (
    lossOfFunction ||
    (hotspot !== null && hotspot.tumoursWithChange > 0) ||
    oncogenicity.criteria.some(({ code, state }) => code === 'OS2' && state === 'met')
  );
}

function labelOf({ geneSymbol, change, effect }: DriverFinding): string {
  return `${geneSymbol} ${change ?? effect.replaceAll('-', ' ')}`;
}

function passedOverBecause(driver: DriverFinding): { label: string; reason: string } {
  const { filters, geneSymbol } = driver;
  return {
    label: labelOf(driver),
    reason:
      filters.length > 0
        ? `failed the caller's filter: ${filters.join(', ')}`
        : `not known to damage ${geneSymbol}; where you know that it does, name the gene in \`genes\``,
  };
}

/** What says that the mutated protein holds down the healthy one; null where nothing does. */
function dominance({
  geneSymbol,
  effect,
  change,
  oncogenicity,
}: DriverFinding): Cited<string> | null {
  const study = oncogenicity.criteria.find(
    ({ code, state, reason }) =>
      code === 'OS2' && state === 'met' && reason.includes('dominant negative'),
  );
  const [source, ...others] = study?.sources ?? [];
  if (source !== undefined) {
    return {
      value: `experiments found ${change ?? 'it'} dominant negative: its protein holds down the healthy one`,
      sources: [source, ...others],
    };
  }
  const residue = Number(/\d+/.exec(change ?? '')?.[0] ?? Number.NaN);
  return geneSymbol === 'TP53' &&
    effect === 'missense' &&
    residue >= P53_BINDING.first1 &&
    residue <= P53_BINDING.last1
    ? cited(
        'p53 works as a tetramer, and missense changes of its DNA-binding domain were dominant negative in a scan of all of them',
        SOURCES.dominantNegative,
        SOURCES.saturation,
        SOURCES.p53Domains,
      )
    : null;
}

function lossOf(
  gene: string,
  deciding: DriverFinding,
  damaging: readonly DriverFinding[],
  findings: Findings,
): SuppressorLoss {
  const own = findingsSource(findings);
  const dominant = damaging.map(dominance).find((reason) => reason !== null) ?? null;
  const { secondHit, role } = deciding;
  const base = {
    gene,
    label: labelOf(deciding),
    variantIds: damaging.map(({ variantId }) => variantId),
    points: deciding.oncogenicity.points,
    driver: deciding,
  };
  const roleReason =
    role === null
      ? []
      : [
          cited(
            `${gene} is known as ${role.value === 'both' ? 'both an oncogene and a suppressor' : `a ${role.value}`}`,
            ...role.sources,
          ),
        ];
  if (dominant !== null) {
    return {
      ...base,
      kind: 'dominant-negative',
      reasons: [
        ...dominantReasons(gene, dominant),
        cited(`the other copy: ${secondHit.reason}`, own),
        ...roleReason,
      ],
    };
  }
  switch (secondHit.kind) {
    case 'copy-lost':
    case 'second-variant':
      return {
        ...base,
        kind: 'both-copies',
        reasons: [
          cited(`no healthy copy of ${gene} is expected in the tumour: ${secondHit.reason}`, own),
          ...roleReason,
        ],
      };
    case 'retained':
      return {
        ...base,
        kind: 'one-copy',
        reasons: [
          cited(`a healthy copy of ${gene} is left: ${secondHit.reason}`, own),
          DOSE_MATTERS[gene] ??
            cited(
              `even partial loss of a suppressor can count; of ${gene} no experiment on its dose was read`,
              SOURCES.continuum,
            ),
          ...roleReason,
        ],
      };
    case 'unknown':
    case 'not-applicable':
      return {
        ...base,
        kind: 'unknown',
        reasons: [
          cited(`whether a healthy copy of ${gene} is left is not known: ${secondHit.reason}`, own),
          ...roleReason,
        ],
      };
  }
}

/** That replacement alone will not do, why, and who disputes it. */
function dominantReasons(
  gene: string,
  dominant: Cited<string>,
): readonly [Cited<string>, ...Cited<string>[]] {
  return [
    dominant,
    {
      value: `replacement alone will not do for ${gene}: the mutated protein binds the new one; silence or correct the mutated copy too`,
      sources: dominant.sources,
    },
    ...(gene === 'TP53'
      ? [
          cited(
            'across tumour types, patients with dominant-negative changes of TP53 fared no worse, and lost the other copy as often: how much it matters in patients is disputed',
            SOURCES.noDominance,
          ),
        ]
      : []),
  ];
}

function givenLoss(
  gene: string,
  findings: Findings,
  suppressors: readonly DriverFinding[],
): SuppressorLoss {
  const driver = suppressors.find(({ geneSymbol }) => geneSymbol === gene) ?? null;
  const dominant = driver === null ? null : dominance(driver);
  const word = cited(
    `${gene} is taken as lost because the options name it; the findings do not show it`,
    findingsSource(findings),
  );
  return {
    gene,
    kind: dominant === null ? 'given' : 'dominant-negative',
    label: driver === null ? gene : labelOf(driver),
    variantIds: driver === null ? [] : [driver.variantId],
    points: null,
    driver,
    reasons: dominant === null ? [word] : [...dominantReasons(gene, dominant), word],
  };
}
