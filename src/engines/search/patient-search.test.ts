import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { sha256Hex } from '../../core/hashing.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { openGenome } from './genome-source.js';
import type { Guide, OffTargetOptions } from './offtarget-options.js';
import { type OffTargetSite, searchOffTargets } from './offtarget-search.js';
import { type PatientSearchCounts, searchPatientGenome } from './patient-search.js';
import type { PatientSite } from './patient-sites.js';
import { type CarryingCopies, type PatientVariant, patientVariant } from './patient-variants.js';

const NGG: OffTargetOptions = {
  pam: 'NGG',
  pamSide: '3prime',
  mismatches: 0,
  dnaBulge: 0,
  rnaBulge: 0,
};
const SPACER = 'GATTACAGATTACAGATTAC';
const GUIDE: Guide = { name: 'g', sequence: SPACER };
const UNKNOWN: CarryingCopies = { kind: 'unknown' };

const genomeOf = (text: string) => openGenome(memorySource('genome.fa', text), sha256Hex);

function variant(
  start0: number,
  reference: string,
  alternate: string,
  carried: CarryingCopies = UNKNOWN,
  chromosome = 'a',
): PatientVariant {
  const id = `${chromosome}-${start0 + 1}-${reference}-${alternate}`;
  return patientVariant(id, { chromosome, start0, reference, alternate }, carried);
}

interface Answer {
  readonly reference: readonly OffTargetSite[];
  readonly patient: readonly PatientSite[];
  readonly counts: PatientSearchCounts;
}

async function search(
  text: string,
  guides: readonly Guide[],
  options: OffTargetOptions,
  variants: readonly PatientVariant[],
): Promise<Answer> {
  const reference: OffTargetSite[] = [];
  let last: Pick<Answer, 'counts' | 'patient'> | null = null;
  const parts = searchPatientGenome(genomeOf(text), guides, options, variants, quietContext());
  for await (const part of parts) {
    if (part.kind === 'reference') reference.push(...part.sites);
    else last = { patient: part.sites, counts: part.counts };
  }
  if (last === null) throw new Error('the patient comes last');
  return { reference, ...last };
}

async function sitesIn(
  text: string,
  guides: readonly Guide[],
  options: OffTargetOptions,
): Promise<readonly OffTargetSite[]> {
  const found: OffTargetSite[] = [];
  for await (const sites of searchOffTargets(genomeOf(text), guides, options, quietContext())) {
    found.push(...sites);
  }
  return found;
}

const summary = ({ kind, phase, variants, site, before }: PatientSite) => [
  kind,
  phase,
  variants.map(({ id }) => id).join(';'),
  `${site.contig}:${site.start0}-${site.end0}${site.strand}`,
  before === null ? null : before.alignment.mismatches,
];

