// npm run build: bundles the command line into apps/cli/dist, as it is published.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('apps/cli/dist', { recursive: true, force: true });
mkdirSync('apps/cli/dist', { recursive: true });
await build({
  entryPoints: ['apps/cli/src/main.ts'],
  outdir: 'apps/cli/dist',
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
cpSync('content', 'apps/cli/dist/content', { recursive: true });
