import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { beforeAll, describe, expect, it } from 'vitest';

import { compileVariants, parseVcfVariant } from '../../data/recipes/demo-cases/compile-case.js';
import { annotate } from '../../data/recipes/demo-cases/consequence.js';
import { DEMO_TUMOURS } from '../../data/recipes/demo-cases/demo-tumours.js';
import { describeProtein } from '../../data/recipes/demo-cases/hgvs.js';
import { krasTranscript } from '../../data/recipes/demo-cases/kras-transcript.js';
import { placeLrgTranscript } from '../../data/recipes/demo-cases/panel-transcripts.js';
import {
  readSourceRecords,
  SOURCE_FILES,
  type SourceRecords,
} from '../../data/recipes/demo-cases/source-records.js';
import type { Transcript } from '../../data/recipes/demo-cases/transcript.js';
import { caseFiles } from '../../data/recipes/demo-cases/write-case.js';
import { isPeptide } from '../../src/core/brands.js';
import { hasShared, sharedPath, sharedRows, sharedText } from '../shared-data.js';

const DEMO = new URL('../../data/demo/', import.meta.url);
const CASES = DEMO_TUMOURS.map(({ folder }) => folder);

type Csq = Readonly<Record<string, string>>;

interface VcfRecord {
  /** `chr12 25245351 C A`. */
  readonly at: string;
  readonly csq: readonly Csq[];
  readonly normal: Readonly<Record<string, string>>;
  readonly tumour: Readonly<Record<string, string>>;
}

/** A reader of its own, so that neither the recipe nor the importer checks itself. */
function readVcf(text: string): readonly VcfRecord[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const description = lines.find((line) => line.startsWith('##INFO=<ID=CSQ')) ?? '';
  const fields = /Format: ([^"]+)"/.exec(description)?.[1]?.split('|') ?? [];
  const samples = (lines.find((line) => line.startsWith('#CHROM')) ?? '').split('\t').slice(9);
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [chrom, pos, , ref, alt, , , info = '', format = '', ...values] = line.split('\t');
      const sample = (suffix: string): Readonly<Record<string, string>> => {
        const cells = values[samples.findIndex((name) => name.endsWith(suffix))]?.split(':') ?? [];
        return Object.fromEntries(format.split(':').map((key, i) => [key, cells[i] ?? '']));
      };
      const csq = (/CSQ=([^;]*)/.exec(info)?.[1] ?? '').split(',').map((entry) => {
        const cells = entry.split('|');
        return Object.fromEntries(fields.map((field, i) => [field, decode(cells[i] ?? '')]));
      });
      return {
        at: [chrom, pos, ref, alt].join(' '),
        csq,
        normal: sample('NORMAL'),
        tumour: sample('TUMOUR'),
      };
    });
}

function decode(text: string): string {
  return text.replaceAll('%3D', '=');
}

function readCase(folder: string): readonly VcfRecord[] {
  return readVcf(gunzipSync(readFileSync(new URL(`${folder}/tumour.vcf.gz`, DEMO))).toString());
}

interface Consequence {
  readonly at: string;
  /** A field of its CSQ entry, empty where it has none. */
  readonly csq: (field: string) => string;
}

function consequencesOf(records: readonly VcfRecord[]): readonly Consequence[] {
  return records.flatMap(({ at, csq }) =>
    csq.map((entry) => ({ at, csq: (field: string) => entry[field] ?? '' })),
  );
}

/** Values of one CSQ field for each value of another. */
function grouped(
  consequences: readonly Consequence[],
  keyField: string,
  valueField: string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { csq } of consequences) {
    const group = groups.get(csq(keyField)) ?? new Set<string>();
    groups.set(csq(keyField), group.add(csq(valueField)));
  }
  return groups;
}

