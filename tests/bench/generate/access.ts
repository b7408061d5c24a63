import { type Application, metadataOf } from './application.ts';
import type { Random } from './random.ts';
import { apiGroups, groups, people, resources, verbs } from './vocabulary.ts';
import type { JsonMap } from './write-yaml.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

export function serviceAccount(app: Application): JsonMap {
  const automount = app.random.chance(0.5) ? { automountServiceAccountToken: app.random.chance(0.4) } : {};
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(app, app.name), ...automount };
}

export function role(app: Application): JsonMap {
  return { apiVersion, kind: 'Role', metadata: metadataOf(app, app.name), rules: rules(app) };
}

/** A RoleBinding to the application's own Role, or to one of the roles that every cluster has. */
export function roleBinding(app: Application): JsonMap {
  const roleRef = app.random.chance(0.7)
    ? { apiGroup, kind: 'Role', name: app.name }
    : { apiGroup, kind: 'ClusterRole', name: app.random.pick(['view', 'view', 'edit', 'admin']) };
  return { apiVersion, kind: 'RoleBinding', metadata: metadataOf(app, app.name), subjects: subjects(app), roleRef };
}

export function clusterRole(app: Application): JsonMap {
  return { apiVersion, kind: 'ClusterRole', metadata: clusterMetadata(app), rules: rules(app) };
}

/** A ClusterRoleBinding to the application's own ClusterRole; one in ten to cluster-admin. */
export function clusterRoleBinding(app: Application): JsonMap {
  const name = app.random.chance(0.1) ? 'cluster-admin' : `${app.namespace}-${app.name}`;
  const roleRef = { apiGroup, kind: 'ClusterRole', name };
  return { apiVersion, kind: 'ClusterRoleBinding', metadata: clusterMetadata(app), subjects: subjects(app), roleRef };
}

function clusterMetadata(app: Application): JsonMap {
  const { namespace: _, ...metadata } = metadataOf(app, `${app.namespace}-${app.name}`);
  return metadata;
}

function rules({ random, care }: Application): JsonMap[] {
  const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  const urls = { nonResourceURLs: ['/metrics', '/healthz'], verbs: ['get'] };
  return Array.from({ length: random.integer(1, 4) }, () => {
    if (care === 'careless' && random.chance(0.15)) return everything;
    if (random.chance(0.05)) return urls;
    const names = random.chance(0.1) ? { resourceNames: [`item-${random.integer(0, 20)}`] } : {};
    return {
      apiGroups: several(random, apiGroups, 2),
      resources: several(random, resources, 4),
      verbs: random.chance(0.03) ? ['*'] : several(random, verbs, 4),
      ...names,
    };
  });
}

function several(random: Random, from: readonly [string, ...string[]], most: number): string[] {
  return [...new Set(Array.from({ length: random.integer(1, most) }, () => random.pick(from)))];
}

function subjects(app: Application): JsonMap[] {
  return Array.from({ length: app.random.integer(1, 3) }, () => subject(app));
}

function subject({ random, account, namespace }: Application): JsonMap {
  const roll = random.next();
  if (roll < 0.7) return { kind: 'ServiceAccount', name: account, namespace };
  if (roll < 0.9) return { apiGroup, kind: 'Group', name: random.pick(groups) };
  return { apiGroup, kind: 'User', name: `${random.pick(people)}@acme.example` };
}
