import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterRole, clusterRoleBinding, role, roleBinding, serviceAccount } from './access.ts';
import { type Application, application } from './application.ts';
import { configMap, secret } from './configuration.ts';
import { namespaces } from './namespaces.ts';
import { ingress, networkPolicy, service } from './networking.ts';
import { type Random, random } from './random.ts';
import { pod, workload } from './workloads.ts';
import { type JsonMap, writeYaml } from './write-yaml.ts';

export interface ClusterOptions {
  /** How many objects in all. */
  readonly objects: number;
  readonly folder: string;
  readonly seed: number;
}

const objectsPerFile = 100;

/** Writes `folder/yaml/NNNN.yaml` and the same objects as one List, `folder/list.json`; the same options, the same bytes. */
export function generateCluster({ objects, folder, seed }: ClusterOptions): void {
  const cluster = clusterObjects(objects, random(seed));
  mkdirSync(join(folder, 'yaml'), { recursive: true });
  for (let start = 0; start < cluster.length; start += objectsPerFile) {
    const documents = cluster.slice(start, start + objectsPerFile).map((object) => `---\n${writeYaml(object)}\n`);
    const name = `${String(start / objectsPerFile).padStart(4, '0')}.yaml`;
    writeFileSync(join(folder, 'yaml', name), documents.join(''));
  }
  const list = { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: cluster };
  writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
}

/** How often an application has which object beside its workload. */
const parts: readonly (readonly [number, (app: Application) => JsonMap])[] = [
  [0.5, pod],
  [0.46, service],
  [0.33, configMap],
  [0.26, secret],
  [0.15, roleBinding],
  [0.13, role],
  [0.12, networkPolicy],
  [0.065, ingress],
  [0.026, clusterRole],
  [0.023, clusterRoleBinding],
];

/** Exactly as many objects as asked for: the last application may be cut short. */
function clusterObjects(count: number, source: Random): JsonMap[] {
  const spaces = namespaces(source, count);
  const cluster = [...spaces];
  for (let number = 0; cluster.length < count; number++) {
    const space = spaces[source.integer(0, spaces.length - 1)];
    cluster.push(...applicationObjects(application(source, number, nameOf(space))));
  }
  return cluster.slice(0, count);
}

function applicationObjects(app: Application): JsonMap[] {
  const account = app.account !== 'default' && app.random.chance(0.3) ? [serviceAccount(app)] : [];
  const others = parts.filter(([share]) => app.random.chance(share)).map(([, make]) => make(app));
  return [...account, workload(app), ...others];
}

function nameOf(namespace: JsonMap | undefined): string {
  const metadata = namespace?.['metadata'];
  if (typeof metadata !== 'object' || metadata === null || !('name' in metadata))
    throw new Error('a namespace without a name');
  return String(metadata.name);
}