describe.each(CASES)('demo case %s', (folder) => {
  const records = readCase(folder);
  const consequences = consequencesOf(records);

  it('annotates every variant on one canonical transcript', () => {
    expect(records.length).toBeGreaterThan(15);
    const canonical = consequences.filter(({ csq }) => csq('CANONICAL') === 'YES');
    expect(canonical.map(({ at }) => at)).toEqual(records.map(({ at }) => at));
  });

  it('has the reference residues in the wild-type protein where it says', () => {
    const stated = consequences.flatMap(({ at, csq }) => {
      const [reference = ''] = csq('Amino_acids').split('/');
      const [first = '', last = first] = csq('Protein_position').split('-');
      return reference === '' || reference === '-'
        ? []
        : [{ at, reference, start: Number(first) - 1, end: Number(last), csq }];
    });
    expect(stated.length).toBeGreaterThan(15);
    expect(stated.map(({ at, reference }) => ({ at, reference }))).toEqual(
      stated.map(({ at, csq, start, end }) => ({
        at,
        reference: `${csq('WildtypeProtein')}*`.slice(start, end),
      })),
    );
  });

  it('gives each transcript one protein of standard residues, and no two genes the same', () => {
    const proteins = consequences.map(({ csq }) => csq('WildtypeProtein'));
    expect(proteins.filter((protein) => !isPeptide(protein))).toEqual([]);
    const genesOfProtein = grouped(consequences, 'WildtypeProtein', 'SYMBOL');
    const proteinsOfTranscript = grouped(consequences, 'Feature', 'WildtypeProtein');
    expect([...genesOfProtein.values()].filter(({ size }) => size !== 1)).toEqual([]);
    expect([...proteinsOfTranscript.values()].filter(({ size }) => size !== 1)).toEqual([]);
  });

  it('gives frameshifts, and only those, a protein that is the wild type up to the change', () => {
    const frameshifts = consequences.filter(({ csq }) => csq('FrameshiftSequence') !== '');
    expect(frameshifts.map(({ at }) => at)).toEqual(
      consequences
        .filter(({ csq }) => csq('Consequence').includes('frameshift_variant'))
        .map(({ at }) => at),
    );
    const facts = frameshifts.map(({ at, csq }) => {
      const [, position, residuesToStop] = /p\.\D+(\d+)\D+fsTer(\d+)$/.exec(csq('HGVSp')) ?? [];
      const mutant = csq('FrameshiftSequence');
      const wildtype = csq('WildtypeProtein');
      const first = Number(position) - 1;
      return {
        at,
        isPeptide: isPeptide(mutant),
        sharesStart: mutant.slice(0, first) === wildtype.slice(0, first),
        differsThere: mutant[first] !== wildtype[first],
        endsThere: mutant.length === first + Number(residuesToStop) - 1,
      };
    });
    expect(facts).toEqual(
      facts.map(({ at }) => ({
        at,
        isPeptide: true,
        sharesStart: true,
        differsThere: true,
        endsThere: true,
      })),
    );
  });

  it('counts reads that add up', () => {
    const counted = records.flatMap(({ tumour, normal }) => [
      { reads: tumour['AD'], depth: tumour['DP'], fraction: tumour['AF'] },
      { reads: normal['AD'], depth: normal['DP'], fraction: normal['AF'] },
      { reads: tumour['RAD'], depth: tumour['RDP'], fraction: tumour['RAF'] },
    ]);
    const seen = counted.filter(({ fraction }) => fraction !== '.');
    expect(seen.length).toBeGreaterThan(2 * records.length);
    expect(seen.map(({ depth, fraction }) => ({ depth, fraction }))).toEqual(
      seen.map(({ reads = '' }) => {
        const [reference, alternate] = reads.split(',').map(Number) as [number, number];
        const depth = reference + alternate;
        return { depth: `${depth}`, fraction: `${Number((alternate / depth).toFixed(4))}` };
      }),
    );
    expect(Math.min(...records.map(({ tumour }) => Number(tumour['AF'])))).toBeGreaterThan(0.01);
    expect(Math.max(...records.map(({ normal }) => Number(normal['AF'])))).toBeLessThan(0.05);
  });

  it('is small, and says that the patient is invented', () => {
    const text = readFileSync(new URL(`${folder}/case.yaml`, DEMO), 'utf8');
    expect(text).toContain('inputs:\n  vcf: tumour.vcf.gz');
    expect(readFileSync(new URL(`${folder}/tumour.vcf.gz`, DEMO)).length).toBeLessThan(100_000);
    expect(readFileSync(new URL(`${folder}/README.md`, DEMO), 'utf8')).toContain(
      'invented patient',
    );
  });
});

