import { describe, expect, it } from 'vitest';

import { caseFile, openFrom, vcfText } from '../../../test/support/memory-case.js';
import { EMPTY_CASE } from '../../case/case-file.js';
import { importCase, type OpenReference } from '../../case/import-case.js';
import { quietContext } from '../../core/context.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import type { NeoantigenVariant } from '../findings.js';
import {
  DEFAULT_NEOANTIGEN_OPTIONS,
  findNeoantigens,
  type FoundNeoantigens,
} from './find-neoantigens.js';
import { listedWith, residuesAway } from './haplotype-sequence.js';

const panel: OpenReference = async (build) => {
  const pack = await openPackStore().load(`reference-panel-${build.toLowerCase()}`);
  const { id, version, sha256, licence, attribution } = pack.manifest;
  return {
    reference: openReference(pack),
    pack: { id, version, sha256, licence, attribution },
  };
};

const healthyProteome: HealthyProteome = {
  pack: { id: 'p', version: '1', sha256: '', licence: '', attribution: '' },
  proteinCount: 0,
  residueCount: 0,
  sequenceOf: () => null,
  occurrences: (peptides) =>
    peptides.map((peptide) => ({ peptide, proteins: 0, places: 0, examples: [] })),
  nearestSelf: async () => [],
};

const bare = (...records: readonly string[]) =>
  vcfText(['T'], ...records).replace(/##INFO=<ID=CSQ.*\n/, '');
const line = (position: number, reference: string, alternate: string, genotype: string) =>
  ['chr7', position, '.', reference, alternate, '.', 'PASS', '.', 'GT', genotype].join('\t');

async function found(vcf: string, germline: string | null = null): Promise<FoundNeoantigens> {
  const tumour = await importCase(
    caseFile({
      build: 'GRCh38',
      inputs: {
        ...EMPTY_CASE.inputs,
        vcf: 't.vcf',
        germlineVcf: germline === null ? null : 'g.vcf',
      },
    }),
    openFrom({ 't.vcf': vcf, 'g.vcf': germline ?? '' }),
    quietContext(),
    panel,
  );
  return findNeoantigens(
    tumour,
    { presentation: [], healthyProteome },
    { ...DEFAULT_NEOANTIGEN_OPTIONS, classILengths: [9], classIILengths: [] },
    quietContext(),
  );
}

const peptidesOf = (variant: NeoantigenVariant | undefined) =>
  variant?.peptides.map(({ peptide }) => peptide) ?? [];

// Around residue 600 BRAF has IGDFGLATVKSRWSGSHQFEQL (UniProt P15056). On the minus strand, c.1799T>A is
// chr7:140753336 A>T (V600E); c.1798G>A next to it makes V600K of both; c.1810T>C is 11 bases on (W604R).
const E600 = line(140_753_336, 'A', 'T', '0|1');
const M600 = line(140_753_337, 'C', 'T', '0|1');
const R604 = line(140_753_325, 'A', 'G', '0|1');

describe('findNeoantigens with variants of one copy', () => {
  it('lists the peptides of two variants of one codon once, with the first of the input', async () => {
    const { neoantigens, skipped } = await found(bare(E600, M600));
    const [first, second] = neoantigens.variants;
    expect(peptidesOf(first)).toEqual([
      'IGDFGLATK',
      'GDFGLATKK',
      'DFGLATKKS',
      'FGLATKKSR',
      'GLATKKSRW',
      'LATKKSRWS',
      'ATKKSRWSG',
      'TKKSRWSGS',
      'KKSRWSGSH',
    ]);
    expect(first?.peptides[0]).toMatchObject({ wildtype: 'IGDFGLATV', mutatedPositions: [9] });
    expect(first?.proteins[0]).toMatchObject({
      kind: 'missense',
      proteinPosition: '600',
      aminoAcids: 'V/K',
      hgvsp: null,
      haplotype: { variants: [{ id: 'chr7-140753337-C-T' }, { id: 'chr7-140753336-A-T' }] },
    });
    expect(second?.proteins).toHaveLength(1);
    expect(peptidesOf(second)).toEqual([]);
    expect(skipped).toMatchObject([
      {
        item: 'variant chr7-140753337-C-T',
        code: 'listed-with-another',
        reason: 'its peptides are listed with chr7-140753336-A-T, on the same copy',
      },
    ]);
  });

  it('gives each variant the peptides that it alone changes, all of them with both changes where both lie', async () => {
    const { neoantigens } = await found(bare(R604, E600));
    const [r604, e600] = neoantigens.variants;
    // Every 9-mer of IGDFGLATEKSRRSGSHQFEQL over either change, by hand.
    expect(peptidesOf(e600)).toEqual(['IGDFGLATE', 'GDFGLATEK', 'DFGLATEKS', 'FGLATEKSR']);
    expect(peptidesOf(r604)).toEqual([
      'GLATEKSRR',
      'LATEKSRRS',
      'ATEKSRRSG',
      'TEKSRRSGS',
      'EKSRRSGSH',
      'KSRRSGSHQ',
      'SRRSGSHQF',
      'RRSGSHQFE',
      'RSGSHQFEQ',
    ]);
    expect(r604?.peptides[0]).toMatchObject({ wildtype: 'GLATVKSRW', mutatedPositions: [5, 9] });
    // The labels are those of each one's own codon, the windows hold both changes.
    expect(r604?.proteins[0]).toMatchObject({ proteinPosition: '604', aminoAcids: 'W/R' });
    expect(e600?.proteins[0]).toMatchObject({ proteinPosition: '600', aminoAcids: 'V/E' });
    expect(e600?.proteins[0]?.mutantWindow).toContain('GLATEKSRRSGS');
  });

  it('holds a peptide against the patient’s own copy', async () => {
    const { neoantigens } = await found(bare(R604), bare(line(140_753_336, 'A', 'T', '1/1')));
    const [r604] = neoantigens.variants;
    expect(peptidesOf(r604)).toHaveLength(9);
    expect(peptidesOf(r604)[1]).toBe('LATEKSRRS');
    expect(r604?.peptides[1]).toMatchObject({ wildtype: 'LATEKSRWS', mutatedPositions: [8] });
    expect(r604?.proteins[0]?.haplotype?.variants.map(({ origin }) => origin)).toEqual([
      'germline',
      'somatic',
    ]);
  });

  it('says what near variant was not joined', async () => {
    const { neoantigens } = await found(bare(R604), bare(line(140_753_336, 'A', 'T', '0/1')));
    expect(neoantigens.variants[0]?.proteins[0]).toMatchObject({
      haplotype: null,
      doubt:
        'germline chr7-140753336-A-T, 10 bp away, may be on the same copy: they are not phased',
      unjoined: [{ id: 'chr7-140753336-A-T', distanceBp: 10 }],
    });
  });
});

describe('residuesAway', () => {
  it('is 0 where a stretch holds a changed residue, or both sides of a joint', () => {
    expect(residuesAway({ start0: 5, end0: 6 }, 0, 5)).toBe(1);
    expect(residuesAway({ start0: 5, end0: 6 }, 0, 6)).toBe(0);
    expect(residuesAway({ start0: 5, end0: 6 }, 7, 9)).toBe(2);
    // The joint lies between residues 4 and 5.
    expect(residuesAway({ start0: 5, end0: 5 }, 0, 5)).toBe(1);
    expect(residuesAway({ start0: 5, end0: 5 }, 0, 6)).toBe(0);
    expect(residuesAway({ start0: 5, end0: 5 }, 5, 9)).toBe(1);
  });
});

describe('listedWith', () => {
  it('takes the nearest in review, of several the first', () => {
    const member = { origin: 'somatic' as const, filters: [], isMaker: true };
    const haplotype = {
      phaseSet: null,
      copy: 1,
      ending: 'same' as const,
      addedBp: 0,
      proteinPosition: '',
      aminoAcids: '',
      variants: [
        { ...member, id: 'a', start0: 2, end0: 3 },
        { ...member, id: 'b', start0: 6, end0: 7 },
      ],
    };
    expect(listedWith(haplotype, ['b', 'a'], 0, 9)).toBe('b');
    expect(listedWith(haplotype, ['b', 'a'], 0, 5)).toBe('a');
    expect(listedWith(haplotype, ['b'], 0, 5)).toBe('b');
    expect(listedWith(haplotype, [], 0, 5)).toBeNull();
  });
});
