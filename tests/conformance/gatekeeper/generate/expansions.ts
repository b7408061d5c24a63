import type { JsonObject } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';
import { labelsOf, namespaceNames, podSpec } from './objects.ts';

/** Templates that make Pods of Deployments and of Wraps, and what else of them; some apply to what others make. */
export function expansionOf(random: Random, at: number): JsonObject {
  const [from, source, made] = random.pick([
    ['Deployment', 'spec.template', 'Pod'],
    ['Wrap', 'spec.template', 'Pod'],
    ['Wrap', 'spec', 'Made'],
    ['Made', 'template', 'Pod'],
    ['Pod', 'spec', 'Last'],
    ['Wrap', 'spec.gone', 'Made'],
  ] as const);
  return {
    apiVersion: `expansion.gatekeeper.sh/${random.pick(['v1alpha1', 'v1beta1'])}`,
    kind: 'ExpansionTemplate',
    metadata: { name: `e-${at}` },
    spec: {
      applyTo: [{ groups: [groupOf(from), 'none'], versions: ['v1'], kinds: [from, 'Other'] }],
      templateSource: source,
      generatedGVK: { group: groupOf(made), version: 'v1', kind: made },
      ...(random.once(3) ? { enforcementAction: random.pick(['warn', 'dryrun', 'deny', '']) } : {}),
    },
  };
}

function groupOf(kind: string): string {
  return { Deployment: 'apps', Pod: '' }[kind] ?? 'example.com';
}

/** Makes a Pod of the pod in a Wrap. */
export const podExpansion: JsonObject = wrapExpansion('pods', 'spec.template', {
  group: '',
  version: 'v1',
  kind: 'Pod',
});

/** Shows what became of a Wrap itself: all of its spec. */
export const madeExpansion: JsonObject = wrapExpansion('made', 'spec', {
  group: 'example.com',
  version: 'v1',
  kind: 'Made',
});

function wrapExpansion(name: string, templateSource: string, generatedGVK: JsonObject): JsonObject {
  return {
    apiVersion: 'expansion.gatekeeper.sh/v1beta1',
    kind: 'ExpansionTemplate',
    metadata: { name },
    spec: { applyTo: [{ groups: ['example.com'], versions: ['v1'], kinds: ['Wrap'] }], templateSource, generatedGVK },
  };
}

/** An object with a pod in it, from which a template makes a Pod. */
export function wrapOf(random: Random, at: number): JsonObject {
  const owners = random.once(6)
    ? { ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Wrap', name: `w-${at}`, uid: 'u' }] }
    : {};
  const metadata = random.once(5)
    ? {}
    : { metadata: { labels: labelsOf(random), ...owners, ...(random.once(5) ? { name: 'own' } : {}) } };
  return {
    apiVersion: 'example.com/v1',
    kind: 'Wrap',
    metadata: {
      name: `w-${at}`,
      namespace: random.pick([...namespaceNames, 'default']),
      ...(random.once(3) ? { labels: labelsOf(random) } : {}),
    },
    spec: { template: { ...metadata, spec: podSpec(random) } },
  };
}
