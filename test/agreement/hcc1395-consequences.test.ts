import { beforeAll, describe, expect, it } from 'vitest';

import { openBgzipFasta } from '../../data/recipes/demo-cases/bgzip-fasta.js';
import { buildTranscripts } from '../../src/engines/genome/build-transcripts.js';
import { callConsequence } from '../../src/engines/genome/consequence/call-consequence.js';
import { translateCodons } from '../../src/engines/genome/consequence/codons.js';
import { parseHgvs } from '../../src/engines/genome/hgvs/parse-hgvs.js';
import { printHgvs } from '../../src/engines/genome/hgvs/print-hgvs.js';
import { readGeneModels } from '../../src/engines/genome/read-gene-models.js';
import type { Transcript } from '../../src/engines/genome/transcript.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { hasShared, sharedPath, sharedText } from '../shared-data.js';

const CASE = 'cases/hcc1395/annotated.expression.vcf.gz';
const PANEL = 'data/genome/lrg_panel';

/** One entry of VEP 105's CSQ with its record. */
interface Annotated {
  readonly chromosome: string;
  readonly position: number;
  readonly reference: string;
  readonly alternate: string;
  readonly field: Readonly<Record<string, string>>;
}

function readAnnotated(): readonly Annotated[] {
  const lines = sharedText(CASE).split('\n');
  const header = lines.find((line) => line.startsWith('##INFO=<ID=CSQ')) ?? '';
  const names = (/Format: ([^"]*)/.exec(header)?.[1] ?? '').split('|');
  return lines.flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    const [chromosome = '', position, , reference = '', alternate = '', , , info = ''] =
      line.split('\t');
    const entries = /(?:^|;)CSQ=([^;]*)/.exec(info)?.[1]?.split(',') ?? [];
    return entries.map((entry): Annotated => {
      const cells = entry.split('|').map((cell) => cell.replaceAll('%3D', '='));
      return {
        chromosome,
        position: Number(position),
        reference,
        alternate,
        field: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])),
      };
    });
  });
}

const withoutAccession = (hgvs: string | null): string => (hgvs ?? '').replace(/^[^:]*:/, '');

describe.skipIf(!hasShared(CASE))('VEP 105 on HCC1395', () => {
  const annotated = hasShared(CASE) ? readAnnotated() : [];
  const ofGene = new Map<string, Transcript[]>();
  const genome = hasShared(PANEL) ? openBgzipFasta(sharedPath(`${PANEL}/lrg38.fa.gz`)) : null;

  beforeAll(async () => {
    const models = await readGeneModels(fileSource(sharedPath(`${PANEL}/lrg_grch38.gff3.gz`)));
    const sequences = {
      kind: 'genome',
      fetch: (chromosome: string, start0: number, end0: number) =>
        genome?.bases(`chr${chromosome}`, Math.max(0, start0), end0) ?? null,
    } as const;
    for (const built of buildTranscripts(models, sequences)) {
      if ('code' in built || built.geneSymbol === null) continue;
      ofGene.set(built.geneSymbol, [...(ofGene.get(built.geneSymbol) ?? []), built]);
    }
  });

  it('is met on every LRG transcript whose protein is that of the Ensembl transcript', () => {
    const differing: string[] = [];
    const genes = new Set<string>();
    let compared = 0;
    for (const { chromosome, position, reference, alternate, field } of annotated) {
      const name = chromosome.replace('chr', '');
      const fetch = (start0: number, end0: number): string =>
        genome?.bases(chromosome, Math.max(0, start0), end0) as string;
      for (const transcript of ofGene.get(field['SYMBOL'] ?? '') ?? []) {
        const call = callConsequence(
          transcript,
          { chromosome: name, start0: position - 1, reference, alternate },
          fetch,
        );
        if (call === null || call.wildtypeProtein !== field['WildtypeProtein']) continue;
        compared++;
        genes.add(field['SYMBOL'] ?? '');
        const ours = [
          call.terms.join('&'),
          withoutAccession(call.hgvsc),
          withoutAccession(call.hgvsp),
          call.proteinPosition ?? '',
          call.aminoAcids ?? '',
          call.codons ?? '',
        ].join(' ');
        const theirs = [
          field['Consequence'],
          withoutAccession(field['HGVSc'] ?? ''),
          withoutAccession(field['HGVSp'] ?? ''),
          field['Protein_position'],
          field['Amino_acids'],
          field['Codons'],
        ].join(' ');
        if (ours !== theirs) differing.push(`${field['SYMBOL']} ${field['Feature']}: ${theirs}`);
      }
    }
    expect([compared, genes.size]).toEqual([105, 45]);
    // LRG's transcripts have no biotype: that Ensembl's counterpart decays is not known of them.
    expect(differing).toEqual([
      'STAT1 ENST00000415035.2: missense_variant&NMD_transcript_variant c.1471C>G p.Pro491Ala 491 P/A Cca/Gca',
      'CLEC7A ENST00000529761.5: intron_variant&NMD_transcript_variant c.611+29C>T    ',
    ]);
  });

  it('has our residues in its 1,133 missense changes, codon by codon', () => {
    let missense = 0;
    for (const { field } of annotated) {
      if (!field['Consequence']?.split('&').includes('missense_variant')) continue;
      missense++;
      const [before = '', after = ''] = (field['Codons'] ?? '').toUpperCase().split('/');
      const [residue, mutant] = (field['Amino_acids'] ?? '').split('/');
      expect(translateCodons(before, 1)).toBe(residue);
      expect(translateCodons(after, 1)).toBe(mutant);
      const start0 = Number((field['Protein_position'] ?? '').split('-')[0]) - 1;
      expect(field['WildtypeProtein']?.startsWith(residue as string, start0)).toBe(true);
    }
    expect(missense).toBe(1_133);
  });

  it('has 41 frameshift proteins of the length that HGVS gives', () => {
    let lengths = 0;
    for (const { field } of annotated) {
      const mutant = field['FrameshiftSequence'] ?? '';
      if (mutant === '') continue;
      const expression = parseHgvs(field['HGVSp'] ?? '');
      const change = expression.type === 'p' ? expression.changes[0] : undefined;
      if (change?.kind === 'substitution') {
        expect([change.residue, change.at.position - 1]).toEqual(['*', mutant.length]);
      } else if (change?.kind === 'frameshift') {
        const { at, residue, stop } = change;
        expect(mutant).toHaveLength(at.position + Number(stop) - 2);
        expect(mutant.charAt(at.position - 1)).toBe(residue);
        expect(field['WildtypeProtein']?.charAt(at.position - 1)).toBe(at.residue);
      } else throw new Error(`${field['HGVSp']} is no frameshift`);
      lengths++;
    }
    expect(lengths).toBe(41);
  });

  it('writes HGVS that we read and write the same', () => {
    let read = 0;
    let malformed = 0;
    for (const { field } of annotated) {
      for (const text of [field['HGVSc'], field['HGVSp']]) {
        if (text === undefined || text === '') continue;
        // VEP numbers some introns of the 3' region c.*-5469, which HGVS does not know.
        if (text.includes('.*-')) {
          malformed++;
          continue;
        }
        expect(printHgvs(parseHgvs(text))).toBe(text);
        read++;
      }
    }
    expect([read, malformed]).toEqual([10_039, 2]);
  });
});
