import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Issues' bars: HCC1395 with six class I alleles, cold, in 15 s and 1 GB; designs in 30 s more; help in 150 ms.
const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
const VCF = fileURLToPath(
  new URL('../../../shared/cases/hcc1395/annotated.expression.vcf.gz', import.meta.url),
);
const ALLELES = 'HLA-A*29:02,A*02:01,B*45:01,B*07:02,C*06:02,C*07:02';

/** Runs the command line and returns seconds and the largest resident set, MB. */
function run(...args: readonly string[]): {
  readonly seconds: number;
  readonly residentMb: number;
} {
  const script = `
    process.on('exit', () => process.stderr.write('\\nresident ' + process.resourceUsage().maxRSS + '\\n'));
    await import(${JSON.stringify(MAIN)});`;
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, ...args],
    { encoding: 'utf8' },
  );
  const seconds = (performance.now() - started) / 1_000;
  if (status !== 0) throw new Error(stderr);
  return { seconds, residentMb: Number(/resident (\d+)/.exec(stderr)?.[1]) / 1_024 };
}

const help = Math.min(...Array.from({ length: 7 }, () => run('--help').seconds));
console.log(`--help                      ${(help * 1_000).toFixed(0)} ms (bar 150)`);

if (!existsSync(VCF)) {
  console.log('HCC1395 is not beside the checkout: plan was not timed');
} else {
  const none = planned('none');
  const all = planned('all');
  console.log(
    `plan HCC1395, 6 alleles     ${none.seconds.toFixed(1)} s (bar 15), ${none.residentMb.toFixed(0)} MB resident (bar 1,000)`,
  );
  console.log(
    `with all designs            ${all.seconds.toFixed(1)} s (bar ${(none.seconds + 30).toFixed(1)}), ${all.residentMb.toFixed(0)} MB resident`,
  );
}

function planned(design: 'all' | 'none'): ReturnType<typeof run> {
  const folder = mkdtempSync(join(tmpdir(), 'oncoscript-bench-'));
  const samples = '--tumour-sample HCC1395_TUMOR_DNA --normal-sample HCC1395_NORMAL_DNA'.split(' ');
  const how = ['--hla', ALLELES, '--design', design, '--out', folder, '--quiet'];
  const result = run('plan', '--vcf', VCF, ...samples, ...how);
  const rows = readFileSync(join(folder, 'dossier', 'aggregated.tsv'), 'utf8')
    .trim()
    .split('\n');
  const isDesigned = existsSync(join(folder, 'dossier', 'designs', 'mrna-vaccine'));
  rmSync(folder, { recursive: true });
  if (rows.length !== 359) throw new Error(`${rows.length - 1} candidates, expected 358`);
  if (isDesigned !== (design === 'all')) throw new Error(`designs with --design ${design}`);
  return result;
}
