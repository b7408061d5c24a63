import { type Container, containerPointer, items, type PodTemplate, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-cloud-metadata',
  version: 1,
  title: "Container is pointed at the cloud's metadata service",
  severity: 'medium',
  why: "The metadata service of the node hands out the credentials of the node's own cloud role to whoever asks from it: a pod that uses it acts as the node, not as itself.",
  attack:
    "Code in the container, or a request that makes the application fetch an address, reads the node's credentials and goes on in the cloud account.",
  remedy:
    'Give the pod an identity of its own (IRSA or Pod Identity, Workload Identity), and block the address for pods.',
  accept: "Agents that tell the node's region or type, where the node's role can do nothing else.",
  references: [
    'https://kubernetes.io/docs/concepts/security/security-checklist/',
    'https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access',
  ],
  techniques: ['T1552.007', 'T1552', 'T1078'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'env', 'hostAliases'],
  find: (pod) => {
    const found = inContainers(pod, (container) => [...wordProblems(container), ...envProblems(container)]);
    return pod.spec['hostAliases'] === undefined ? found : [...found, ...aliasProblems(pod)];
  },
  repair: {
    kind: 'none',
    reason: "The pod needs an identity of its own in the cloud before it can do without the node's.",
  },
});

// AWS, Azure, GCP, OpenStack (link-local, also as one number, in hex and in IPv6), ECS, GCP by name, Alibaba, Azure's
// wire server. A range with a prefix length is a rule about the address and no use of it.
const addresses =
  /(?<![\d.])(?:169\.254\.169\.254|169\.254\.170\.2|100\.100\.100\.200|168\.63\.129\.16)(?![\d.]|\/\d)|\b2852039166\b|\b0xa9fea9fe\b|a9fe:a9fe|fd00:ec2::254|\bmetadata\.google\.internal\b/i;

// Settings and programs that keep requests away from the address instead of sending them there.
const avoiding = /no_?proxy|iptables|nft |block|deny|exclude/i;

function usesMetadata(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && addresses.test(value) && !avoiding.test(value);
}

function wordProblems(container: Container): readonly Problem[] {
  const { command, args } = container.value;
  if ((command ?? args) === undefined) return none;
  return (['command', 'args'] as const).flatMap((field) =>
    items(container.value[field]).flatMap((word, index) =>
      usesMetadata(word)
        ? [
            {
              pointer: containerPointer(container, `/${field}/${index}`),
              message: `Container "${container.name}" is told to use the metadata service of its node.`,
            },
          ]
        : [],
    ),
  );
}

function envProblems(container: Container): readonly Problem[] {
  const variables = container.value['env'];
  if (variables === undefined) return none;
  return items(variables).flatMap((entry, index) => {
    const { name, value } = record(entry);
    if (!usesMetadata(value) || avoiding.test(text(name) ?? '')) return [];
    return [
      {
        pointer: containerPointer(container, `/env/${index}/value`),
        message: `Variable "${text(name) ?? ''}" points container "${container.name}" at the metadata service of its node.`,
      },
    ];
  });
}

function aliasProblems(pod: PodTemplate): readonly Problem[] {
  return items(pod.spec['hostAliases']).flatMap((value, index) => {
    const { ip } = record(value);
    if (!usesMetadata(ip)) return [];
    return [
      {
        pointer: `${pod.specPointer}/hostAliases/${index}/ip`,
        value: ip ?? null,
        message: "A name in the pod's hosts file leads to the metadata service of its node.",
      },
    ];
  });
}
