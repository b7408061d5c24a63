import { describe, expect, test } from 'vitest';
import { meaningOf, normalPath } from './host-place.ts';

describe('normalPath', () => {
  test.each([
    ['/', '/'],
    ['//var//lib/./kubelet/', '/var/lib/kubelet'],
    ['/var/run/docker.sock', '/run/docker.sock'],
    ['/var/runner', '/var/runner'],
    ['C:\\', '/'],
    ['C:\\var\\lib\\kubelet', '/var/lib/kubelet'],
    ['\\\\.\\pipe\\docker_engine', '/pipe/docker_engine'],
  ])('%s is %s', (path, expected) => {
    expect(normalPath(path)).toBe(expected);
  });
});

describe('meaningOf', () => {
  test.each([
    ['/', true, 'root-writable'],
    ['/', false, 'root-readable'],
    ['/srv/data', true, undefined],
    ['/usr/bin/runc', true, 'executables'],
    ['/usr/bin/runc', false, undefined],
    ['/lib/modules/6.1', true, 'kernel-files'],
    ['/lib/systemd', true, 'startup'],
    ['/etc', false, 'configuration'],
    ['/etc/hosts', true, undefined],
    ['/etc/kubernetes/pki/etcd/ca.key', false, 'etcd-data'],
    ['/etc/kubernetes/pki/ca.key', false, 'kubernetes-credentials'],
    ['/etc/kubernetes/azure.json', false, 'cloud-credentials'],
    ['/proc', true, 'kernel-interfaces'],
    ['/proc/1/environ', false, 'process-information'],
    ['/sys/fs/cgroup', false, undefined],
    ['/home/ops/.kube/config', false, 'kubernetes-credentials'],
    ['/home/ops/.config/gcloud', false, 'cloud-credentials'],
    ['/opt/gcloud', false, undefined],
    ['/dev/sdb1', false, 'devices'],
    ['/dev/null', true, undefined],
    ['/var/lib/kubelet/plugins/csi.example.com', true, undefined],
    ['/var/lib/longhorn', true, undefined],
  ] as const)('%s, written %s: %s', (path, written, expected) => {
    expect(meaningOf(path, written)?.place).toBe(expected);
  });
});
