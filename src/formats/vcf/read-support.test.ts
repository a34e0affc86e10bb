import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import {
  pairReadSupport,
  READ_SUPPORT_RULES,
  type ReadSupport,
  readSupport,
  rnaReadSupport,
} from './read-support.js';
import type { VcfRecord } from './record.js';
import { openVcf } from './vcf.js';

async function recordOf(
  format: string,
  sample: string,
  { reference = 'C', alternates = 'T', info = '.' } = {},
): Promise<VcfRecord> {
  const text = [
    '##fileformat=VCFv4.2',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS',
    `1\t5\t.\t${reference}\t${alternates}\t.\t.\t${info}\t${format}\t${sample}`,
  ].join('\n');
  for await (const [item] of (await openVcf(memorySource('a.vcf', text))).batches()) {
    if (item?.status === 'record') return item;
  }
  throw new Error('no record');
}

const reads = (
  depth: number | null,
  altReads: number | null,
  alleleFraction: number | null,
  from: string,
): ReadSupport => ({ depth, altReads, alleleFraction, from });

/** Records written after each caller's documentation; see the rules for what was tried on real files. */
describe('callers known from their documentation', () => {
  it('VarDict: AF, with VD and not the strand counts that old versions call AD', async () => {
    const record = await recordOf('GT:DP:VD:AD:AF:RD', '0/1:100:20:11,9:0.2:40,40');
    expect(readSupport(record, 0, 0)).toEqual(reads(100, 20, 0.2, 'AF, VD, DP'));
  });

  it('DeepVariant: VAF by alternate', async () => {
    const record = await recordOf('GT:DP:AD:VAF', '1/2:30:5,10,15:0.333,0.5', {
      alternates: 'T,G',
    });
    expect(readSupport(record, 0, 1)).toEqual(reads(30, 15, 0.5, 'VAF, AD, DP'));
  });

  it('octopus: AF by allele, depth in ADP', async () => {
    const record = await recordOf('GT:AD:ADP:AF', '0|1:30,10:40:0.75,0.25');
    expect(readSupport(record, 0, 0)).toEqual(reads(40, 10, 0.25, 'AF, AD, ADP'));
  });

  it('FreeBayes: AO by alternate', async () => {
    const record = await recordOf('GT:DP:RO:AO', '1/2:50:10:25,15', { alternates: 'T,G' });
    expect(readSupport(record, 0, 0)).toEqual(reads(50, 25, 0.5, 'AO/DP'));
    expect(readSupport(record, 0, 1)).toEqual(reads(50, 15, 0.3, 'AO/DP'));
    const without = await recordOf('GT:RO:AO', '0/1:30:10');
    expect(readSupport(without, 0, 0)).toEqual(reads(40, 10, 0.25, 'AO/DP'));
  });

  it('Platypus: NV of NR', async () => {
    const record = await recordOf('GT:NR:NV', '1/0:80,76:40,19', { alternates: 'T,G' });
    expect(readSupport(record, 0, 1)).toEqual(reads(76, 19, 0.25, 'NV/NR'));
  });

  it('Lancet and HaplotypeCaller: AD by allele of DP', async () => {
    const record = await recordOf('GT:AD:SR:SA:DP', '0/1:30,10:15,15:5,5:40');
    expect(readSupport(record, 0, 0)).toEqual(reads(40, 10, 0.25, 'AD/DP'));
  });

  it('VAtools without RAF: RAD of RDP', async () => {
    const record = await recordOf('GT:RDP:RAD', '0/1:40:30,10');
    expect(rnaReadSupport(record, 0, 0)).toEqual(reads(40, 10, 0.25, 'RAD/RDP'));
  });

  it('PCGR: CVAF and CDP in INFO', async () => {
    const record = await recordOf('GT', '0/1', { info: 'TVAF=0.2;TDP=50;CVAF=0.01;CDP=70' });
    expect(pairReadSupport(record, 'normal', null, 0)).toEqual(
      reads(70, null, 0.01, 'INFO CVAF, CDP'),
    );
    expect(pairReadSupport(record, 'tumour', 0, 0)).toEqual(reads(50, null, 0.2, 'INFO TVAF, TDP'));
  });
});

