import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'training/**/*.test.ts', 'data/recipes/**/*.test.ts'],
    setupFiles: ['test/forbid-network.mjs'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
