import { defineConfig } from 'vitest/config';

/** Tests against a real API server: they build it once and take their time. */
export default defineConfig({
  test: {
    include: ['tests/cluster/**/*.test.ts', 'tests/conformance/**/*.cluster.ts'],
    testTimeout: 120_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
