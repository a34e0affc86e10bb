import { describe, expect, it } from 'vitest';

import { emptyFindings, modalityFaults } from '../../../test/contract/check-modality.js';
import { tumourWith } from '../../../test/support/small-findings.js';
import { quietContext } from '../../core/context.js';
import { featureSequence } from '../../engines/constructs/feature-sequence.js';
import type { Findings } from '../../findings/findings.js';
import { openEngines } from '../../pipeline.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { DEFAULT_SUICIDE_GENE_OPTIONS, type SuicideGeneOptions } from './options.js';
import { suicideGene } from './suicide-gene.js';
import type { SuicideGeneDesign } from './suicide-gene-design.js';

const engines = await openEngines(openPackStore());

function tumour(code: string, base: Findings = emptyFindings()): Findings {
  return {
    ...base,
    tumour: { ...base.tumour, tumourType: { kind: 'given', value: code, from: 'test' } },
  };
}

function design(
  findings: Findings,
  options: Partial<SuicideGeneOptions> = {},
): Promise<readonly SuicideGeneDesign[]> {
  return suicideGene.design(
    findings,
    { ...DEFAULT_SUICIDE_GENE_OPTIONS, ...options },
    engines,
    quietContext(),
  );
}

/** The standard code in the order of NCBI's table 1, T C A G; written out here to read designs independently. */
const AMINO_ACIDS = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';

function translated(dna: string): string {
  let protein = '';
  for (let at = 0; at + 3 <= dna.length; at += 3) {
    const [a, b, c] = [0, 1, 2].map((i) => 'TCAG'.indexOf(dna[at + i] as string)) as [
      number,
      number,
      number,
    ];
    protein += AMINO_ACIDS[16 * a + 4 * b + c] as string;
  }
  return protein;
}

function proteinsOf({ plasmid }: SuicideGeneDesign): readonly string[] {
  return plasmid.features
    .filter(({ role, ranges }) => role === 'CDS' && ranges[0].end0 - ranges[0].start0 > 300)
    .map((feature) => translated(featureSequence(plasmid, feature)));
}

describe('suicide and cytokine genes', () => {
  it('keep the contract', async () => {
    const faults = await modalityFaults(suicideGene, [suicideGene], [tumour('PLMESO')], engines);
    expect(faults).toEqual([]);
  });

  it('are read from ATG to stop as the proteins they are named for', async () => {
    const designs = await design(tumour('LUAD'), { maxDesigns: 8 });
    expect(designs).toHaveLength(8);
    const swissProt = (accession: string): string =>
      engines.healthyProteome.sequenceOf(accession) ?? '';
    const expected: Readonly<Record<string, string>> = {
      trail: swissProt('P50591'),
      'ifn-beta': swissProt('P01574'),
      'gm-csf': swissProt('P04141'),
    };
    for (const one of designs) {
      const proteins = proteinsOf(one);
      const whole = proteins.filter((text) => /^M[^*]+\*$/.test(text));
      expect([one.payload, whole.length > 0]).toEqual([one.payload, true]);
      const wanted = expected[one.payload];
      if (wanted !== undefined) expect(whole).toContain(`${wanted}*`);
    }
  });

  // Mature interferon alfa-2 begins CDLPQTHSLG (residue 24 of the precursor); residue 23 of it tells 2a from 2b.
  it('make interferon alfa-2b: arginine at mature residue 23, all else as in Swiss-Prot P01563', async () => {
    const [one] = await design(tumour('BLCA'), { payloads: 'ifn-alpha2b' });
    const protein =
      proteinsOf(one as SuicideGeneDesign).find((text) => text.startsWith('MALTFALL')) ?? '';
    const precursor = engines.healthyProteome.sequenceOf('P01563') as string;
    const mature = protein.slice(protein.indexOf('CDLPQTHSLG'), -1);
    expect(mature).toHaveLength(165);
    expect(mature[22]).toBe('R');
    expect(protein.length - 1).toBe(precursor.length);
    const differing = [...precursor].flatMap((residue, i) =>
      residue === protein[i] ? [] : [i + 1],
    );
    expect(differing).toEqual([46]);
  });

  it('make FKBP12 with V at mature residue 36, the linker and caspase 9', async () => {
    const [one] = await design(tumour('BLCA'), { payloads: 'icasp9' });
    const protein =
      proteinsOf(one as SuicideGeneDesign).find((text) => text.startsWith('MGVQVETISP')) ?? '';
    const fkbp = engines.healthyProteome.sequenceOf('P62942') as string;
    const caspase = engines.healthyProteome.sequenceOf('P55211') as string;
    expect(fkbp[36]).toBe('F');
    expect(protein).toBe(`${fkbp.slice(0, 36)}V${fkbp.slice(37)}SGGGS${caspase}*`);
  });

  it('make both chains of IL-12 in one frame, with a 2A peptide between', async () => {
    const [one] = await design(tumour('OVARY'), { payloads: 'il-12' });
    const protein =
      proteinsOf(one as SuicideGeneDesign).find((text) => text.startsWith('MCHQQLVISW')) ?? '';
    const p40 = engines.healthyProteome.sequenceOf('P29460') as string;
    const p35 = engines.healthyProteome.sequenceOf('P29459') as string;
    expect(protein.startsWith(p40)).toBe(true);
    expect(protein.endsWith(`NPGP${p35}*`)).toBe(true);
  });

  it('take yeast cytosine deaminase of 158 residues and HSV-TK of 376', async () => {
    const designs = await design(tumour('GB'), { payloads: 'hsv-tk,ycd' });
    const residues = Object.fromEntries(
      designs.map(({ payload, proteins }) => [payload, proteins[0]?.residues]),
    );
    expect(residues).toEqual({ 'hsv-tk': 376, ycd: 158 });
  });
});

