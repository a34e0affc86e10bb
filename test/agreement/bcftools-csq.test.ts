import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { InputError } from '../../src/core/errors.js';
import { buildTranscripts } from '../../src/engines/genome/build-transcripts.js';
import { plainChromosome } from '../../src/engines/genome/chromosome-names.js';
import { callConsequence } from '../../src/engines/genome/consequence/call-consequence.js';
import {
  haplotypeProteins,
  type HaplotypeProtein,
  type PhasedVariant,
} from '../../src/engines/genome/haplotype/haplotype-proteins.js';
import { readGeneModels, type GeneModels } from '../../src/engines/genome/read-gene-models.js';
import { readReferenceSequences } from '../../src/engines/genome/reference-sequences.js';
import type { Transcript } from '../../src/engines/genome/transcript.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { hasShared, sharedPath } from '../shared-data.js';

const LOCI = 'conformance/bcftools_csq/csq';

/** VEP's terms in the words of bcftools csq; null for those that it does not have. */
const BCFTOOLS_WORD: Readonly<Record<string, string | null>> = {
  protein_altering_variant: 'inframe_altering',
  splice_donor_5th_base_variant: 'splice_region',
  splice_donor_region_variant: 'splice_region',
  splice_polypyrimidine_tract_variant: null,
  '5_prime_UTR_variant': '5_prime_utr',
  '3_prime_UTR_variant': '3_prime_utr',
  non_coding_transcript_exon_variant: 'non_coding',
  non_coding_transcript_variant: null,
  NMD_transcript_variant: null,
};

function inBcftoolsWords(terms: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const term of terms) {
    const word = term in BCFTOOLS_WORD ? BCFTOOLS_WORD[term] : term.replace(/_variant$/, '');
    if (word !== null && word !== undefined) words.add(word);
  }
  // bcftools names a splice site alone, and an intron only where nothing else is said.
  if (words.has('splice_donor') || words.has('splice_acceptor')) words.delete('splice_region');
  if (words.size > 1) words.delete('intron');
  return words;
}

interface LocusVariant extends PhasedVariant {
  /** POS, REF and ALT as in the file. */
  readonly record: string;
}

function readVariants(path: string, sample: number | null): readonly LocusVariant[] {
  const variants: LocusVariant[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split('\t');
    const [chromosome = '', position = '', , reference = '', alternates = ''] = cells;
    const genotype = sample === null ? null : (cells[9 + sample] as string).split(':')[0];
    for (const [i, alternate] of alternates.split(',').entries()) {
      if (alternate === '.' || alternate.startsWith('<')) continue;
      variants.push({
        record: `${position} ${reference}>${alternates}`,
        variant: {
          chromosome: plainChromosome(chromosome),
          start0: Number(position) - 1,
          reference: reference.toUpperCase(),
          alternate: alternate.toUpperCase(),
        },
        alleleNumber: i + 1,
        // Without samples, bcftools puts all variants of the file on one haplotype.
        genotype:
          genotype === null || genotype === undefined
            ? { alleles: [i + 1], isPhased: true }
            : {
                alleles: genotype.split(/[|/]/).map((one) => (one === '.' ? null : Number(one))),
                isPhased: !genotype.includes('/'),
              },
        phaseSet: null,
      });
    }
  }
  return variants;
}

interface Locus {
  readonly transcripts: readonly Transcript[];
  readonly refused: readonly string[];
}

async function readLocus(folder: string, gff: string): Promise<Locus> {
  const fasta = readdirSync(folder).find((name) => name.endsWith('.fa')) as string;
  let models: GeneModels;
  try {
    models = await readGeneModels(fileSource(join(folder, gff)));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { transcripts: [], refused: [error.message] };
  }
  const sequences = await readReferenceSequences(fileSource(join(folder, fasta)), models.models);
  const transcripts: Transcript[] = [];
  const refused = models.skipped
    .filter(({ item }) => item.startsWith('transcript'))
    .map(({ item, reason }) => `${item}: ${reason}`);
  for (const built of buildTranscripts(models, sequences)) {
    if ('code' in built) refused.push(`${built.item}: ${built.reason}`);
    else transcripts.push(built);
  }
  return { transcripts, refused };
}

