// npm run build: bundles the command line into apps/cli/bundle, as it is published.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('apps/cli/bundle', { recursive: true, force: true });
mkdirSync('apps/cli/bundle', { recursive: true });
await build({
  entryPoints: { main: 'apps/cli/src/main.ts' },
  outdir: 'apps/cli/bundle',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minifySyntax: true,
  legalComments: 'external',
  chunkNames: 'chunks/[name]-[hash]',
  external: ['@kubernetes/client-node', 'undici'],
});
cpSync('content', 'apps/cli/bundle/content', { recursive: true });
// What the launcher does, without looking for sources: for benchmarks and single-file packaging.
writeFileSync(
  'apps/cli/bundle/main-entry.js',
  "import { enableCompileCache } from 'node:module';\nenableCompileCache();\nconst { main } = await import('./main.js');\nprocess.exitCode = await main(process.argv.slice(2));\n",
);
