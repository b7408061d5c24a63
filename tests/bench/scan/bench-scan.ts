import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCluster } from '../generate/generate-cluster.ts';
import { measure, median, type Usage } from '../measure.ts';

const bundle = 'apps/cli/bundle/main-entry.js';
const sizes = [10_000, 50_000] as const;

/** `npm run bench -- scan`: the built bundle on generated clusters, with js-yaml's loadAll on the same bytes beside it. */
export async function run(): Promise<void> {
  spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-bench-scan-'));
  try {
    const rows = sizes.map((objects) => benchSize(folder, objects));
    const [small, large] = rows;
    if (small && large) {
      const linear = {
        yaml: round(large.yaml.cpuSeconds / small.yaml.cpuSeconds),
        json: round(large.json.cpuSeconds / small.json.cpuSeconds),
      };
      process.stdout.write(`${JSON.stringify({ benchmark: 'scan', fiftyToTenThousand: linear, limit: 5.5 })}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function benchSize(folder: string, objects: number): { yaml: Usage; json: Usage } {
  const input = join(folder, String(objects));
  generateCluster({ objects, folder: input, seed: 1 });
  const runs = objects > 20_000 ? 1 : 3;
  const floor = median(runs, ['tests/bench/scan/parse-only.mjs', `${input}/yaml`]);
  const yaml = median(runs, scanArgs(`${input}/yaml`, `${folder}/yaml.json`));
  const json = median(runs, scanArgs(`${input}/list.json`, `${folder}/list.json`));
  const empty = measure(['-e', '0']);
  process.stdout.write(
    `${JSON.stringify({
      benchmark: 'scan',
      objects,
      yaml: { ...figures(yaml, objects), ratioToLoadAll: round((yaml.cpuSeconds - 0.2) / floor.cpuSeconds), limit: 2 },
      loadAll: figures(floor, objects),
      json: {
        ...figures(json, objects),
        cpuMicrosecondsPerObject: round(((json.cpuSeconds - 0.2) / objects) * 1e6),
        limit: 100,
      },
      nodeAlone: { cpuSeconds: round(empty.cpuSeconds) },
      reportMebibytes: round(statSync(`${folder}/yaml.json`).size / 1024 / 1024),
    })}\n`,
  );
  return { yaml, json };
}

function scanArgs(input: string, report: string): string[] {
  return [bundle, 'scan', input, '-o', `json=${report}`];
}

function figures(usage: Usage, objects: number): object {
  return {
    cpuSeconds: round(usage.cpuSeconds),
    wallSeconds: round(usage.wallSeconds),
    peakMebibytes: usage.peakMebibytes,
    objectsPerCpuSecond: Math.round(objects / usage.cpuSeconds),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
