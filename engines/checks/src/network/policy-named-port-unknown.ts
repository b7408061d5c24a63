import { items, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { workloadsLabelled } from './pods-by-label.ts';
import { rulesOf, selects } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-named-port-unknown',
  version: 1,
  title: 'NetworkPolicy names a port that its pods do not have',
  severity: 'low',
  why: 'A named port of an ingress rule is looked up in the selected pods; where none of them has it the rule allows nothing.',
  attack: 'The rule does not work, and in the next outage somebody replaces it by one that opens every port.',
  remedy: 'Name the port as the containers do, or give its number.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/'],
  techniques: ['T1562.001'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const named = namedPorts(resource);
    if (named.length === 0) return none;
    const { matchLabels } = record(record(resource.object['spec'])['podSelector']);
    const selected = workloadsLabelled(lookup, resource.namespace, record(matchLabels))
      .flatMap((workload) => workload.templates)
      .filter((template) => selects(resource, template.labels));
    if (selected.length === 0) return none;
    return named
      .filter(({ name }) => !selected.some((template) => hasPort(template, name)))
      .map(({ pointer, name }) => ({
        pointer,
        value: name,
        message: `NetworkPolicy "${resource.name}" opens port "${name}", but no container of the pods it selects has a port of that name.`,
      }));
  },
  repair: { kind: 'none', reason: 'Which port was meant is not known from the objects.' },
});

function namedPorts(policy: Resource): readonly { readonly pointer: string; readonly name: string }[] {
  return rulesOf(policy, 'ingress').flatMap((rule) =>
    (rule.ports ?? []).flatMap((entry, index) => {
      const name = text(record(entry)['port']);
      return name === undefined ? [] : [{ pointer: `${rule.pointer}/ports/${index}/port`, name }];
    }),
  );
}

function hasPort(template: PodTemplate, name: string): boolean {
  return template.containers.some((container) =>
    items(container.value['ports']).some((port) => record(port)['name'] === name),
  );
}