describe('readSupport', () => {
  it('prefers AF to AD and DP, as pVACseq does', async () => {
    const record = await recordOf('GT:AD:AF:DP', '0/1:0,4:0.764:4');
    expect(readSupport(record, 0, 0)).toEqual(reads(4, 4, 0.764, 'AF, AD, DP'));
  });

  it('does not need the reference count', async () => {
    const record = await recordOf('GT:AD:DP', '0/1:.,21:54');
    expect(readSupport(record, 0, 0)).toEqual(reads(54, 21, 21 / 54, 'AD/DP'));
  });

  it('gives no fraction of nothing, and no zero for a gap', async () => {
    const gap = await recordOf('GT:AD:DP', '0/0:.,.:0');
    expect(readSupport(gap, 0, 0)).toEqual(reads(0, null, null, 'AD/DP: depth only'));
    const zero = await recordOf('GT:AD:DP', '0/0:0,0:0');
    expect(readSupport(zero, 0, 0)).toEqual(reads(0, 0, null, 'AD/DP'));
    const empty = await recordOf('GT:AD:DP', './.');
    expect(readSupport(empty, 0, 0)).toEqual(
      reads(null, null, null, 'AD, DP hold no usable value'),
    );
  });

  it('says so where no field is understood', async () => {
    const record = await recordOf('GT:XX', '0/1:7');
    expect(readSupport(record, 0, 0).from).toBe(
      'no read counts that are understood in FORMAT GT:XX',
    );
    expect(rnaReadSupport(record, 0, 0).alleleFraction).toBeNull();
  });

  it('believes FA only where the reads beside it do not contradict it', async () => {
    const agreeing = await recordOf('GT:FA:DP:DP4:AD', '0/1:0.186:43:20,15,5,3:50,15');
    expect(readSupport(agreeing, 0, 0)).toEqual(reads(43, 8, 0.186, 'FA, DP4, DP'));
    const foreign = await recordOf('GT:AD:DP:AU:CU:GU:TU:FA', '0/1:46,7:64:0,0:46,82:0,0:7,9:0');
    expect(readSupport(foreign, 0, 0)).toEqual(reads(64, 7, 7 / 53, 'TU/(CU+TU)'));
    const alone = await recordOf('GT:FA:DP:DP4', '0/0:0.0263:38:.,.,.,.');
    expect(readSupport(alone, 0, 0)).toEqual(reads(38, null, 0.0263, 'FA, DP'));
  });

  it('reads a percentage whichever way it is encoded, and no decimal comma', async () => {
    const encoded = await recordOf('GT:DP:RD:AD:FREQ', '0/1:728:654:38:4.94%25');
    expect(readSupport(encoded, 0, 0).alleleFraction).toBeCloseTo(0.0494, 12);
    const comma = await recordOf('GT:DP:RD:AD:FREQ', '0/1:100:75:25:25,1%');
    expect(readSupport(comma, 0, 0)).toEqual(reads(100, 25, 0.25, 'AD/DP'));
  });

  it('does not split DP4 among several alternates', async () => {
    const record = await recordOf('GT:DP:DP4', '1/2:10:1,1,4,4', { alternates: 'T,G' });
    expect(readSupport(record, 0, 0)).toEqual(reads(10, null, null, 'DP4: depth only'));
  });

  it('takes no fraction over 1 and no more reads than there are', async () => {
    const percent = await recordOf('GT:AF:AD:DP', '0/1:25:30,10:40');
    expect(readSupport(percent, 0, 0)).toEqual(reads(40, 10, 0.25, 'AD/DP'));
    const many = await recordOf('GT:AD:DP', '0/1:0,50:40');
    expect(readSupport(many, 0, 0)).toEqual(reads(50, 50, 1, 'AD/sum of AD'));
  });

  it('has nothing to say about a record without alternate', async () => {
    const record = await recordOf('GT:AD:DP', '0/0:34:34', { alternates: '.' });
    expect(readSupport(record, 0, 0)).toEqual(
      reads(null, null, null, 'the record has no alternate allele'),
    );
  });

  it('treats an alternate or a sample that does not exist as a mistake of the caller', async () => {
    const record = await recordOf('GT:AD:DP', '0/1:1,2:3');
    expect(() => readSupport(record, 0, 1)).toThrow('alternate 1 of 1');
    expect(() => readSupport(record, 1, 0)).toThrow('sample 1 of 1');
  });
});

it('every rule stands in docs/formats/vcf.md, in order, with what it was tried on', () => {
  const page = readFileSync(new URL('../../../docs/formats/vcf.md', import.meta.url), 'utf8');
  const rows = READ_SUPPORT_RULES.map(({ name, place, fields, how, testedOn }) =>
    [
      '',
      name,
      `${place === 'INFO' ? 'INFO ' : ''}${fields.join(', ')}`,
      how,
      testedOn ?? 'documentation only',
      '',
    ]
      .join(' | ')
      .trim(),
  );
  expect(page).toContain(rows.join('\n'));
});
