import { items, record, text, texts } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';

export default defineCheck({
  id: 'workload-host-aliases',
  version: 1,
  title: 'Names are resolved past DNS',
  severity: 'low',
  why: "An entry in the pod's hosts file wins over DNS: the name leads to a fixed address that no DNS policy, log or change of the service touches, also when the address belongs to somebody else one day.",
  attack: 'Whoever may edit the workload, or gets hold of the address, takes the traffic that is meant for the name.',
  remedy: "Put the name into the cluster's DNS, or use a Service with an ExternalName or with Endpoints of its own.",
  accept: 'Names that have to be known before DNS works.',
  references: ['https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
  techniques: ['T1562'],
  appliesTo: 'workload',
  onlyWith: ['hostAliases'],
  find: (pod) => {
    return items(pod.spec['hostAliases']).flatMap((value, index) => {
      const ip = text(record(value)['ip']) ?? '';
      const names = texts(record(value)['hostnames']);
      if (names.length === 0 || isLoopback(ip)) return [];
      return [
        {
          pointer: `${pod.specPointer}/hostAliases/${index}`,
          message: `${names.map((name) => `"${name}"`).join(', ')} always ${names.length === 1 ? 'leads' : 'lead'} to ${ip} in this pod, whatever DNS says.`,
        },
      ];
    });
  },
  repair: { kind: 'none', reason: 'The name has to be put into DNS before the entry can go.' },
});

// A name for the pod itself leads nowhere else.
function isLoopback(ip: string): boolean {
  return ip.startsWith('127.') || ip === '::1';
}