describe('the drivers of the demo cases', () => {
  // Codon 12 GGT and codon 858 CTG, as every description of these mutations has them.
  it.each([
    ['lung-a', 'KRAS', 'p.Gly12Cys', 'Ggt/Tgt'],
    ['lung-a', 'STK11', 'p.Glu165Ter', 'Gag/Tag'],
    ['lung-a', 'TP53', 'p.Arg158Leu', 'cGc/cTc'],
    ['lung-b', 'EGFR', 'p.Leu858Arg', 'cTg/cGg'],
    ['lung-b', 'TP53', 'p.Arg175His', 'cGc/cAc'],
  ])('%s has %s %s', (folder, gene, change, codons) => {
    const driver = consequencesOf(readCase(folder)).find(
      ({ csq }) => csq('SYMBOL') === gene && csq('CANONICAL') === 'YES',
    );
    expect(driver?.csq('HGVSp').split(':')[1]).toBe(change);
    expect(driver?.csq('Codons')).toBe(codons);
  });
});

/**
 * TP53 transcripts with two start codons in their LRG record. The panel's GFF, which bcftools read, has
 * the inner one; the cases have the outer one, as Ensembl 110 does for the same exons.
 */
const TWO_STARTS = new Map([
  ['LRG_321t4', 'NM_001126113.2'],
  ['LRG_321t5', 'NM_001126115.1'],
  ['LRG_321t6', 'NM_001126116.1'],
  ['LRG_321t7', 'NM_001126117.1'],
]);

describe('bcftools csq 1.16 (recorded)', () => {
  const recorded = readFileSync(
    new URL('fixtures/demo-cases.bcftools-csq.tsv', import.meta.url),
    'utf8',
  )
    .split('\n')
    .filter((line) => line.startsWith('lung-'))
    .map((line) => {
      const [folder, chrom, pos, ref, alt, bcsq = ''] = line.split('\t');
      const calls = bcsq.split(',').map((call) => {
        const [consequence = '', , transcript = '', , , change = ''] = call.split('|');
        return { consequence, transcript, change };
      });
      return { key: [folder, chrom, pos, ref, alt].join(' '), calls };
    });
  const ours = CASES.flatMap((folder) =>
    consequencesOf(readCase(folder)).map(({ at, csq }) => ({ key: `${folder} ${at}`, csq })),
  );

  it('was asked about every variant but that of KRAS', () => {
    const others = ours.filter(({ csq }) => csq('SYMBOL') !== 'KRAS').map(({ key }) => key);
    expect(recorded.map(({ key }) => key)).toEqual([...new Set(others)]);
  });

  it('gives the same residues for every change within the frame', () => {
    const theirs = recorded.flatMap(({ key, calls }) =>
      calls
        .filter(({ consequence, transcript, change }) => {
          const isInFrame = change !== '' && !consequence.includes('frameshift');
          return isInFrame && !TWO_STARTS.has(transcript);
        })
        .map(({ change }) => `${key} ${change}`),
    );
    const twoStarts = new Set(TWO_STARTS.values());
    const written = ours
      .filter(({ csq }) => {
        const isInFrame = csq('Amino_acids') !== '' && csq('FrameshiftSequence') === '';
        return isInFrame && csq('SYMBOL') !== 'KRAS' && !twoStarts.has(csq('Feature'));
      })
      .map(({ key, csq }) => {
        const [position = ''] = csq('Protein_position').split('-');
        const [reference = '', alternate] = csq('Amino_acids').split('/');
        const change = alternate === undefined ? '' : `>${position}${alternate}`;
        return `${key} ${position}${reference}${change}`;
      });
    expect(written.length).toBeGreaterThan(60);
    expect(written.sort()).toEqual(theirs.sort());
  });

  it('starts every frameshift at the same residue, and agrees until it stops at the old stop', () => {
    const frameshifts = recorded.flatMap(({ key, calls }) =>
      calls
        .filter(({ consequence }) => consequence.includes('frameshift'))
        .map(({ change }) => {
          const [, position, wildtype = '', mutant = ''] =
            /^(\d+)([A-Z]+\*?)>\d+([A-Z]+\*?)$/.exec(change) ?? [];
          let same = 0;
          while (wildtype[same] === mutant[same]) same++;
          return { key, start: Number(position) - 1, same, mutant };
        }),
    );
    expect(frameshifts.length).toBe(4);
    // STX11's new stop lies in the 3' untranslated part, where bcftools does not follow it.
    expect(frameshifts.filter(({ mutant }) => !mutant.endsWith('*')).length).toBe(1);
    expect(frameshifts).toEqual(
      frameshifts.map(({ key, start, mutant }) => {
        const csq = ours.find((entry) => entry.key === key)?.csq ?? (() => '');
        const [, firstChanged] = /p\.\D+(\d+)/.exec(csq('HGVSp')) ?? [];
        const protein = `${csq('FrameshiftSequence')}*`;
        return {
          key,
          start,
          same: Number(firstChanged) - 1 - start,
          mutant: protein.slice(start, start + mutant.length),
        };
      }),
    );
  });
});

