import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildGator } from '../../conformance/gatekeeper/oracle/build-gator.ts';
import { median } from '../measure.ts';
import { generatePods } from './generate-pods.ts';
import { gatorCpuSeconds } from './peer-figures.ts';

interface Setting {
  readonly workload: string;
  readonly folder: string;
  /** The command as it is shipped. */
  readonly bundle: string;
}

/** The whole process over 10,000 objects as YAML with Gatekeeper's templates: at most 2.5 CPU-seconds. */
export function benchGatekeeper({ workload, folder, bundle }: Setting, print: (line: object) => void): void {
  const policy = join(workload, 'policies/gator');
  const apply = (objects: string): readonly string[] => [
    bundle,
    ...['policy', 'apply', '--policy', policy, '-f', objects, '--fail-on', 'none', '-o', 'json'],
  ];
  const many = join(generatePods(workload, folder, 10_000), 'yaml');
  print({
    process: 'gatekeeper',
    objects: 10_000,
    command: median(3, apply(many)),
    limit: 2.5,
    peers: gatorCpuSeconds,
  });
  const gator = buildGator();
  if ('missing' in gator) {
    process.stderr.write(`without gator beside: ${gator.missing}\n`);
    return;
  }
  const few = join(generatePods(workload, folder, 1000), 'yaml');
  const command = median(3, apply(few));
  const beside = cpuSecondsOf([gator.binary, 'test', '-f', policy, '-f', few, '-o', 'json']);
  const times = Math.round((10 * beside) / command.cpuSeconds) / 10;
  print({ process: 'gatekeeper', objects: 1000, command, gator: { cpuSeconds: beside }, timesAsFastAsGator: times });
}

// The second line of `times` is what the children of the shell took: user and system.
function cpuSecondsOf(command: readonly string[]): number {
  const { stdout } = spawnSync('sh', ['-c', '"$@" > /dev/null 2>&1; times', 'sh', ...command], { encoding: 'utf8' });
  const parts =
    stdout
      .trim()
      .split('\n')[1]
      ?.match(/(\d+)m([\d.]+)s/g) ?? [];
  const seconds = parts.map((part) => Number(part.split('m')[0]) * 60 + Number.parseFloat(part.split('m')[1] ?? ''));
  return Math.round(100 * seconds.reduce((total, one) => total + one, 0)) / 100;
}
