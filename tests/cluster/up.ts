// node tests/cluster/up.ts [DIR] [--controller-manager] [--port N]: raises a cluster that stays until down.ts.
import { parseArgs } from 'node:util';
import { clusterAvailable } from './availability.ts';
import { defaultFolder } from './default-folder.ts';
import { type ClusterOptions, startCluster } from './start-cluster.ts';

const available = clusterAvailable();
if (available.ok) await raise().catch(say);
else {
  console.error(`skipped: ${available.reason}`);
  process.exitCode = 3;
}

async function raise(): Promise<void> {
  const cluster = await startCluster(options());
  cluster.leaveRunning();
  console.log(`${cluster.url} is up; export KUBECONFIG=${cluster.kubeconfig('admin')}`);
}

function options(): ClusterOptions {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'controller-manager': { type: 'boolean', default: false }, port: { type: 'string' } },
  });
  const port = values.port === undefined ? {} : { port: Number(values.port) };
  return { dir: positionals[0] ?? defaultFolder(), controllerManager: values['controller-manager'], ...port };
}

function say(error: unknown): void {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
