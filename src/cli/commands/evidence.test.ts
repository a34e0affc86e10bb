import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { quietContext } from '../../core/context.js';
import { InputError, OptionError } from '../../core/errors.js';
import { readTsv } from '../../formats/tsv/read-tsv.js';
import { evidence, type EvidenceFlags } from './evidence.js';

let folder: string;
let printed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-evidence-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  queries: readonly string[],
  flags: Partial<EvidenceFlags> = {},
): Promise<string> {
  const own = { seed: 1, packs: join(folder, 'packs'), ...flags };
  await evidence(queries, own, quietContext());
  return printed;
}

function tableOf(path: string): readonly Readonly<Record<string, string>>[] {
  const { columns, rows } = readTsv(readFileSync(join(folder, path), 'utf8'), path);
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])),
  );
}

const MAF = `Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tEnd_Position\tVariant_Classification\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tProtein_Change
EGFR\tGRCh37\t7\t55259515\t55259515\tMissense_Mutation\tT\tG\tone\tp.L858R
TP53\tGRCh37\t17\t7578406\t7578406\tMissense_Mutation\tC\tT\ttwo\tp.R175H
DNMT3A\tGRCh37\t2\t25457242\t25457242\tMissense_Mutation\tC\tT\ttwo\tp.R882H
TTN\tGRCh37\t2\t179400000\t179400000\tMissense_Mutation\tC\tT\tthree\tp.A1T
`;

describe('oncoscript evidence', () => {
  it('prints a table, and writes all columns to --out', async () => {
    const text = await run(['EGFR p.L858R'], { tumour: 'LUAD', out: join(folder, 'e.tsv') });
    expect(text).toContain('EGFR L858R, in LUAD (Lung Adenocarcinoma): 65 items of CIViC');
    expect(text).toMatch(/wider +A +I-A +I +sensitivity +Erlotinib +EGFR L858R \(exact\)/);
    const rows = tableOf('e.tsv');
    expect(rows.length).toBe(65);
    // EID2994 of the file: erlotinib, EGFR L858R, non-small cell lung cancer, level A, PubMed 24868098.
    expect(rows.find(({ evidence: id }) => id === 'EID2994')).toMatchObject({
      therapy: 'Erlotinib',
      level: 'A',
      pmid: '24868098',
      tumour_type: 'wider',
      amp_asco_cap: 'I-A',
    });
  });

  it('answers genomic places as it does protein changes', async () => {
    await run(['7:g.55259515T>G'], { tumour: 'LUAD', out: join(folder, 'g.tsv') });
    await run(['EGFR p.L858R'], { tumour: 'LUAD', out: join(folder, 'p.tsv') });
    expect(readFileSync(join(folder, 'g.tsv'), 'utf8')).toBe(
      readFileSync(join(folder, 'p.tsv'), 'utf8'),
    );
  });

  it('takes several alterations for one tumour', async () => {
    const text = await run(['EML4::ALK', 'ALK G1202R'], { tumour: 'LUAD' });
    expect(text).toContain('EML4::ALK Fusion AND ALK G1202R (exact)');
  });

  it('prints JSON that can be read, with what was not matched', async () => {
    const json = JSON.parse(await run(['EGFR L858R'], { json: true })) as {
      readonly kind: string;
      readonly matches: readonly { readonly relation: string }[];
      readonly partial: readonly { readonly profile: string }[];
      readonly untyped: readonly { readonly profile: string }[];
    };
    expect(json.kind).toBe('oncoscript/evidence');
    expect(json.matches.length).toBe(65);
    expect(new Set(json.matches.map(({ relation }) => relation))).toEqual(new Set(['unknown']));
    expect(json.partial.map(({ profile }) => profile)).toContain('EGFR L858R AND EGFR T790M');
    expect(json.untyped.map(({ profile }) => profile)).toContain('EGFR Rare Mutation');
  });

  it('finds a drug by whole words', async () => {
    const text = await run(['FGFR1 amplification'], { therapy: 'PD1' });
    expect(text).toContain(': 0 items');
    printed = '';
    expect(await run(['FGFR1 amplification'], { therapy: 'PD173074' })).toContain('PD173074');
  });

  it('names inherited alterations as such', async () => {
    const rows = async (germline: boolean) => {
      await run(['VHL R167Q'], {
        tumour: 'CCRCC',
        out: join(folder, 'v.tsv'),
        ...(germline ? { germline } : {}),
      });
      return new Set(tableOf('v.tsv').map((row) => row['germline']));
    };
    expect(await rows(false)).toEqual(new Set(['none', 'evidence']));
    expect(await rows(true)).toEqual(new Set(['alteration', 'both']));
  });

  it.each([
    [['EGFR L858R'], { tumour: 'LUADX' }, InputError, /LUADX is no OncoTree code/, /LUAD/],
    [['EGRF L858R'], {}, InputError, /no gene "EGRF"/, /EGFR/],
    [[], {}, OptionError, /give alterations/, /example/],
    [['EGFR L858R'], { maf: 'x.maf' }, OptionError, /give alterations/, /example/],
    [[], { maf: 'x.maf' }, OptionError, /folder/, /--out/],
    [['EGFR L858R'], { out: tmpdir() }, OptionError, /is a folder/, /--out/],
  ] as const)('refuses %j %j with what to do', async (queries, flags, type, message, hint) => {
    const error = await run(queries, flags).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect((error as InputError).message).toMatch(message);
    expect((error as InputError).hint).toMatch(hint);
  });

  it('finds what is said of an exon for a codon and for a kind of change of the exon', async () => {
    expect(await run(['KRAS G12'])).toContain('KRAS Exon 2 Mutation (exon)');
    expect(await run(['KRAS G12'])).not.toContain('KRAS Exon 4 Mutation');
    expect(await run(['KIT exon 11 insertion'])).toContain('KIT Exon 11 Mutation (exon)');
    expect(await run(['CTNNB1 S45'])).toContain('not known: which exon of CTNNB1 it is in');
  });

  it('says that a gene without evidence has none', async () => {
    expect(await run(['TTN mutation'], { tumour: 'LUAD' })).toContain(': 0 items');
  });

  it('writes a row for each patient, alteration and therapy of a MAF', async () => {
    writeFileSync(join(folder, 'cohort.maf'), MAF);
    await run([], { maf: join(folder, 'cohort.maf'), tumour: 'LUAD', out: join(folder, 'out') });
    const therapies = tableOf('out/evidence.tsv');
    const erlotinib = therapies.filter(
      ({ patient, therapy }) => patient === 'one' && therapy === 'Erlotinib',
    );
    expect(erlotinib).toMatchObject([
      {
        alteration: 'EGFR L858R',
        amp_asco_cap: 'I-A',
        standing: 'supported',
        in_this_tumour_type: 'yes',
      },
    ]);
    expect(erlotinib[0]?.['evidence_for']).toContain('EID2994');
    // DNMT3A is not in the panel of transcripts: taken as the MAF says.
    const items = tableOf('out/evidence-items.tsv');
    expect(
      items.filter(({ patient, profile }) => patient === 'two' && profile === 'DNMT3A R882').length,
    ).toBe(27);
    expect(tableOf('out/patients.tsv').map(({ patient }) => patient)).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(tableOf('out/patients.tsv')[2]).toMatchObject({
      items: '0',
      therapies: '0',
      best_amp_asco_cap: 'NA',
    });
  });
});
