// node tests/cluster/server-build/build.ts [kube-controller-manager]: fills the cache ahead of the first test.
import { clusterAvailable } from '../availability.ts';
import { buildServer } from './build-server.ts';
import { findEtcd } from './find-etcd.ts';

const available = clusterAvailable();
if (!available.ok) {
  console.error(`skipped: ${available.reason}`);
  process.exit(3);
}
console.log(await findEtcd());
console.log(await buildServer('kube-apiserver', available.goVersion));
if (process.argv.includes('kube-controller-manager')) {
  console.log(await buildServer('kube-controller-manager', available.goVersion));
}