describe('searchPatientGenome', () => {
  it('names the variant that makes a PAM, and the one that takes it away', async () => {
    // By hand: AGT is no PAM, AGG is one; in `b` the other way round.
    const text = `>a\nTT${SPACER}AGTCC\n>b\nTT${SPACER}AGGCC\n`;
    const made = variant(24, 'T', 'G');
    const lost = variant(24, 'G', 'T', { kind: 'every-copy' }, 'b');
    const { reference, patient, counts } = await search(text, [GUIDE], NGG, [lost, made]);
    expect(reference.map(({ contig }) => contig)).toEqual(['b']);
    expect(patient.map(summary)).toEqual([
      ['created', 'known', 'a-25-T-G', 'a:2-25+', null],
      ['destroyed', 'every-copy', 'b-25-G-T', 'b:2-25+', null],
    ]);
    expect(patient[0]?.site.pam).toBe('AGG');
    expect(counts).toEqual({ elsewhere: 0, mismatched: 0, dense: 0 });
  });

  it('tells what a changed site had before', async () => {
    const text = `>a\n${SPACER.replace('GATT', 'GTTT')}AGG\n`;
    const options = { ...NGG, mismatches: 1 };
    const { patient } = await search(text, [GUIDE], options, [variant(1, 'T', 'A')]);
    expect(patient.map(summary)).toEqual([['changed', 'known', 'a-2-T-A', 'a:0-23+', 1]]);
    expect(patient[0]?.site.alignment.mismatches).toBe(0);
  });

  it('places a site that a deletion joins from first to last base, and one within an insertion at it', async () => {
    const split = `${SPACER.slice(0, 10)}CCCCC${SPACER.slice(10)}AGG`;
    const joined = await search(`>a\n${split}\n`, [GUIDE], NGG, [variant(9, 'TCCCCC', 'T')]);
    expect(joined.patient.map(summary)).toEqual([
      ['created', 'known', 'a-10-TCCCCC-T', 'a:0-28+', null],
    ]);
    const inserted = await search('>a\nACGTACGT\n', [GUIDE], NGG, [
      variant(3, 'T', `TC${SPACER}AGGC`),
    ]);
    expect(inserted.patient.map(summary)).toEqual([
      ['created', 'known', `a-4-T-TC${SPACER}AGGC`, 'a:4-4+', null],
    ]);
  });

  it('combines two variants of one site by their phase', async () => {
    const text = `>a\n${SPACER.replace('GATT', 'GTTT')}AGT\n`;
    const phased = (copies: number): CarryingCopies => ({
      kind: 'phased',
      set: 's',
      copies,
      all: 3,
    });
    const with2 = (first: CarryingCopies, second: CarryingCopies) =>
      search(text, [GUIDE], NGG, [variant(1, 'T', 'A', first), variant(22, 'T', 'G', second)]);
    const both = 'a-2-T-A;a-23-T-G';
    expect((await with2(UNKNOWN, UNKNOWN)).patient.map(summary)).toEqual([
      ['created', 'assumed', both, 'a:0-23+', null],
    ]);
    expect((await with2(phased(1), phased(1))).patient.map(summary)).toEqual([
      ['created', 'known', both, 'a:0-23+', null],
    ]);
    expect((await with2(phased(1), phased(2))).patient).toEqual([]);
    expect((await with2({ kind: 'every-copy' }, UNKNOWN)).patient.map(summary)).toEqual([
      ['created', 'known', both, 'a:0-23+', null],
    ]);
  });

  it('leaves a site alone that reads the same after a deletion in a repeat', async () => {
    const text = `>a\nCCAAAAA${SPACER}AGG\n`;
    const { patient } = await search(
      text,
      [{ name: 'g', sequence: `AA${SPACER.slice(0, 18)}` }],
      {
        ...NGG,
        pam: 'AC',
      },
      [variant(3, 'AA', 'A')],
    );
    expect(patient).toEqual([]);
  });

  it('counts variants of another build and of sequences that are not there', async () => {
    const { patient, counts } = await search(`>a\n${SPACER}AGG\n`, [GUIDE], NGG, [
      variant(1, 'C', 'G'),
      variant(5_000, 'C', 'G'),
      variant(1, 'C', 'G', UNKNOWN, 'z'),
    ]);
    expect([patient, counts]).toEqual([[], { elsewhere: 1, mismatched: 2, dense: 0 }]);
  });

  it('takes crowded variants alone and all together, and says so', async () => {
    const other = Array.from(SPACER, (base) => (base === 'C' ? 'G' : 'C'));
    const crowd = other.map((base, i) => variant(2 + i, base, SPACER.charAt(i)));
    const text = `>a\nCC${other.join('')}AGG\n`;
    const { patient, counts } = await search(text, [GUIDE], NGG, crowd);
    expect(counts.dense).toBeGreaterThan(0);
    expect(patient.map(summary)).toEqual([
      ['created', 'assumed', crowd.map(({ id }) => id).join(';'), 'a:2-25+', null],
    ]);
    const nearly = await search(text, [GUIDE], { ...NGG, mismatches: 1 }, crowd.slice(1));
    expect(nearly.patient.map(({ variants }) => variants.length)).toEqual([19]);
  });

  it('agrees with the search of every edited genome', async () => {
    await fc.assert(fc.asyncProperty(cases(), agreesWithEditedGenomes), {
      numRuns: 150,
      seed: 20_261_202,
    });
  }, 30_000);
});

interface Edited {
  readonly letters: string;
  /** Of each letter: its place on the reference, or the change that put it there. */
  readonly origins: readonly ({ readonly at0: number } | { readonly of: PatientVariant })[];
  /** Changes by where they lie in the letters. */
  readonly changes: readonly {
    readonly variant: PatientVariant;
    readonly from: number;
    readonly to: number;
  }[];
}

