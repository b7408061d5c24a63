import { defineConfig } from 'vitest/config';

const pure = ['foundation', 'languages', 'engines', 'platform'];

/** Pure layers share one process without isolation (17 times less CPU); the rest keeps it. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: pure.map((layer) => `${layer}/**/*.test.ts`),
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'edges',
          include: ['{sources,apps,tools}/**/*.test.ts', 'tests/{conformance,integration,e2e}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
