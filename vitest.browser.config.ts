import { defineConfig } from 'vitest/config';

/** Tests in a real browser. */
export default defineConfig({
  test: { include: ['tests/browser/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 900_000, fileParallelism: false },
});
