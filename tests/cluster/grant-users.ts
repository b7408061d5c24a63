import type { ApiRequest } from './api-client.ts';
import { createObject } from './create-object.ts';

/** Gives `bulwark:readers` and `no-secrets` their rights; `admin` has all by its group, `nobody` stays without. */
export async function grantUsers(request: ApiRequest): Promise<void> {
  const [core, groups] = await Promise.all([coreResources(request), apiGroups(request)]);
  const notSecrets = core.filter((resource) => resource !== 'secrets');
  await Promise.all([
    grant(request, 'bulwark:readers', 'Group', [{ apiGroups: ['*'], resources: ['*'], verbs: read }]),
    // RBAC cannot take away, so all that is not a secret is listed: a group added later must be granted by its test.
    grant(request, 'no-secrets', 'User', [
      { apiGroups: [''], resources: notSecrets, verbs: read },
      { apiGroups: groups, resources: ['*'], verbs: read },
    ]),
  ]);
}

const read = ['get', 'list', 'watch'];

const rbac = 'rbac.authorization.k8s.io';

async function grant(
  request: ApiRequest,
  name: string,
  kind: 'Group' | 'User',
  rules: readonly unknown[],
): Promise<void> {
  const role = {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules: [...rules, { nonResourceURLs: ['*'], verbs: ['get'] }],
  };
  const subjects = [{ kind, name, apiGroup: rbac }];
  const roleRef = { kind: 'ClusterRole', name, apiGroup: rbac };
  await createObject(request, `/apis/${rbac}/v1/clusterroles`, role);
  await createObject(request, `/apis/${rbac}/v1/clusterrolebindings`, {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    subjects,
    roleRef,
  });
}

async function coreResources(request: ApiRequest): Promise<readonly string[]> {
  return namesIn((await request('admin', 'GET', '/api/v1')).body, 'resources');
}

async function apiGroups(request: ApiRequest): Promise<readonly string[]> {
  return namesIn((await request('admin', 'GET', '/apis')).body, 'groups');
}

function namesIn(list: unknown, key: string): readonly string[] {
  const items = property(list, key);
  if (!Array.isArray(items)) throw new Error(`discovery: expected a list "${key}", found ${JSON.stringify(list)}`);
  return items.map((item) => property(item, 'name')).filter((name) => typeof name === 'string');
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
