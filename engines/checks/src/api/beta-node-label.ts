import { items, type PodTemplate, record, text } from '@bulwark/model';
import { type JsonValue, pointer, valueAt } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { valueText } from '../network/value-text.ts';

export default defineCheck({
  id: 'api-beta-node-label',
  version: 1,
  title: 'Pods are placed by a deprecated node label',
  severity: 'low',
  why: 'The beta labels of nodes gave way to stable ones; where they are not set any more the pods do not start, or are not spread.',
  attack: 'None by itself: an application that does not start after an upgrade is an outage.',
  remedy: 'Use the stable label.',
  references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/#beta-kubernetes-io-arch-deprecated'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  onlyWith: ['nodeSelector', 'affinity', 'tolerations', 'topologySpreadConstraints'],
  find: (pod, resource): readonly Problem[] => {
    const subject = `${resource.ref.kind} "${resource.name}"`;
    return [...selectorKeys(pod, subject), ...affinityKeys(pod, subject), ...topologyKeys(pod, subject)];
  },
  repair: {
    kind: 'edit',
    summary: 'use the stable label',
    disruption: 'restart',
    edits: (problem, resource) => {
      const key = text(problem.value) ?? '';
      const stable = stableLabels.get(key);
      if (stable === undefined) return 'no stable label takes its place';
      if (!problem.pointer.includes('/nodeSelector/')) return [set(problem.pointer, stable)];
      const at = problem.pointer.slice(0, problem.pointer.lastIndexOf('/'));
      const value = valueAt(resource.object, problem.pointer);
      return [remove(problem.pointer), set(pointer(at, stable), value ?? '')];
    },
  },
});

const stableLabels: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
]);

function told(subject: string, key: JsonValue | undefined, at: string): readonly Problem[] {
  const stable = typeof key === 'string' ? stableLabels.get(key) : undefined;
  if (stable === undefined || key === undefined) return [];
  return [
    {
      pointer: at,
      value: key,
      message: `${subject} places pods by the deprecated node label ${valueText(key)}; use ${stable}.`,
    },
  ];
}

function selectorKeys(pod: PodTemplate, subject: string): readonly Problem[] {
  const selector = pod.spec['nodeSelector'];
  if (selector === undefined) return [];
  return Object.keys(record(selector)).flatMap((key) =>
    told(subject, key, pointer(`${pod.specPointer}/nodeSelector`, key)),
  );
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

function affinityKeys(pod: PodTemplate, subject: string): readonly Problem[] {
  const affinity = record(pod.spec['affinity'])['nodeAffinity'];
  if (affinity === undefined) return [];
  const at = `${pod.specPointer}/affinity/nodeAffinity`;
  const terms = [
    ...items(record(record(affinity)[required])['nodeSelectorTerms']).map(
      (term, index) => [term, `${at}/${required}/nodeSelectorTerms/${index}`] as const,
    ),
    ...items(record(affinity)[preferred]).map(
      (term, index) => [record(term)['preference'] ?? null, `${at}/${preferred}/${index}/preference`] as const,
    ),
  ];
  return terms.flatMap(([term, where]) =>
    items(record(term)['matchExpressions']).flatMap((expression, index) =>
      told(subject, record(expression)['key'], `${where}/matchExpressions/${index}/key`),
    ),
  );
}

function topologyKeys(pod: PodTemplate, subject: string): readonly Problem[] {
  const spread = items(pod.spec['topologySpreadConstraints']).flatMap((constraint, index) =>
    told(
      subject,
      record(constraint)['topologyKey'],
      `${pod.specPointer}/topologySpreadConstraints/${index}/topologyKey`,
    ),
  );
  const affinity = pod.spec['affinity'];
  if (affinity === undefined) return spread;
  return [...spread, ...['podAffinity', 'podAntiAffinity'].flatMap((name) => podAffinityKeys(pod, name, subject))];
}

function podAffinityKeys(pod: PodTemplate, name: string, subject: string): readonly Problem[] {
  const affinity = record(record(pod.spec['affinity'])[name]);
  const at = `${pod.specPointer}/affinity/${name}`;
  return [
    ...items(affinity[required]).flatMap((term, index) =>
      told(subject, record(term)['topologyKey'], `${at}/${required}/${index}/topologyKey`),
    ),
    ...items(affinity[preferred]).flatMap((term, index) =>
      told(
        subject,
        record(record(term)['podAffinityTerm'])['topologyKey'],
        `${at}/${preferred}/${index}/podAffinityTerm/topologyKey`,
      ),
    ),
  ];
}