describe('the place of the tumour', () => {
  it('puts interferon alfa into the bladder first, as in nadofaragene firadenovec', async () => {
    const [first] = await design(tumour('BLCA'), { payloads: 'gm-csf,ifn-alpha2b,ifn-beta' });
    expect(first).toMatchObject({
      payload: 'ifn-alpha2b',
      vector: { id: 'ad5-e1e3', verdict: 'fits', route: 'intravesical' },
      promoter: { id: 'promoter-cmv' },
    });
    expect(first?.precedents[0]).toMatchObject({ id: 'adstiladrin', differs: [] });
  });

  it('goes into the pleura in mesothelioma, with the payloads that were given there first', async () => {
    const designs = await design(tumour('PLMESO'), {
      maxDesigns: 3,
      payloads: 'gm-csf,hsv-tk,ifn-alpha2b,ifn-beta,ycd',
    });
    expect(designs.map(({ vector: { route } }) => route)).toEqual(Array(3).fill('intrapleural'));
    expect(designs.map(({ payload }) => payload).sort()).toEqual([
      'hsv-tk',
      'ifn-alpha2b',
      'ifn-beta',
    ]);
    expect(designs[0]?.leftOut).toHaveLength(2);
  });

  it('does not put a cytokine on top that people were given in a virus that kills by itself', async () => {
    const [first, ...rest] = await design(tumour('BRCA'), { payloads: 'gm-csf,ifn-alpha2b' });
    expect(first?.payload).not.toBe('gm-csf');
    const gmCsf = rest.find(({ payload }) => payload === 'gm-csf');
    expect(gmCsf?.scoreTerms.map(({ points }) => points)).toContain(-10);
  });

  it('is missing in tumours of the blood, and not known without a tumour type', async () => {
    expect(suicideGene.assess(tumour('AML')).verdict).toBe('does-not-fit');
    expect(await design(tumour('AML'))).toEqual([]);
    expect(suicideGene.assess(emptyFindings()).verdict).toBe('cannot-say');
    expect(suicideGene.assess(tumour('NOSUCH')).verdict).toBe('cannot-say');
    expect(await design(tumour('NOSUCH'))).toEqual([]);
  });

  it('leaves it open where no vector that was read was given', async () => {
    expect(suicideGene.assess(tumour('RCC')).verdict).toBe('cannot-say');
    const [first] = await design(tumour('RCC'), { payloads: 'hsv-tk' });
    expect(first?.vector).toMatchObject({ verdict: 'cannot-say', route: null });
  });
});

describe('the promoter', () => {
  const withTert = (tpm: number): Findings =>
    tumour('LUAD', tumourWith([{ gene: 'TERT', rank: 0.5, expression: tpm }]));

  it('is hTERT’s for a killer gene where the tumour expresses TERT', async () => {
    const [tk, ifn] = await Promise.all(
      ['hsv-tk', 'ifn-beta'].map(async (payloads) => (await design(withTert(12), { payloads }))[0]),
    );
    expect(tk?.promoter.id).toBe('promoter-htert');
    expect(tk?.promoter.why.value).toContain('12');
    expect(ifn?.promoter.id).toBe('promoter-cmv');
  });

  it('is constitutive where TERT is off or not known, and says so and that survivin’s is absent', async () => {
    for (const findings of [withTert(0), tumour('LUAD')]) {
      const [one] = await design(findings, { payloads: 'trail' });
      expect(one?.promoter.id).toBe('promoter-cmv');
      expect(one?.promoter.why.value).toContain('survivin');
      expect(one?.risks.map(({ value }) => value).join(' ')).toContain('on in healthy cells');
    }
  });
});

describe('what is asked for', () => {
  it('is refused by name where there is no such thing', async () => {
    await expect(design(tumour('LUAD'), { payloads: 'ricin' })).rejects.toThrow(
      /no payloads "ricin"/,
    );
    await expect(design(tumour('LUAD'), { route: 'oral' })).rejects.toThrow(/no route "oral"/);
    await expect(design(tumour('LUAD'), { vector: 'hsv1-oncolytic' })).rejects.toThrow(
      /no vector "hsv1/,
    );
    await expect(design(tumour('LUAD'), { promoter: 'promoter-survivin' })).rejects.toThrow(
      /promoter-survivin/,
    );
    await expect(design(tumour('LUAD'), { maxDesigns: 0 })).rejects.toThrow(/maxDesigns/);
  });

  it('is made in the vector that is named, with its verdict', async () => {
    const [one] = await design(tumour('LUAD'), { payloads: 'hsv-tk', vector: 'aav9' });
    expect(one?.vector).toMatchObject({ id: 'aav9', verdict: 'cannot-say' });
    expect(
      one?.plasmid.features.filter(({ role }) => role === 'inverted_terminal_repeat'),
    ).toHaveLength(2);
    expect(one?.alternatives[0]?.id).toBe('ad5-e1e3');
  });

  it('lists failed checks first', async () => {
    const order = ['fail', 'warn', 'pass'];
    for (const { checks } of await design(tumour('BRCA'), { payloads: 'icasp9,il-12' })) {
      const ranks = checks.map(({ verdict }) => order.indexOf(verdict));
      expect(ranks.length).toBeGreaterThan(5);
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });
});
