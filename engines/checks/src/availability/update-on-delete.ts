import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'availability-update-on-delete',
  version: 1,
  title: 'Changes reach pods only when somebody deletes them',
  severity: 'low',
  why: 'With OnDelete a new image or setting is not rolled out: pods with a known flaw go on running though the manifest says they are patched.',
  attack: 'The attacker uses a flaw that everyone believes mended.',
  remedy: 'Set the type to RollingUpdate.',
  accept: 'Workloads that an operator updates pod by pod, such as storage and databases.',
  references: ['https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/#daemonset-update-strategy'],
  techniques: ['T1190'],
  appliesTo: ['DaemonSet.apps', 'StatefulSet.apps'],
  find: (resource: Resource) => {
    if (record(record(resource.object['spec'])['updateStrategy'])['type'] !== 'OnDelete') return none;
    return [
      {
        pointer: '/spec/updateStrategy/type',
        value: 'OnDelete',
        message: `${resource.ref.kind} "${resource.name}" does not roll changes out to running pods.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'roll changes out',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 'RollingUpdate')],
  },
});