/** The sequence with some of the variants, which do not overlap. */
function edited(reference: string, taken: readonly PatientVariant[]): Edited {
  const origins: ({ at0: number } | { of: PatientVariant })[] = [];
  const changes: Edited['changes'][number][] = [];
  let letters = '';
  let place = 0;
  for (const one of taken) {
    for (; place < one.start0; place++) {
      letters += reference[place];
      origins.push({ at0: place });
    }
    changes.push({ variant: one, from: letters.length, to: letters.length + one.alternate.length });
    for (const base of one.alternate) {
      letters += base;
      origins.push({ of: one });
    }
    place += one.reference.length;
  }
  for (; place < reference.length; place++) {
    letters += reference[place];
    origins.push({ at0: place });
  }
  return { letters, origins, changes };
}

const isOn = (from: number, to: number, start: number, end: number): boolean =>
  from < to ? start < to && from < end : start < from && from < end;

/** Every way to take the variants that their copies allow. */
function haplotypes(variants: readonly PatientVariant[]): readonly (readonly PatientVariant[])[] {
  const copies = [1, 2];
  const all = new Map<string, PatientVariant[]>();
  const unknown = variants.filter(({ carried }) => carried.kind === 'unknown');
  for (const first of copies) {
    for (const second of copies) {
      for (let bits = 0; bits < 1 << unknown.length; bits++) {
        const taken = variants.filter((one) => {
          const { carried } = one;
          if (carried.kind === 'every-copy') return true;
          if (carried.kind === 'unknown') return ((bits >> unknown.indexOf(one)) & 1) === 1;
          return (carried.copies & (carried.set === 's' ? first : second)) !== 0;
        });
        all.set(taken.map(({ id }) => id).join(';'), taken);
      }
    }
  }
  return [...all.values()];
}

interface Case {
  readonly reference: string;
  readonly guides: readonly Guide[];
  readonly options: OffTargetOptions;
  readonly variants: readonly PatientVariant[];
}

function cases(): fc.Arbitrary<Case> {
  const bases = (minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom('A', 'C', 'G'), minLength, maxLength });
  const carried = fc.constantFrom<CarryingCopies>(
    UNKNOWN,
    { kind: 'every-copy' },
    { kind: 'phased', set: 's', copies: 1, all: 3 },
    { kind: 'phased', set: 's', copies: 2, all: 3 },
    { kind: 'phased', set: 't', copies: 1, all: 3 },
    { kind: 'phased', set: 't', copies: 2, all: 3 },
  );
  const change = fc.record({
    gap: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 })),
    deleted: fc.integer({ min: 0, max: 4 }),
    alternate: bases(0, 4),
    carried,
  });
  return fc
    .record({
      reference: bases(30, 110),
      changes: fc.array(change, { minLength: 1, maxLength: 5 }),
      picks: fc.array(fc.nat(), { minLength: 2, maxLength: 3 }),
      pamSide: fc.constantFrom('3prime' as const, '5prime' as const),
      pam: fc.constantFrom('NG', 'RC', 'N'),
      mismatches: fc.integer({ min: 0, max: 3 }),
      dnaBulge: fc.integer({ min: 0, max: 1 }),
      rnaBulge: fc.integer({ min: 0, max: 1 }),
    })
    .map(({ reference, changes, picks, ...options }) => {
      const variants: PatientVariant[] = [];
      let end0 = 0;
      for (const { gap, deleted, alternate, carried: on } of changes) {
        const start0 = end0 + gap;
        const old = reference.slice(start0, start0 + deleted);
        if (start0 > reference.length) continue;
        const one = variant(start0, old, alternate, on);
        const last = variants.at(-1);
        const bothInsert = last?.reference === '' && one.reference === '';
        if (one.reference === one.alternate || (bothInsert && last.start0 === one.start0)) continue;
        variants.push(one);
        end0 = start0 + old.length;
      }
      const whole = edited(reference, variants).letters;
      const guides = picks.map((pick, i) => {
        const source = i % 2 === 0 && whole.length >= 15 ? whole : reference;
        const at = pick % (source.length - 14);
        return { name: `g${i}`, sequence: source.slice(at, at + 15) };
      });
      return { reference, guides, options, variants };
    });
}

