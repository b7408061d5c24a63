// node tests/cluster/down.ts [DIR]: ends the cluster that up.ts raised there, and removes its folder.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultFolder } from './default-folder.ts';
import { startGuard } from './guard.ts';

const dir = resolve(process.argv[2] ?? defaultFolder());
const record = join(dir, 'cluster.json');
if (!existsSync(record)) {
  console.error(`${dir}: expected a cluster raised by up.ts, found no cluster.json`);
  process.exit(2);
}

const guard = startGuard(dir);
for (const pid of pidsIn(JSON.parse(readFileSync(record, 'utf8')))) guard.watch(pid);
await guard.end();

function pidsIn(cluster: { readonly pids?: unknown }): readonly number[] {
  return Array.isArray(cluster.pids) ? cluster.pids.filter((pid) => Number.isInteger(pid)) : [];
}
