import { record, texts } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';

export default defineCheck({
  id: 'workload-public-nameserver',
  version: 1,
  title: 'Pod asks a nameserver on the internet',
  severity: 'medium',
  why: "Queries past the cluster's DNS escape its policies and logs, tell a third party which internal names the pod asks for, and need a hole in the egress rules through which data can leave.",
  attack: 'Code in the container carries data out in DNS queries that nobody logs.',
  remedy: "Leave `dnsConfig.nameservers` out and let the cluster's DNS forward.",
  accept: 'DNS servers and proxies, whose work it is to ask outside.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config'],
  techniques: ['T1562'],
  appliesTo: 'workload',
  onlyWith: ['dnsConfig'],
  find: (pod) => {
    return texts(record(pod.spec['dnsConfig'])['nameservers']).flatMap((address, index) =>
      isPrivate(address)
        ? []
        : [
            {
              pointer: `${pod.specPointer}/dnsConfig/nameservers/${index}`,
              value: address,
              message: `The pod asks ${address} on the internet for names, past the cluster's DNS.`,
            },
          ],
    );
  },
  repair: {
    kind: 'none',
    reason: "Which zones the pod needs to resolve, and where the cluster's DNS should forward them, has to be decided.",
  },
});

// Private, shared, loopback and link-local ranges (RFC 1918, 6598, 1122, 3927, 4193, 4291).
const privateRanges =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

function isPrivate(address: string): boolean {
  return privateRanges.test(address);
}
