import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** What each layer may import besides itself; an edge that is not here fails. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [],
  kernels: ['core'],
  formats: ['core'],
  packs: ['core', 'formats'],
  engines: ['core', 'kernels', 'packs', 'formats'],
  case: ['core', 'packs', 'formats', 'engines'],
  findings: ['core', 'packs', 'case', 'engines'],
  modalities: ['core', 'packs', 'engines', 'case', 'findings'],
  dossier: ['core', 'packs', 'formats', 'case', 'engines', 'findings', 'modalities'],
  pipeline: [
    'core',
    'kernels',
    'kernels',
    'packs',
    'formats',
    'case',
    'engines',
    'findings',
    'modalities',
    'dossier',
  ],
  index: [
    'core',
    'kernels',
    'packs',
    'formats',
    'case',
    'engines',
    'findings',
    'modalities',
    'dossier',
    'pipeline',
  ],
  node: ['platform'],
  platform: ['core', 'kernels', 'formats', 'packs'],
  web: [
    'core',
    'formats',
    'packs',
    'case',
    'engines',
    'findings',
    'modalities',
    'dossier',
    'pipeline',
    'platform',
  ],
  cli: [
    'core',
    'kernels',
    'formats',
    'packs',
    'case',
    'engines',
    'findings',
    'modalities',
    'dossier',
    'pipeline',
    'platform',
  ],
};

/** Layers that must run in a browser too: no Node, no DOM. */
const NEUTRAL = [
  'core',
  'kernels',
  'formats',
  'packs',
  'engines',
  'case',
  'findings',
  'modalities',
  'dossier',
  'pipeline',
  'index',
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'generated' || path.endsWith(join('kernels', 'assembly'))
        ? []
        : sourceFiles(path);
    }
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function layerOf(pathInSrc: string): string {
  return (pathInSrc.split('/')[0] as string).replace(/\.(ts|js)$/, '');
}

/** Every reason why a file may not import what it imports. */
function violations(pathInSrc: string, text: string): readonly string[] {
  const layer = layerOf(pathInSrc);
  return importsOf(text).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      return specifier.startsWith('node:') && NEUTRAL.includes(layer)
        ? [`${pathInSrc} imports ${specifier}, but ${layer} runs in the browser too`]
        : [];
    }
    const target = posix.normalize(posix.join(dirname(pathInSrc), specifier));
    const targetLayer = layerOf(target);
    if (targetLayer === layer) {
      const [, own] = pathInSrc.split('/');
      const [, other] = target.split('/');
      const therapies = layer === 'modalities' && own !== other;
      const shared = !other?.includes('.') && !own?.includes('.');
      return therapies && shared ? [`${pathInSrc} imports the modality ${other}`] : [];
    }
    return ALLOWED[layer]?.includes(targetLayer) === true
      ? []
      : [`${pathInSrc} imports ${target}: ${layer} may not import ${targetLayer}`];
  });
}

describe('layering', () => {
  const files = sourceFiles(SRC).map((path) => relative(SRC, path).split('\\').join('/'));

  it('has a row in the table for every folder of src', () => {
    expect(
      [...new Set(files.map(layerOf))].filter((layer) => ALLOWED[layer] === undefined),
    ).toEqual([]);
  });

  it('has no import that points up', () => {
    expect(files.length).toBeGreaterThan(40);
    const found = files.flatMap((file) => violations(file, readFileSync(join(SRC, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it('fails on an import that points up, on Node in a neutral layer and between two modalities', () => {
    expect(violations('core/x.ts', "import { a } from '../findings/findings.js';")).toHaveLength(1);
    expect(
      violations('engines/rna/x.ts', "const a = await import('../../case/y.js');"),
    ).toHaveLength(1);
    expect(violations('formats/x.ts', "import { readFile } from 'node:fs';")).toHaveLength(1);
    expect(violations('modalities/car-t/a.ts', "import { b } from '../til/b.js';")).toHaveLength(1);
    expect(violations('modalities/car-t/a.ts', "import type { M } from '../modality.js';")).toEqual(
      [],
    );
    expect(violations('findings/x.ts', "import { a } from '../core/errors.js';")).toEqual([]);
  });
});
