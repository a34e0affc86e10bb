export * from './core/brands.js';
export * from './core/errors.js';
