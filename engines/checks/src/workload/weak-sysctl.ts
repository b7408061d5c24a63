import { items, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'workload-weak-sysctl',
  version: 1,
  title: 'Allowed sysctl is set to an unsafe value',
  severity: 'low',
  why: 'The Pod Security Standards let these sysctls be set, to any value: without SYN cookies a handful of forged packets fills the queue of a listening port and nobody can connect.',
  attack: 'A flood of connection requests with forged senders keeps real clients out.',
  remedy: 'Set `net.ipv4.tcp_syncookies` to "1", the default, or leave it out.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    'https://docs.kernel.org/networking/ip-sysctl.html',
  ],
  techniques: ['T1498', 'T1499'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.sysctls'],
  find: (pod) => {
    return items(record(pod.spec['securityContext'])['sysctls']).flatMap((value, index) => {
      const { name, value: setting } = record(value);
      if (name !== 'net.ipv4.tcp_syncookies' || setting !== '0') return [];
      return [
        {
          pointer: `${pod.specPointer}/securityContext/sysctls/${index}/value`,
          value: setting,
          message: "SYN cookies are turned off: the pod's ports are open to a flood of connection requests.",
        },
      ];
    });
  },
  repair: {
    kind: 'edit',
    summary: 'turn SYN cookies on',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, '1')],
  },
});
