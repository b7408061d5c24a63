import { items, text } from '@bulwark/model';
import { isObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { podContext } from './security-context.ts';

// Each safe sysctl with the first policy version that allows it.
const safe: ReadonlyMap<string, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_notsent_lowat', 37],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
]);

export default defineCheck({
  id: 'pod-sysctls',
  version: 1,
  title: 'Pod sets an unsafe sysctl',
  severity: 'high',
  level: 'baseline',
  why: "Sysctls outside of the safe set are not kept apart from other pods or can take the node's resources: one pod changes the kernel for all.",
  attack:
    'The author of a pod raises limits until the node runs out of memory or ports, or switches off a protection of the kernel.',
  remedy: 'Remove the sysctl, or set it on the node where all its pods need it.',
  accept:
    'A kernel setting that the program needs, on nodes of its own whose kubelet allows it by `--allowed-unsafe-sysctls`.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
  ],
  techniques: ['T1499', 'T1562'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.sysctls'],
  find: (pod, _resource, { kubeMinor }) => {
    const sysctls = items(podContext(pod)['sysctls']);
    if (sysctls.length === 0) return none;
    return sysctls
      .flatMap((sysctl, index): readonly Problem[] => {
        const name = isObject(sysctl) ? (text(sysctl['name']) ?? '') : undefined;
        if (name === undefined || (safe.get(name) ?? Number.POSITIVE_INFINITY) <= kubeMinor) return none;
        return [
          {
            pointer: `${pod.specPointer}/securityContext/sysctls/${index}/name`,
            value: name,
            message: `The pod sets the sysctl "${name}", which is not in the safe set of v1.${kubeMinor}.`,
          },
        ];
      })
      .reverse();
  },
  repair: {
    kind: 'edit',
    summary: 'remove the sysctl',
    disruption: 'restart',
    edits: ({ pointer }) => [remove(pointer.slice(0, -'/name'.length))],
  },
});
