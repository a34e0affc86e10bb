import type { Findings, MutantProtein } from '../../findings/findings.js';
import { isReviewed } from '../../findings/ranking/rank-candidates.js';
import type { RankOptions } from '../../findings/ranking/rank-options.js';
import { pvacseqIndices } from './pvacseq-index.js';

const NON_STANDARD = /[^ACDEFGHIKLMNPQRSTVWY]/;

/**
 * Healthy (`WT.`) and mutant (`MT.`) windows of every reviewed protein, named by pVACseq's Index.
 * Left out: windows with residues that are not standard, and mutants that are a piece of the
 * healthy window.
 */
export function* candidatesFasta(
  findings: Findings,
  options: RankOptions,
  windowsOf: (protein: MutantProtein) => { readonly mutant: string; readonly wildtype: string } = (
    protein,
  ) => ({ mutant: protein.mutantWindow, wildtype: protein.wildtypeWindow }),
): Generator<string> {
  const indices = pvacseqIndices(findings, options);
  for (const variant of findings.neoantigens.variants) {
    for (const protein of variant.proteins) {
      if (!isReviewed(protein, options)) continue;
      const { mutant, wildtype } = windowsOf(protein);
      if (NON_STANDARD.test(mutant) || NON_STANDARD.test(wildtype)) continue;
      if (mutant === '' || wildtype.includes(mutant)) continue;
      const index = indices.get(protein) ?? protein.transcript;
      yield `>WT.${index}`;
      yield wildtype;
      yield `>MT.${index}`;
      yield mutant;
    }
  }
}