const SOURCES = Object.values(SOURCE_FILES);
const absent = SOURCES.find((path) => !hasShared(path));

describe.skipIf(absent !== undefined)(
  `the recipe (needs ../shared/${absent ?? SOURCES[0]})`,
  () => {
    let records: SourceRecords;
    const panel = new Map<string, Transcript>();
    const panelOfGene = new Map<string, Transcript[]>();
    beforeAll(() => {
      records = readSourceRecords(sharedPath(''));
      for (const record of records.lrg) {
        for (const transcript of record.transcripts) {
          const placed = placedOrNull(records, record, transcript);
          if (placed === null) continue;
          panel.set(`${record.lrg}${transcript.name}`, placed);
          panelOfGene.set(record.symbol, [...(panelOfGene.get(record.symbol) ?? []), placed]);
        }
      }
    });

    it.each(DEMO_TUMOURS)('writes $name again, byte for byte, every check passed', (tumour) => {
      for (const { name, bytes } of caseFiles(records, tumour, compileVariants(records, tumour))) {
        const written = readFileSync(new URL(`${tumour.folder}/${name}`, DEMO));
        expect(Buffer.compare(written, bytes), `${tumour.folder}/${name}`).toBe(0);
      }
    });

    it('has every transcript borne out by Ensembl, and every gene by Swiss-Prot', () => {
      const compiled = DEMO_TUMOURS.flatMap((tumour) => compileVariants(records, tumour));
      const transcripts = compiled.flatMap(({ consequences }) =>
        consequences.map(({ transcript }) => transcript),
      );
      expect(transcripts.map(({ sameCodingExons }) => sameCodingExons.split('-')[0])).toEqual(
        transcripts.map(({ geneSymbol }) => geneSymbol),
      );
      const withoutEntry = compiled.filter(({ consequences }) =>
        consequences.every(({ transcript }) => transcript.sameProtein === null),
      );
      // Swiss-Prot's one KRAS is isoform 4A, RefSeq's NM_004985 is 4B.
      expect(withoutEntry.map(({ planned }) => planned.gene)).toEqual(['KRAS']);
    });

    it('writes insertions and deletions as far left as they go', () => {
      const indels = CASES.flatMap(readCase)
        .map(({ at }) => at.split(' ') as [string, string, string, string])
        .filter(([, , reference, alternate]) => reference.length !== alternate.length);
      expect(indels.length).toBeGreaterThan(6);
      for (const [chromosome, position, reference, alternate] of indels) {
        const anchor = records.genome.bases(chromosome, Number(position) - 1, Number(position));
        expect(reference[0]).toBe(anchor);
        expect((reference.length > 1 ? reference : alternate).at(-1)).not.toBe(anchor);
      }
    });

    it('refuses a source that contradicts another', () => {
      const [lungA] = DEMO_TUMOURS as [(typeof DEMO_TUMOURS)[number]];
      const wrongBase = {
        ...lungA,
        variants: [
          { ...lungA.variants[1], at: 'chr19 1220401 A T' } as (typeof lungA.variants)[number],
        ],
      };
      expect(() => compileVariants(records, wrongBase)).toThrow('chr19:1220401 is G, not A');
      const noSwissProt = { ...records, swissProt: new Map() };
      expect(() => compileVariants(noSwissProt, lungA)).toThrow(/KRAS|NM_004985/);
      const ras4B = {
        ...records,
        swissProt: new Map([['KRAS', [{ accession: 'P01116', protein: 'MTEYKLVVVGA' }]]]),
      };
      expect(() => krasTranscript(ras4B)).toThrow('residues 1-150');
    });

    const truth = 'data/genome/consequence_truth_leftaligned.tsv.gz';
    it.skipIf(!hasShared(truth))(`gives the mutant protein of every variant of ${truth}`, () => {
      const compared = sharedRows(truth).flatMap((row) => {
        const transcript = panel.get(row['transcript'] ?? '');
        // Some records put the start codon elsewhere than the table's transcript does.
        if (transcript?.protein.length !== Number(row['ref_protein_len'])) return [];
        if (row['class'] === 'start_lost') return [];
        const annotation = annotate(transcript, {
          chromosome: row['#chrom'] ?? '',
          position: Number(row['pos']),
          reference: row['ref'] ?? '',
          alternate: row['alt'] ?? '',
        });
        const protein = annotation?.mutantProtein ?? '';
        return [{ row, digest: createHash('md5').update(protein).digest('hex') }];
      });
      expect(compared.length).toBe(22_559);
      expect(compared.filter(({ row, digest }) => digest !== row['alt_protein_md5'])).toEqual([]);
    });

    const hcc1395 = 'cases/hcc1395/annotated.expression.vcf.gz';
    it.skipIf(!hasShared(hcc1395))(`says what VEP 105 says of panel genes in ${hcc1395}`, () => {
      const pairs = consequencesOf(readVcf(sharedText(hcc1395))).flatMap(({ at, csq }) =>
        (panelOfGene.get(csq('SYMBOL')) ?? [])
          .filter(({ protein }) => protein === csq('WildtypeProtein') && csq('Protein_position'))
          .map((transcript) => ({
            vep: {
              allele: csq('Allele'),
              // The panel's transcripts have no biotype but protein_coding.
              terms: csq('Consequence').replace('&NMD_transcript_variant', ''),
              impact: csq('IMPACT'),
              hgvsc: csq('HGVSc').split(':')[1],
              hgvsp: csq('HGVSp').split(':')[1],
              cdsPosition: csq('CDS_position'),
              proteinPosition: csq('Protein_position'),
              aminoAcids: csq('Amino_acids'),
              codons: csq('Codons'),
              frameshiftProtein: csq('FrameshiftSequence'),
            },
            ours: annotate(transcript, parseVcfVariant(at)),
          })),
      );
      expect(pairs.length).toBe(37);
      expect(
        pairs.map(({ ours }) => ({
          allele: ours?.allele,
          terms: ours?.terms.join('&'),
          impact: ours?.impact,
          hgvsc: ours?.hgvsc.split(':')[1],
          hgvsp: ours?.hgvsp.split(':')[1],
          cdsPosition: ours?.cdsPosition,
          proteinPosition: ours?.proteinPosition,
          aminoAcids: ours?.aminoAcids,
          codons: ours?.codons,
          frameshiftProtein: ours?.frameshiftProtein,
        })),
      ).toEqual(pairs.map(({ vep }) => vep));
    });

    it.skipIf(!hasShared(hcc1395))(`names frameshifts as VEP 105 does in ${hcc1395}`, () => {
      // The plugin leaves frameshifts in a splice region without a sequence.
      const frameshifts = consequencesOf(readVcf(sharedText(hcc1395))).filter(
        ({ csq }) => csq('FrameshiftSequence') !== '' && /fsTer\d+$/.test(csq('HGVSp')),
      );
      expect(frameshifts.length).toBeGreaterThan(20);
      expect(
        frameshifts.map(({ csq }) => {
          const mutant = { protein: csq('FrameshiftSequence'), stopped: true };
          return `p.${describeProtein(csq('WildtypeProtein'), mutant, true, 0)}`;
        }),
      ).toEqual(frameshifts.map(({ csq }) => csq('HGVSp').split(':')[1]));
    });
  },
);

/** Null also where an LRG record contradicts the genome, which 24 of the panel do. */
function placedOrNull(
  records: SourceRecords,
  record: SourceRecords['lrg'][number],
  transcript: SourceRecords['lrg'][number]['transcripts'][number],
): Transcript | null {
  try {
    return placeLrgTranscript(records, record, transcript);
  } catch {
    return null;
  }
}
