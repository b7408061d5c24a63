import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** So many pods and deployments, as the peers were measured with; gives the folder with `list.json` and `yaml/`. */
export function generatePods(workload: string, folder: string, objects: number): string {
  const out = join(folder, String(objects));
  const args = [join(workload, 'gen.mjs'), '--n', String(objects), '--out', out, '--mode', 'pods'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the generator of objects ended with ${status}: ${stderr.slice(0, 2000)}`);
  return out;
}
