// npm run check: format, lint, types, layers, dead code, duplication, generated files. Everything CI asks of a change.
import { spawnSync } from 'node:child_process';
import { gatesBite } from './canaries/gates-bite.ts';
import { generatedFilesAreCurrent } from './generated-files-are-current.ts';

const tsc = 'node_modules/@typescript/native/bin/tsc';

interface Gate {
  readonly name: string;
  /** Gives the output of a failure, or nothing. */
  readonly run: () => string | undefined;
}

const gates: readonly Gate[] = [
  {
    name: 'format and lint',
    run: () => command('biome', ['check', '.', '--diagnostic-level=error', '--max-diagnostics=40']),
  },
  { name: 'types', run: () => command('node', [tsc, '-b']) },
  {
    name: 'types of tests and tools',
    run: () => command('node', [tsc, '-p', 'tsconfig.tests.json', '--tsBuildInfoFile', 'null']),
  },
  {
    name: 'layers',
    run: () => command('depcruise', ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', ...folders()]),
  },
  { name: 'layer canary', run: gatesBite },
  { name: 'dead code and unused dependencies', run: () => command('knip', ['--no-progress']) },
  { name: 'duplication', run: () => command('jscpd', ['--config', '.jscpd.json', '--silent', '.']) },
  { name: 'generated files', run: generatedFilesAreCurrent },
];

function folders(): string[] {
  return ['foundation', 'engines', 'sources', 'platform', 'apps'];
}

function command(name: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? undefined : `${stdout}${stderr}${error?.message ?? ''}`;
}

let failed = 0;
for (const gate of gates) {
  const start = performance.now();
  const problem = gate.run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${problem === undefined ? 'ok  ' : 'FAIL'} ${gate.name} (${seconds} s)\n`);
  if (problem !== undefined) {
    failed++;
    process.stdout.write(`${problem.trim().split('\n').slice(0, 80).join('\n')}\n`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