/** One consequence string of bcftools: `missense|GENE|ENST|protein_coding|+|2V>2I|103G>A`. */
interface Expected {
  readonly words: Set<string>;
  readonly aminoAcids: string | null;
}

function parseExpected(text: string): {
  readonly ofTranscript: ReadonlyMap<string, Expected>;
  readonly joinedTo: string | null;
} {
  const ofTranscript = new Map<string, Expected>();
  let joinedTo: string | null = null;
  for (const one of text.split(',')) {
    if (one.startsWith('@')) {
      joinedTo = one;
      continue;
    }
    const [types = '', , transcript = '', , , aminoAcids] = one.split('|');
    const known = ofTranscript.get(transcript);
    const words = known?.words ?? new Set<string>();
    for (const type of types.split('&')) {
      if (type !== 'NMD_transcript' && type !== '.') words.add(type.replace(/^\*/, ''));
    }
    ofTranscript.set(transcript, {
      words,
      aminoAcids: aminoAcids ?? known?.aminoAcids ?? null,
    });
  }
  return { ofTranscript, joinedTo };
}

const listed = (words: ReadonlySet<string>): string => [...words].sort().join('&');

function withoutShared(before: string, after: string): string {
  let [a, b] = [before, after];
  while (a !== '' && a.charAt(0) === b.charAt(0)) [a, b] = [a.slice(1), b.slice(1)];
  while (a !== '' && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  return `${a}>${b}`;
}

/** Does a haplotype's or single variant's protein bear out what bcftools prints, `353PA>353P`. */
function proteinAgrees(
  printed: string,
  ours: {
    readonly aminoAcids: string;
    readonly mutantProtein: string;
    readonly words: Set<string>;
  },
): boolean {
  const match = /^(\d+)([A-Z*]*)(?:\.\.\d+)?(?:>(\d+)([A-Z*]*)(?:\.\.\d+)?)?$/.exec(printed);
  if (match === null) return false;
  const [, , before = '', place, after = before] = match;
  if (ours.words.has('frameshift') && place !== undefined) {
    const read = ours.mutantProtein.slice(Number(place) - 1);
    return read.startsWith(after.replace(/\*$/, ''));
  }
  const [own = '', changed = own] = ours.aminoAcids.replaceAll('-', '').split('/');
  return withoutShared(before, after) === withoutShared(own, changed);
}

/** Where we and bcftools differ on the variants of one file. */
function differences(
  locus: Locus,
  variants: readonly LocusVariant[],
  expected: ReadonlyMap<string, string>,
  isLocal: boolean,
): { readonly compared: number; readonly found: readonly string[] } {
  const found: string[] = [];
  let compared = 0;
  for (const transcript of locus.transcripts) {
    const haplotypes = isLocal ? [] : haplotypeProteins(transcript, variants);
    for (const one of variants) {
      const text = expected.get(one.record);
      const call = callConsequence(transcript, one.variant);
      if (text === undefined) continue;
      if (call === null || /stream/.test(call.terms.join())) continue;
      compared++;
      const { ofTranscript, joinedTo } = parseExpected(text);
      const own = ofHaplotype(haplotypes, one);
      const words = inBcftoolsWords([
        ...call.terms.filter((term) => own === null || /splice|intron|UTR/.test(term)),
        ...(own?.terms ?? []),
      ]);
      const theirs = [...ofTranscript].find(
        ([id]) => id !== '' && (transcript.id === id || transcript.id.startsWith(`${id}.`)),
      )?.[1];
      const line = (ours: string, bcftools: string): string =>
        `${shortened(one.record)} ${transcript.id}: ${ours}, bcftools ${bcftools}`;
      if (joinedTo !== null && (own?.isJoined ?? false)) continue;
      // Introns and non-coding exons stand without a transcript, once for all of them.
      const unnamed = ofTranscript.get('')?.words ?? new Set();
      if (theirs === undefined) {
        const isKnown = words.size === 1 && [...words].every((word) => unnamed.has(word));
        const isOutside = words.has('intron') || words.has('non_coding');
        const isUnlisted = words.size === 1 && isOutside && text !== '.';
        if (!isKnown && !isUnlisted)
          found.push(line(listed(words), text === '.' ? 'nothing' : text));
        continue;
      }
      if (listed(words) !== listed(theirs.words)) {
        found.push(line(listed(words), listed(theirs.words)));
      } else if (theirs.aminoAcids !== null) {
        const agrees = proteinAgrees(theirs.aminoAcids, {
          words,
          aminoAcids: own?.aminoAcids ?? call.aminoAcids ?? '',
          mutantProtein: own?.mutantProtein ?? call.mutantProtein ?? '',
        });
        if (!agrees) found.push(line(call.hgvsp ?? '', theirs.aminoAcids));
      }
    }
  }
  return { compared, found };
}

/** Long alleles as their ends and length. */
function shortened(record: string): string {
  return record.replaceAll(
    /[ACGT]{12,}/g,
    (bases) => `${bases.slice(0, 3)}..${bases.slice(-3)}(${bases.length})`,
  );
}

function ofHaplotype(haplotypes: readonly HaplotypeProtein[], variant: PhasedVariant) {
  for (const { changes, mutantProtein } of haplotypes) {
    const change = changes.find(({ variants }) => variants.includes(variant));
    if (change !== undefined) {
      const { terms, wildtypeResidues, mutantResidues, variants } = change;
      const aminoAcids = `${wildtypeResidues}/${mutantResidues}`;
      return { terms, aminoAcids, mutantProtein, isJoined: variants.length > 1 };
    }
  }
  return null;
}

interface Run {
  readonly folder: string;
  readonly gff: string;
  readonly vcf: string;
  readonly expected: ReadonlyMap<string, string>;
  readonly isLocal: boolean;
  /** The command leaves out some records, which then have no consequence. */
  readonly isFiltered: boolean;
}

/** Recorded with several samples; compared haplotype by haplotype below. */
const OF_SAMPLES = ['ENST00000000000', 'ENST00000422159', 'haploid-diploid'];

/** Every recorded run of bcftools csq in a folder: `.txt`, local `.txt-l`, and `.cmd` with its output. */
function runsOf(locus: string): readonly Run[] {
  const folder = join(sharedPath(LOCI), locus);
  const names = readdirSync(folder);
  const gff =
    names.find((name) => name === `${locus}.gff`) ?? names.find((n) => n.endsWith('.gff'));
  const runs: Run[] = [];
  const add = (
    name: string,
    vcf: string,
    gff: string,
    text: string,
    { isLocal, isFiltered }: Pick<Run, 'isLocal' | 'isFiltered'>,
  ): void => {
    if (OF_SAMPLES.some((one) => locus === one || name.startsWith(one))) return;
    const expected = new Map<string, string>();
    for (const line of text.split('\n')) {
      const [position, reference, alternate, ...consequences] = line.split('\t');
      // Of a pair of lines the first is what the authors wished for, the second what bcftools says;
      // of several columns, one a haplotype, one is filled in.
      if (consequences.length > 0) {
        const filled = consequences.find((one) => one !== '.') ?? '.';
        expected.set(`${position} ${reference}>${alternate}`, filled);
      }
    }
    if (expected.size > 0) runs.push({ folder, gff, vcf, expected, isLocal, isFiltered });
  };
  for (const name of names) {
    const path = join(folder, name);
    const [vcfOfText] = /^(.*)\.txt(?:-l)?$/.exec(name)?.slice(1) ?? [];
    if (vcfOfText !== undefined && existsSync(join(folder, `${vcfOfText}.vcf`))) {
      const isLocal = name.endsWith('-l');
      const text = readFileSync(path, 'utf8');
      add(name, `${vcfOfText}.vcf`, gff as string, text, { isLocal, isFiltered: false });
    }
    if (!name.endsWith('.cmd')) continue;
    const commands = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.includes('bcftools csq'));
    const output = readFileSync(`${path}.out`, 'utf8');
    const blocks = commands.length === 1 ? [output] : output.split('\n\n');
    for (const [i, command] of commands.entries()) {
      const ownGff = /-g (\S+)/.exec(command)?.[1] as string;
      const vcf = /(\S+\.vcf)/.exec(command)?.[1] as string;
      const isLocal = / -l/.test(command);
      const isFiltered = command.includes(' -i ');
      add(name, vcf, ownGff, blocks[i] as string, { isLocal, isFiltered });
    }
  }
  return runs;
}

