import { ONCOTREE_PACK_ID, type OncoTree, openOncoTree } from '../../engines/evidence/oncotree.js';
import type { HlaDomains } from '../../engines/presentation/hla-divergence.js';
import {
  HLA_DOMAINS_PACK_ID,
  openHlaDomains,
} from '../../engines/presentation/hla-divergence-pack.js';
import {
  openSignatures,
  type ReferenceSignatures,
  SIGNATURES_PACK_ID,
} from '../../engines/signatures/reference-signatures.js';
import { type LoadedPack, packUse, type PackStore, type PackUse } from '../../packs/pack-store.js';
import { openTmbCohort, TMB_COHORT_PACK_ID, type TmbCohort } from './tmb-cohort.js';

/** Reference data that biomarkers are read against; null where a pack is not installed. */
export interface BiomarkerKnowledge {
  readonly tmbCohort: TmbCohort | null;
  readonly oncoTree: OncoTree | null;
  /** Not shipped, for COSMIC's terms: the user builds it with `oncoscript packs build-signatures`. */
  readonly signatures: ReferenceSignatures | null;
  readonly hlaDomains: HlaDomains | null;
  readonly packs: readonly PackUse[];
}

/** @throws PackError where an installed pack is damaged. */
export async function openBiomarkerKnowledge(
  store: PackStore,
  installed: ReadonlySet<string>,
): Promise<BiomarkerKnowledge> {
  const packs: PackUse[] = [];
  const read = async <T>(id: string, open: (pack: LoadedPack) => T): Promise<T | null> => {
    if (!installed.has(id)) return null;
    const pack = await store.load(id);
    packs.push(packUse(pack));
    return open(pack);
  };
  return {
    tmbCohort: await read(TMB_COHORT_PACK_ID, openTmbCohort),
    oncoTree: await read(ONCOTREE_PACK_ID, openOncoTree),
    signatures: await read(SIGNATURES_PACK_ID, openSignatures),
    hlaDomains: await read(HLA_DOMAINS_PACK_ID, openHlaDomains),
    packs,
  };
}
