import { spawnSync } from 'node:child_process';

const canary = 'tools/canaries/engine-imports-app';
const expected = ['engines-look-down-only', 'pure-layers-do-no-io'];

/** Runs the layer rules on a fixture that breaks them; says what they did not see. */
export function gatesBite(): string | undefined {
  const result = spawnSync(
    'depcruise',
    ['--config', '../../../.dependency-cruiser.mjs', '--output-type', 'json', 'engines', 'apps'],
    { cwd: canary, encoding: 'utf8' },
  );
  const seen = new Set(
    [...result.stdout.matchAll(/"name":\s*"([a-z-]+)"/g)].map((match) => match[1]),
  );
  const violations = /"violations":\s*\[\s*\]/.test(result.stdout) ? new Set<string>() : seen;
  const missed = expected.filter((rule) => !violations.has(rule));
  return missed.length === 0 ? undefined : `the gate did not see: ${missed.join(', ')}\n${result.stderr}`;
}