const loci = hasShared(LOCI)
  ? readdirSync(sharedPath(LOCI)).filter((name) => name.startsWith('E'))
  : [];

/** The same difference on all three transcripts of ANKRD30B. */
const ankrd30b = (record: string, difference: string): readonly string[] =>
  ['ENST00000358984.9', 'ENST00000580206.1', 'ENST00000665241.1'].map(
    (transcript) => `ENST00000580206 ${record} ${transcript}: ${difference}`,
  );

/** Where we differ from bcftools csq 1.16, and why. Everything else is the same. */
const ARGUED: readonly { readonly why: string; readonly lines: readonly string[] }[] = [
  {
    why: 'the annotation contradicts its sequence or itself: we refuse it by name, bcftools reads on',
    lines: [
      'EDUMMY0001 refused: transcript gtrV: codon 7 of its CDS is the stop TAA',
      'EDUMMY0002 refused: transcript t2: "t2" is not a transcript accession',
      'EMN908947 refused: no transcript of the file can be used: transcript ORF1ab: its CDS parts overlap at 13468',
      'ENST00000368801.2 refused: transcript ENST00000368801.2: its CDS does not end in a stop codon',
    ],
  },
  {
    why: 'the change can be written within the exon, where the splice site stays as it is: the protein follows, with a doubt (the authors want this for ENST00000382647)',
    lines: [
      'ENST00000227471 6609 A>AG ENST00000227471.2: frameshift&splice_region, bcftools splice_acceptor&splice_region',
      'ENST00000341065 19026 CAGGTGGCCAG>CAGGCCAG ENST00000341065.4: inframe_deletion&splice_region, bcftools inframe_deletion&splice_acceptor&synonymous',
      'ENST00000382647 1443 A>ACC..TCA(19) ENST00000382647.7: 5_prime_utr&splice_region, bcftools splice_donor',
      'ENST00000545279 44572 T>TC ENST00000545279.1: frameshift&splice_region, bcftools splice_donor&splice_region',
    ],
  },
  {
    why: 'the alleles are trimmed before they are placed: the rest lies in the intron',
    lines: [
      'ENST00000341065 16255 CCCCACCCAGA>CCCACCCAGA ENST00000341065.4: intron, bcftools nothing',
      'ENST00000341065 16427 GGTACTGGGG>GGTACTGGG ENST00000341065.4: splice_region, bcftools splice_region&synonymous',
      'ENST00000341065 18365 ACAACTCAGG>AACAACTCAGG ENST00000341065.4: intron, bcftools nothing',
      'ENST00000341065 18498 GGTAAGGGG>GGTAAGGGGA ENST00000341065.4: intron, bcftools nothing',
    ],
  },
  {
    why: 'over an exon edge the length of what is left says nothing of the frame; VEP too gives coding_sequence_variant, and no stop_lost where the annotation lacks the stop (ENST00000518414)',
    lines: [
      'ENST00000409523 18990 TAA..CAA(17)>T ENST00000409523.1: coding_sequence&splice_acceptor, bcftools frameshift&splice_acceptor',
      'ENST00000518414 11397 ACT..GCT(15)>A ENST00000518414.1: coding_sequence, bcftools inframe_deletion&stop_lost',
    ],
  },
  {
    why: 'where the start codon is lost, what follows is not read; it is lost in a frame of one codon too',
    lines: [
      'ENST00000000001 3 GGC>G transcript00000000001: frameshift, bcftools nothing',
      'ENST00000218032 107 CATG>C ENST00000218032.6: splice_region&start_lost, bcftools inframe_deletion&splice_region&start_lost',
      'ENST00000420670 44688 C>T ENST00000420670.1: start_lost, bcftools missense',
    ],
  },
  {
    why: 'the annotated start codon AGG starts with Met, as any; AGG to ATG keeps it',
    lines: ['ENST00000295641 79 G>T ENST00000295641.10: start_retained, bcftools missense'],
  },
  {
    why: 'a deletion that leaves everything from the start codon on as it was is one of the 5′ region',
    lines: [
      'ENST00000318249.2 4958 AGA>A ENST00000318249.5: 5_prime_utr, bcftools start_retained',
      'ENST00000368801 11191 AT>A ENST00000368801.2: 5_prime_utr&start_retained, bcftools start_retained',
    ],
  },
  {
    why: "VEP's definition of a splice region: an insertion lies within it, not at its edge",
    lines: [
      'ENST00000423372 2723 G>GAAA ENST00000423372.3: 3_prime_utr, bcftools 3_prime_utr&splice_region',
    ],
  },
  {
    why: "VEP's definition of inframe_insertion: the residues of the codon are kept at one end",
    lines: [
      'ENST00000423372 3630 T>TAAA ENST00000423372.3: stop_lost, bcftools inframe_insertion&stop_lost',
      ...ankrd30b('35750 C>CAAAAGA', 'inframe_altering, bcftools inframe_insertion'),
      ...ankrd30b('35750 CC>CAAAAGAA', 'inframe_altering, bcftools inframe_insertion'),
    ],
  },
  {
    why: "VEP's definition of inframe_deletion: the codons are kept but for the bases taken out",
    lines: [
      ...ankrd30b('35750 CCAG>C', 'inframe_altering, bcftools inframe_deletion'),
      'ENST00000580206 35750 CCAGCA>CCT ENST00000358984.9: inframe_altering, bcftools inframe_deletion',
    ],
  },
  {
    why: 'two variants of neighbouring codons that leave the frame alone are two changes; bcftools counts the base that VCF puts before an insertion',
    lines: [
      ...ankrd30b('35750 CCAG>C', 'inframe_deletion, bcftools inframe_altering&missense'),
      ...ankrd30b('35755 A>ACCT', 'inframe_insertion, bcftools @35750'),
      'ENST00000379416 53594 A>AGC ENST00000379416.4: frameshift, bcftools @53595',
      'ENST00000379416 53595 A>ACTC ENST00000379416.4: inframe_insertion, bcftools frameshift',
    ],
  },
  {
    why: 'variants that shift the frame and shift it back count by what they do together: one residue, or a stop',
    lines: [
      'ENST00000269081 46862 AAT>A ENST00000269081.8: inframe_altering&splice_region&stop_gained, bcftools frameshift&stop_gained',
      'ENST00000379416 53595 ACT>A ENST00000379416.4: missense, bcftools inframe_altering&missense',
    ],
  },
  {
    why: 'the insertion behind the last base is the same as one before it, in the transcript',
    lines: ['ENST00000436063 20 G>GTT ENST00000436063.2: 3_prime_utr, bcftools nothing'],
  },
  {
    why: 'the last codon of an annotation that lacks its end is no stop codon: a stop in its place is gained',
    lines: ['ENST00000528237 14714 G>A ENST00000528237.1: stop_gained, bcftools stop_retained'],
  },
];

