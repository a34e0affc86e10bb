// data/guide-scores.bin and its manifest, from crisprScore's tables of CFD, MIT and Rule Set 1:
//   npm run build && node dist/data/recipes/guide-scores.js [FOLDER]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { canonicalJson } from '../../src/core/canonical-json.js';
import { sha256Hex } from '../../src/core/hashing.js';
import {
  GUIDE_SCORES_PACK_ID,
  type GuideScoreTables,
  type RuleSet1Term,
} from '../../src/engines/editing/guide-score-tables.js';
import type { PackManifest } from '../../src/packs/pack-store.js';
import { packageRoot } from '../../src/platform/node/package-root.js';

export const GUIDE_SCORE_FILES = {
  cfdMismatch: 'cfd_cas9__cfd.mm.scores.cas9.txt',
  cfdPam: 'cfd_cas9__cfd.pam.scores.cas9.txt',
  mit: 'mit__mit.weights.txt',
  ruleSet1: 'ruleset1__coefficients.csv',
} as const;

type Texts = Readonly<Record<keyof typeof GUIDE_SCORE_FILES, string>>;

const BASES = [...'ACGT'];
const PAM_ENDINGS = BASES.flatMap((a) => BASES.map((b) => a + b));
const MISMATCHES = PAM_ENDINGS.filter(([spacer, site]) => spacer !== site).flatMap((pair) =>
  Array.from({ length: 20 }, (_, i) => `${pair}${i + 1}`),
);

/** Named numbers, one a line; every name in `expected`, and no other. */
function namedNumbers(
  text: string,
  separator: RegExp,
  expected: readonly string[] | null,
): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const line of text.trim().split('\n')) {
    const [name = '', number = ''] = line.trim().split(separator);
    const value = Number(number);
    if (number === '' || !Number.isFinite(value)) throw new Error(`no number for ${name}`);
    if (name in found) throw new Error(`${name} is there twice`);
    found[name] = value;
  }
  if (expected !== null) {
    const names = Object.keys(found).sort().join();
    if (names !== [...expected].sort().join())
      throw new Error(`other names than expected: ${names}`);
  }
  return found;
}

function withoutHeader(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}

function ruleSet1(text: string): GuideScoreTables['ruleSet1'] {
  const { Intercept, gc_low, gc_high, ...motifs } = namedNumbers(withoutHeader(text), /,/, null);
  if (Intercept === undefined || gc_low === undefined || gc_high === undefined) {
    throw new Error('Rule Set 1 lacks its intercept or G and C');
  }
  const terms = Object.entries(motifs).map(([name, weight]): RuleSet1Term => {
    const [, motif, place] = /^([ACGT]{1,2})(\d\d)$/.exec(name) ?? [];
    if (motif === undefined) throw new Error(`${name} is no base at a place`);
    return { motif, place: Number(place), weight };
  });
  return { intercept: Intercept, gcLow: gc_low, gcHigh: gc_high, terms };
}

/** The pack and its manifest; the same bytes for the same texts. */
export function compileGuideScores(texts: Texts): {
  readonly bytes: Uint8Array;
  readonly manifest: PackManifest;
} {
  const places = Array.from({ length: 20 }, (_, i) => String(i + 1));
  const mit = namedNumbers(withoutHeader(texts.mit), /\t/, places);
  const tables: GuideScoreTables = {
    cfdMismatch: namedNumbers(texts.cfdMismatch, / /, MISMATCHES),
    cfdPam: namedNumbers(texts.cfdPam, / /, PAM_ENDINGS),
    mit: places.map((place) => mit[place] as number),
    ruleSet1: ruleSet1(texts.ruleSet1),
  };
  const bytes = new TextEncoder().encode(canonicalJson(tables));
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id: GUIDE_SCORES_PACK_ID,
      version: '1',
      title: 'Published tables of guide scores: CFD, MIT and Rule Set 1',
      file: `${GUIDE_SCORES_PACK_ID}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'MIT',
      attribution:
        'crisprScore, copyright 2022 Genentech, Inc. (MIT licence), which tabulates Doench 2014, Hsu 2013 and Doench 2016',
      sources: [
        {
          name: 'crisprScore at a6dba86331d2, inst/cfd_cas9, inst/mit, inst/ruleset1',
          url: 'https://github.com/crisprVerse/crisprScore',
          licence: 'MIT',
        },
        { name: 'Doench 2016 (CFD), Nat Biotechnol 34:184', doi: '10.1038/nbt.3437' },
        { name: 'Hsu 2013 (MIT), Nat Biotechnol 31:827', doi: '10.1038/nbt.2647' },
        { name: 'Doench 2014 (Rule Set 1), Nat Biotechnol 32:1262', doi: '10.1038/nbt.3026' },
      ],
      recipe: 'npm run build && node dist/data/recipes/guide-scores.js',
      contents: {
        cfdMismatches: MISMATCHES.length,
        cfdPams: PAM_ENDINGS.length,
        mitWeights: tables.mit.length,
        ruleSet1Terms: tables.ruleSet1.terms.length,
      },
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? join(packageRoot(), '../shared/data/editing/crisprScore');
  const text = (name: keyof Texts): Promise<string> =>
    readFile(join(folder, GUIDE_SCORE_FILES[name]), 'utf8');
  const { bytes, manifest } = compileGuideScores({
    cfdMismatch: await text('cfdMismatch'),
    cfdPam: await text('cfdPam'),
    mit: await text('mit'),
    ruleSet1: await text('ruleSet1'),
  });
  const data = join(packageRoot(), 'data');
  await writeFile(join(data, manifest.file), bytes);
  await writeFile(
    join(data, `${manifest.id}.manifest.json`),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  process.stdout.write(`${manifest.file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}\n`);
}
