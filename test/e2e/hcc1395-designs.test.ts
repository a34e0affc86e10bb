import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { genbankToJson } from '@teselagen/bio-parsers';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Designs } from '../../src/modalities/designs.js';
import type { MrnaVaccineDesign } from '../../src/modalities/mrna-vaccine/mrna-vaccine-design.js';
import type { PeptideVaccineDesign } from '../../src/modalities/peptide-vaccine/peptide-vaccine-design.js';
import { hasShared, sharedPath } from '../shared-data.js';
import { oncoscript, temporaryFolder } from './run-cli.js';

const VCF = 'cases/hcc1395/annotated.expression.vcf.gz';
const present = hasShared(VCF);

/** The standard code as NCBI prints it (gc.prt, table 1): bases in the order T, C, A, G, the third fastest. */
const NCBI_TABLE_1 = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';

function translated(dna: string): string {
  return (dna.match(/.../g) ?? [])
    .map((codon) =>
      NCBI_TABLE_1.charAt([...codon].reduce((sum, base) => 4 * sum + 'TCAG'.indexOf(base), 0)),
    )
    .join('');
}

function reverseComplement(dna: string): string {
  return [...dna]
    .toReversed()
    .map((base) => 'TGCA'.charAt('ACGT'.indexOf(base)))
    .join('');
}

interface Parsed {
  readonly sequence: string;
  readonly circular: boolean;
  readonly features: readonly {
    readonly name: string;
    readonly type: string;
    readonly start: number;
    readonly end: number;
  }[];
}

describe.skipIf(!present)(
  `plan on HCC1395${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    const folder = temporaryFolder();
    const at = (...parts: readonly string[]): string => join(folder.path, ...parts);
    afterAll(() => folder.remove());
    const seconds: Record<string, number> = {};
    let mrna: MrnaVaccineDesign;
    let peptides: PeptideVaccineDesign;

    function planned(input: readonly string[], out: string, design: string): void {
      const started = performance.now();
      const { status, stderr } = oncoscript(
        'plan',
        ...input,
        '--out',
        at(out),
        '--design',
        design,
        '--quiet',
      );
      if (status !== 0) throw new Error(stderr);
      seconds[out] = (performance.now() - started) / 1000;
    }

    beforeAll(() => {
      const of = [
        '--vcf',
        sharedPath(VCF),
        '--tumour-sample',
        'HCC1395_TUMOR_DNA',
        '--normal-sample',
        'HCC1395_NORMAL_DNA',
      ];
      const hla = 'HLA-A*29:02,HLA-B*45:01,HLA-B*82:02,DRB1*04:05';
      planned([...of, '--hla', hla, '--tumour-type', 'BRCA', '--name', 'HCC1395'], 'case', 'none');
      planned([at('case', '02-findings.json')], 'none', 'none');
      planned([at('case', '02-findings.json')], 'all', 'all');
      const { therapies } = JSON.parse(
        readFileSync(at('all', '03-designs.json'), 'utf8'),
      ) as Designs;
      const designOf = (kind: string): unknown =>
        therapies.find((one) => one.kind === kind)?.designs[0];
      mrna = designOf('mrna-vaccine') as MrnaVaccineDesign;
      peptides = designOf('peptide-vaccine') as PeptideVaccineDesign;
    }, 300_000);

    const filesOf = (kind: string): string => at('all', 'dossier', 'designs', kind, `${kind}-1`);

    function parsed(file: string): Parsed {
      const text = readFileSync(join(filesOf('mrna-vaccine'), file), 'utf8');
      const [record] = genbankToJson(text) as readonly { parsedSequence: Parsed }[];
      if (record === undefined) throw new Error(`${file} holds no record`);
      const { sequence, ...rest } = record.parsedSequence;
      return { ...rest, sequence: sequence.toUpperCase().replaceAll('U', 'T') };
    }

    it('takes at most 30 s more with designs than without', () => {
      expect((seconds['all'] as number) - (seconds['none'] as number)).toBeLessThan(30);
    });

    it('writes every kind of file of both vaccines', () => {
      for (const kind of ['mrna-vaccine', 'peptide-vaccine']) {
        const endings = readdirSync(filesOf(kind)).map((name) => name.slice(name.lastIndexOf('.')));
        expect(new Set(endings)).toEqual(
          new Set(['.csv', '.fasta', '.gb', '.json', '.nt', '.svg', '.xlsx']),
        );
      }
    });

    it('codes for the chosen epitopes and spacers, in mRNA, plasmid and insert alike', () => {
      const { epitopes, junctions, epitopeString, protein } = mrna;
      const between = new Map(
        junctions.map(({ left, right, spacer }) => [`${left} ${right}`, spacer]),
      );
      const joined = epitopes
        .map(({ id, sequence }, i) => {
          const next = epitopes[i + 1]?.id;
          return next === undefined ? sequence : sequence + (between.get(`${id} ${next}`) ?? '?');
        })
        .join('');
      expect(epitopeString).toBe(joined);
      expect(protein).toContain(joined);
      for (const name of ['mrna-vaccine-1', 'mrna-vaccine-1-plasmid', 'mrna-vaccine-1-insert']) {
        const { sequence, features, circular } = parsed(`${name}.gb`);
        expect([name, circular]).toEqual([name, name.endsWith('plasmid')]);
        const cds = features.find(
          ({ type, name: label }) => type === 'CDS' && label === 'epitope string',
        );
        if (cds === undefined) throw new Error(`${name} has no coding sequence`);
        expect(translated(sequence.slice(cds.start, cds.end + 1))).toBe(`${protein}**`);
      }
    });

    it('holds no site that cuts where it must not, and the one that linearises once', () => {
      // Sites as in REBASE: BsaI GGTCTC, BspQI and SapI GCTCTTC, XbaI TCTAGA.
      const insert = parsed('mrna-vaccine-1-insert.gb').sequence;
      for (const site of ['GGTCTC', 'GCTCTTC', 'TCTAGA']) {
        expect([site, insert.includes(site), insert.includes(reverseComplement(site))]).toEqual([
          site,
          false,
          false,
        ]);
      }
      const { sequence } = parsed('mrna-vaccine-1-plasmid.gb');
      const ring = sequence + sequence.slice(0, 6);
      const count =
        ring.split('GCTCTTC').length + ring.split(reverseComplement('GCTCTTC')).length - 2;
      expect(count).toBe(1);
    });

    it('says of every junction that makes a strong binder that it does', () => {
      const strong = mrna.junctions.filter(
        ({ strongest }) => (strongest?.percentileRank ?? 100) < 0.5,
      );
      expect(strong.filter(({ isAcceptable }) => isAcceptable)).toEqual([]);
      const told = mrna.problems.join('\n');
      for (const { strongest } of strong) expect(told).toContain(strongest?.peptide);
    });

    it('orders the peptides that the design names, as an independent reader sees them', async () => {
      expect(peptides.peptides).toHaveLength(20);
      const [sheet] = await readXlsxFile(
        join(filesOf('peptide-vaccine'), 'peptide-vaccine-1-order.xlsx'),
      );
      const rows = sheet?.data ?? [];
      expect(rows.slice(1).map(([name, sequence]) => [name, sequence])).toEqual(
        peptides.peptides.map(({ id, sequence }) => [id, sequence]),
      );
    });
  },
);
