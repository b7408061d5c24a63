import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';
import { namespaceNames } from './objects.ts';

type Field = (random: Random) => JsonValue;

const fields: Readonly<Record<string, Field>> = {
  kinds: (random) => random.several(0, 2, () => kindsOf(random)),
  scope: (random) => random.pick(['Cluster', 'Namespaced', '*', 'cluster', '']),
  namespaces: (random) => random.several(0, 2, () => wildcard(random)),
  excludedNamespaces: (random) => random.several(0, 2, () => wildcard(random)),
  labelSelector: selector,
  namespaceSelector: selector,
  name: (random) => random.pick(['x-1', 'web-*', '*-2', '*-*', 'x-*', '*', 'prod*', '', 'none', 'x-1-*', '*x']),
  source: (random) => random.pick(['All', 'Original', 'Generated']),
};

/** A `match` as constraints and mutators have it; up to `most` of its fields. */
export function matchOf(random: Random, most = 3): JsonObject {
  const names = random.several(0, most, () => random.pick(Object.keys(fields)));
  return Object.fromEntries(names.map((name) => [name, fields[name]?.(random) ?? null]));
}

function kindsOf(random: Random): JsonObject {
  const groups = random.several(random.below(2), 2, () =>
    random.pick(['', 'apps', '*', 'networking.k8s.io', 'rbac.authorization.k8s.io', 'example.com', 'app*']),
  );
  const kinds = random.several(random.below(2), 3, () =>
    random.pick(['Pod', 'Namespace', 'Deployment', '*', 'Service', 'ClusterRole', 'Po*', 'pod']),
  );
  return {
    ...(random.once(4) ? {} : { apiGroups: groups }),
    ...(random.once(4) ? {} : { kinds }),
  };
}

function wildcard(random: Random): string {
  return random.pick([
    ...namespaceNames,
    'prod-*',
    '*-a',
    '*',
    '*ro*',
    'kube-*',
    'default',
    'none',
    '',
    '-',
    '*prod-a',
    'a*',
  ]);
}

/** A label selector, with every operator. */
function selector(random: Random): JsonObject {
  const labels = random.several(0, 1, () => [random.pick(['app', 'team', 'empty']), random.pick(['x', 'y', ''])]);
  const expressions = random.several(0, 2, () => expressionOf(random));
  return {
    ...(random.once(2) ? { matchLabels: Object.fromEntries(labels) } : {}),
    ...(random.once(2) ? { matchExpressions: expressions } : {}),
  };
}

function expressionOf(random: Random): JsonObject {
  const key = random.pick(['app', 'team', 'empty', 'example.com/tier', 'kubernetes.io/metadata.name']);
  const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return random.once(3) ? { key, operator, values: [] } : { key, operator };
  return { key, operator, values: random.several(1, 2, () => random.pick(['x', 'y', '', 'prod-a'])) };
}
