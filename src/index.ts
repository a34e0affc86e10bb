/**
 * The library: from a case to findings, ranking and the files of a dossier. `pipeline.ts` has the
 * stages; everything they hand on is plain, read-only JSON.
 */
export * from './core/amino-acids.js';
export * from './core/brands.js';
export * from './core/canonical-json.js';
export * from './core/cited.js';
export * from './core/context.js';
export * from './core/document.js';
export * from './core/errors.js';
export * from './core/hashing.js';
export * from './core/hla-allele.js';
export * from './core/hla-genotype.js';
export * from './core/seeded-random.js';
export * from './core/skipped.js';
export * from './core/version.js';
export * from './case/case-file.js';
export * from './case/import-case.js';
export * from './case/tumour-case.js';
export * from './engines/ode/ode-model.js';
export * from './engines/presentation/anchors.js';
export * from './engines/presentation/motif-model.js';
export * from './engines/presentation/presentation-model.js';
export * from './engines/search/healthy-proteome.js';
export * from './findings/findings.js';
export * from './findings/neoantigens/candidate-peptides.js';
export * from './findings/neoantigens/clonality.js';
export * from './findings/neoantigens/find-neoantigens.js';
export * from './findings/neoantigens/manufacturability.js';
export * from './findings/neoantigens/mutant-protein.js';
export * from './findings/ranking/rank-candidates.js';
export * from './findings/ranking/rank-options.js';
export * from './findings/ranking/ranking.js';
export * from './findings/ranking/tier.js';
export * from './formats/text/byte-source.js';
export * from './modalities/index.js';
export * from './modalities/modality.js';
export * from './packs/pack-store.js';
export * from './pipeline.js';
