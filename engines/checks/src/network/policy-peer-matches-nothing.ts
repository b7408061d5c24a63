import { matchesSelector, type Resource, record } from '@bulwark/model';
import { canonicalJson, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { namespaceLabels } from './foreign-policies.ts';
import { hasPodMatching } from './pods-by-label.ts';
import { type Direction, rulesOf } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-peer-matches-nothing',
  version: 1,
  title: 'NetworkPolicy names peers that do not exist',
  severity: 'low',
  why: 'A peer that matches no namespace or pod allows nothing; mostly a namespace lacks the label that the policy counts on, and the next fix opens more than was needed.',
  attack: 'Whoever can label a namespace or a pod gives it the unused label and with it the access.',
  remedy: 'Correct the selector: namespaces carry kubernetes.io/metadata.name, other labels have to be set.',
  accept: 'A peer that is there only now and then, such as a job.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name',
  ],
  techniques: ['T1562.001'],
  scope: 'cluster',
  needs: ['Pod', 'Namespace'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) => [
    ...unmatchedPeers(resource, 'ingress', lookup),
    ...unmatchedPeers(resource, 'egress', lookup),
  ],
  repair: { kind: 'none', reason: 'Which pods or namespaces were meant is not known from the objects.' },
});

function unmatchedPeers(policy: Resource, direction: Direction, lookup: Lookup): readonly Problem[] {
  const key = direction === 'ingress' ? 'from' : 'to';
  return rulesOf(policy, direction).flatMap((rule) =>
    (rule.peers ?? []).flatMap((peer, index) => {
      const what = unmatched(peer, policy.namespace, lookup);
      if (what === undefined) return [];
      const pointer = `${rule.pointer}/${key}/${index}`;
      return [{ pointer, message: `NetworkPolicy "${policy.name}" has a peer that ${what}: it allows nothing.` }];
    }),
  );
}

function unmatched(value: JsonValue, namespace: string, lookup: Lookup): string | undefined {
  const { podSelector, namespaceSelector, ipBlock } = record(value);
  if (ipBlock !== undefined) return undefined;
  if (!isObject(namespaceSelector)) {
    if (!isObject(podSelector) || hasPodMatching(lookup, namespace, podSelector)) return undefined;
    return `matches no pod of namespace "${namespace}"`;
  }
  const namespaces = namespacesSelected(lookup, namespaceSelector);
  if (namespaces.length === 0) return 'matches no namespace';
  if (!isObject(podSelector) || namespaces.some((name) => hasPodMatching(lookup, name, podSelector))) return undefined;
  return 'matches no pod in the namespaces it selects';
}

/** Names of the namespaces that a selector matches; policies share few selectors, so each is looked up once. */
function namespacesSelected(lookup: Lookup, selector: JsonObject): readonly string[] {
  return lookup.derive('namespaces-selected', canonicalJson(selector), (read) =>
    read
      .list('Namespace')
      .filter((item) => matchesSelector(selector, namespaceLabels(item.name, read)) === true)
      .map((item) => item.name),
  );
}
