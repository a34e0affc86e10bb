import type { VcfHeader } from './header.js';

export type BuildName = 'GRCh37' | 'GRCh38';

/**
 * Chromosome lengths in GRCh37 and GRCh38; NCBI assemblies GCF_000001405.25 and GCF_000001405.40.
 * No length occurs in both. Unit: bp.
 */
const LENGTHS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['1', [249250621, 248956422]],
  ['2', [243199373, 242193529]],
  ['3', [198022430, 198295559]],
  ['4', [191154276, 190214555]],
  ['5', [180915260, 181538259]],
  ['6', [171115067, 170805979]],
  ['7', [159138663, 159345973]],
  ['8', [146364022, 145138636]],
  ['9', [141213431, 138394717]],
  ['10', [135534747, 133797422]],
  ['11', [135006516, 135086622]],
  ['12', [133851895, 133275309]],
  ['13', [115169878, 114364328]],
  ['14', [107349540, 107043718]],
  ['15', [102531392, 101991189]],
  ['16', [90354753, 90338345]],
  ['17', [81195210, 83257441]],
  ['18', [78077248, 80373285]],
  ['19', [59128983, 58617616]],
  ['20', [63025520, 64444167]],
  ['21', [48129895, 46709983]],
  ['22', [51304566, 50818468]],
  ['X', [155270560, 156040895]],
  ['Y', [59373566, 57227415]],
]);

const GRCH37_NAMES = /grch37|hg19|hs37|g1k_v37|ncbi37|(?<![a-z0-9])b37(?![0-9])/i;
const GRCH38_NAMES = /grch38|hg38|hs38|(?<![a-z0-9])b38(?![0-9])/i;
/** The last is CrossMap's. */
const REFERENCE_KEYS = new Set(['reference', 'assembly', 'new_reference_genome']);

/** What the clues in a header come to. */
type Verdict =
  | { readonly kind: 'build'; readonly build: BuildName; readonly from: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'doubtful'; readonly reason: string };

/**
 * The genome build that the header speaks of, and where it says so: lengths and assemblies of
 * `##contig`, the assembly in `##VEP`, the name in `##reference`. Null where they say nothing or
 * disagree (`genomeBuildDoubt`).
 */
export function genomeBuildHint(
  header: VcfHeader,
): { readonly build: BuildName; readonly from: string } | null {
  const verdict = judge(header);
  return verdict.kind === 'build' ? { build: verdict.build, from: verdict.from } : null;
}

/** Why the header's clues about the build cannot be trusted; null where they agree or are none. */
export function genomeBuildDoubt(header: VcfHeader): string | null {
  const verdict = judge(header);
  return verdict.kind === 'doubtful' ? verdict.reason : null;
}

function judge(header: VcfHeader): Verdict {
  const clues: { build: BuildName; from: string }[] = [];
  let foreign: string | null = null;
  for (const contig of header.contigs.values()) {
    const lengths = LENGTHS.get(contig.id.replace(/^chr/i, ''));
    if (lengths === undefined || contig.length === null) continue;
    const from = `contig ${contig.id} of ${contig.length} bp`;
    if (contig.length === lengths[0]) clues.push({ build: 'GRCh37', from });
    else if (contig.length === lengths[1]) clues.push({ build: 'GRCh38', from });
    else foreign ??= from;
  }
  for (const contig of header.contigs.values()) {
    const build = buildIn(contig.assembly ?? '');
    if (build !== null) clues.push({ build, from: `assembly of contig ${contig.id}` });
  }
  for (const { key, value, line } of header.meta) {
    if (key !== 'VEP' && !REFERENCE_KEYS.has(key)) continue;
    const text = key === 'VEP' ? (/\bassembly="([^"]*)"/.exec(value)?.[1] ?? '') : value;
    const build = buildIn(text);
    if (build !== null) clues.push({ build, from: `##${key}, line ${line}` });
  }
  const first = clues[0];
  const other = clues.find(({ build }) => build !== first?.build);
  if (foreign !== null) {
    return { kind: 'doubtful', reason: `${foreign}, which is neither GRCh37 nor GRCh38` };
  }
  if (first === undefined) return { kind: 'silent' };
  if (other === undefined) return { kind: 'build', build: first.build, from: first.from };
  return {
    kind: 'doubtful',
    reason: `${first.build} by ${first.from}, yet ${other.build} by ${other.from}`,
  };
}

function buildIn(text: string): BuildName | null {
  const grch37 = GRCH37_NAMES.test(text);
  const grch38 = GRCH38_NAMES.test(text);
  if (grch37 === grch38) return null;
  return grch37 ? 'GRCh37' : 'GRCh38';
}
