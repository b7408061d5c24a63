import { type Container, containerPointer, type PodTemplate, parseQuantity, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-milli-memory',
  version: 1,
  title: 'Memory is stated in thousandths of a byte',
  severity: 'low',
  why: 'The suffix m means a thousandth: 400m of memory is less than one byte. Such a request reserves nothing, and under such a limit no container starts.',
  attack: 'Load on the node takes the memory that the workload only seems to have reserved, and its pods are killed.',
  remedy: 'Write mebibytes as Mi, or megabytes as M.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
    'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  ],
  techniques: ['T1499'],
  appliesTo: 'workload',
  onlyWith: ['resources'],
  find: (pod) => {
    const ofContainers = inContainers(pod, (container) => problemsIn(container.value['resources'], container));
    const ofPod = problemsIn(pod.spec['resources'], pod);
    return ofPod.length === 0 ? ofContainers : [...ofContainers, ...ofPod];
  },
  repair: {
    kind: 'edit',
    summary: 'state the memory in mebibytes',
    disruption: 'restart',
    edits: ({ pointer, value }) => {
      const number = /^(\d{1,5})m$/.exec(text(value) ?? '')?.[1];
      return number === undefined ? 'which size was meant cannot be told' : [set(pointer, `${number}Mi`)];
    },
  },
});

function problemsIn(value: JsonValue | undefined, owner: Container | PodTemplate): readonly Problem[] {
  if (value === undefined) return none;
  const { limits, requests } = record(value);
  const limit = record(limits)['memory'];
  const request = record(requests)['memory'];
  if (!isMistaken(limit) && !isMistaken(request)) return none;
  return [
    ...(isMistaken(request) ? [problemOf(request, 'requests', owner)] : []),
    ...(isMistaken(limit) ? [problemOf(limit, 'limits', owner)] : []),
  ];
}

// A MiB in billionths of a byte. The API server itself writes 1.2Gi as 1288490188800m.
const smallest = 1_048_576n * 1_000_000_000n;

function isMistaken(value: JsonValue | undefined): value is string {
  if (typeof value !== 'string' || !/[mun]$/.test(value)) return false;
  const quantity = parseQuantity(value);
  return quantity !== undefined && quantity > 0n && quantity < smallest;
}

function problemOf(value: string, bound: 'limits' | 'requests', owner: Container | PodTemplate): Problem {
  const isContainer = 'list' in owner;
  const place = isContainer ? containerPointer(owner) : owner.specPointer;
  const who = isContainer ? `Container "${owner.name}"` : 'The pod';
  const what = bound === 'limits' ? 'limits its memory to' : 'requests memory of';
  return {
    pointer: `${place}/resources/${bound}/memory`,
    value,
    message: `${who} ${what} ${value}, which is ${sizeText(value)}.`,
  };
}

function sizeText(value: string): string {
  const bytes = (parseQuantity(value) ?? 0n) / 1_000_000_000n;
  if (bytes === 0n) return 'less than one byte';
  return bytes === 1n ? 'about one byte' : `about ${bytes} bytes`;
}