describe.skipIf(loci.length === 0)('the loci of bcftools csq', () => {
  it('agree but for what is argued', async () => {
    const found = new Set<string>();
    let compared = 0;
    for (const locus of loci) {
      for (const run of runsOf(locus)) {
        const built = await readLocus(run.folder, run.gff);
        for (const reason of built.refused) found.add(`${locus} refused: ${reason}`);
        const variants = readVariants(join(run.folder, run.vcf), null).filter(
          ({ record }) => run.expected.get(record) !== '.' || !run.isFiltered,
        );
        const result = differences(built, variants, run.expected, run.isLocal);
        compared += result.compared;
        for (const line of result.found) found.add(`${locus} ${line}`);
      }
    }
    expect([...found].sort()).toEqual(ARGUED.flatMap(({ lines }) => lines).sort());
    expect(loci).toHaveLength(66);
    // Pairs of record and transcript, runs with and without haplotypes counted apart.
    expect(compared).toBe(332);
  });

  /** Codon and residues of a haplotype's changes as bcftools prints them. */
  const printed = (haplotypes: readonly HaplotypeProtein[]): readonly string[] =>
    haplotypes.flatMap(({ copy, changes }) =>
      changes.map(({ firstCodon, wildtypeResidues, mutantResidues, isBehindNewStop }) => {
        const codon = firstCodon + 1;
        const stop = isBehindNewStop ? '*' : '';
        return `${copy ?? '-'} ${stop}${codon}${wildtypeResidues}>${codon}${mutantResidues}`;
      }),
    );

  async function ofSample(
    locus: string,
    vcf: string,
    sample: number,
    transcriptId: string,
  ): Promise<readonly string[]> {
    const folder = join(sharedPath(LOCI), locus);
    const { transcripts } = await readLocus(folder, `${locus}.gff`);
    const transcript = transcripts.find(({ id }) => id.startsWith(transcriptId)) as Transcript;
    return printed(haplotypeProteins(transcript, readVariants(join(folder, vcf), sample)));
  }

  it('agree sample by sample: haploid, diploid and triploid genotypes', async () => {
    const locus = 'ENST00000381157';
    const vcf = 'haploid-diploid.vcf';
    // bcftools counts codons from the first whole one: 88A>88V, of C>T and the haploid G>T together.
    expect(await ofSample(locus, vcf, 0, locus)).toEqual(['0 89A>89V', '- 89A>89A']);
    // A haploid genotype stands for every copy here, for the first one in bcftools.
    expect(await ofSample(locus, vcf, 1, locus)).toEqual([
      '1 77N>77Y',
      '1 89A>89V',
      '1 90S>90F',
      '2 77N>77Y',
      '2 89A>89V',
      '2 90S>90F',
      '- 77N>77Y',
      '- 89A>89V',
    ]);
  });

  it('agree on two alleles of one record in two samples', async () => {
    const locus = 'ENST00000422159';
    // bcftools: 91L*>91K, where we write X for what a frameshift leaves over; and 90SL*>90*.
    expect(await ofSample(locus, 'multiallelic.vcf', 0, locus)).toEqual(['1 91L*>91X']);
    expect(await ofSample(locus, 'multiallelic.vcf', 1, locus)).toEqual(['1 90SL*>90*']);
  });

  it('agree on what lies behind a stop that an earlier variant makes', async () => {
    const locus = 'ENST00000000000';
    const variants = (sample: number): Promise<readonly string[]> =>
      ofSample(locus, 'upstream-stop.vcf', sample, 'C41D11.1e.1');
    expect(await variants(0)).toEqual(['- 49K>49*', '- *259D>259Y']);
    expect(await variants(1)).toEqual(['- 259D>259Y']);
  });
});