async function agreesWithEditedGenomes({ reference, guides, options, variants }: Case) {
  const answer = await search(`>a\n${reference}\n`, guides, options, variants);
  const plain = new Set(answer.reference.map(siteKey));
  const given = new Set<string>();
  const lost = answer.patient.filter(({ kind }) => kind === 'destroyed');
  for (const { kind, variants: on, site } of answer.patient) {
    if (kind !== 'destroyed') given.add(`${lettersKey(site)} ${on.map(({ id }) => id).join(';')}`);
  }
  const expected = new Set<string>();
  const expectedLost = new Set<string>();
  const genomes = haplotypes(variants).map((taken) => ({ taken, ...edited(reference, taken) }));
  const text = genomes.map(({ letters }, i) => `>${i}\n${letters}\n`).join('');
  const found = await sitesIn(text, guides, options);
  for (const [i, { taken, origins, changes }] of genomes.entries()) {
    const sites = found.filter(({ contig }) => contig === String(i));
    for (const site of sites) {
      const on = changes.filter(({ from, to }) => isOn(from, to, site.start0, site.end0));
      const first = origins[site.start0];
      if (on.length === 0) {
        // Untouched: a site of the reference.
        const at0 = first !== undefined && 'at0' in first ? first.at0 : Number.NaN;
        const end0 = at0 + site.end0 - site.start0;
        expect(plain.has(siteKey({ ...site, start0: at0, end0 }))).toBe(true);
        continue;
      }
      const same = counterpart(site, origins, answer.reference, options, changes);
      if (same !== null && lettersKey(same) === lettersKey(site)) continue;
      expected.add(`${lettersKey(site)} ${on.map(({ variant: { id } }) => id).join(';')}`);
    }
    // A reference site is gone where no site of this genome has its PAM.
    for (const site of answer.reference) {
      const on = taken.filter(({ start0, reference: old }) =>
        isOn(start0, start0 + old.length, site.start0, site.end0),
      );
      if (on.length === 0) continue;
      const stays = sites.some(
        (other) => counterpart(other, origins, [site], options, changes) !== null,
      );
      const rows = lost.filter(
        (row) => row.site === site && row.variants.every((one) => taken.includes(one)),
      );
      if (stays) continue;
      expect(rows).not.toEqual([]);
      for (const row of rows) expectedLost.add(rowKey(row));
    }
    // What every copy has lost is in none of the genomes.
    for (const { site, phase } of lost) {
      if (phase !== 'every-copy') continue;
      const stays = sites.find(
        (other) => counterpart(other, origins, [site], options, changes) !== null,
      );
      expect(stays).toBeUndefined();
    }
  }
  expect([...given].sort()).toEqual([...expected].sort());
  // Each destroyed site is so on some genome.
  expect(lost.map(rowKey).filter((key) => !expectedLost.has(key))).toEqual([]);
}

const siteKey = (site: OffTargetSite): string => `${lettersKey(site)} ${site.start0} ${site.end0}`;
const lettersKey = ({ guide, strand, alignment, pam, dnaBulge, rnaBulge }: OffTargetSite): string =>
  `${guide.name} ${strand} ${alignment.site.replaceAll('-', '').toUpperCase()} ${pam} ${dnaBulge} ${rnaBulge}`;
const rowKey = ({ site, variants }: PatientSite): string =>
  `${siteKey(site)} ${variants.map(({ id }) => id).join(';')}`;

/** The reference site whose PAM base next to the protospacer is the one of a site of an edited genome. */
function counterpart(
  site: OffTargetSite,
  origins: Edited['origins'],
  among: readonly OffTargetSite[],
  { pam, pamSide }: OffTargetOptions,
  changes: Edited['changes'],
): OffTargetSite | null {
  const isRight = (pamSide === '3prime') === (site.strand === '+');
  const baseOf = ({ start0, end0 }: OffTargetSite): number =>
    isRight ? end0 - pam.length : start0 + pam.length - 1;
  const at = baseOf(site);
  const origin = origins[at];
  let at0 = origin !== undefined && 'at0' in origin ? origin.at0 : null;
  if (origin !== undefined && 'of' in origin) {
    const { start0, reference, alternate } = origin.of;
    const change = changes.find((one) => one.variant === origin.of);
    if (reference.length === alternate.length && change !== undefined) {
      at0 = start0 + at - change.from;
    }
  }
  return (
    among.find(
      (one) =>
        at0 !== null &&
        baseOf(one) === at0 &&
        one.strand === site.strand &&
        one.guide === site.guide &&
        one.dnaBulge === site.dnaBulge &&
        one.rnaBulge === site.rnaBulge,
    ) ?? null
  );
}
