import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'workload-default-account-automount',
  version: 1,
  title: 'Default service account hands its token to every pod',
  severity: 'low',
  why: "A pod that names no account gets this one's token by default. With automounting off, only pods that ask for a token have one.",
  attack:
    'Code in any pod of the namespace finds a token and uses whatever rights the account has or is given one day.',
  remedy:
    'Set `automountServiceAccountToken: false` on the ServiceAccount "default"; pods that need a token name an account of their own.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  ],
  techniques: ['T1528', 'T1078.001'],
  appliesTo: ['ServiceAccount'],
  find: (resource: Resource) => {
    const choice = resource.object['automountServiceAccountToken'];
    if (resource.name !== 'default' || choice === false) return none;
    return [
      {
        pointer: '/automountServiceAccountToken',
        ...(choice === undefined ? {} : { value: choice }),
        message: `Every pod of namespace "${resource.namespace}" that names no account gets a token for the API server.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'set automountServiceAccountToken to false',
    disruption: 'access',
    edits: (problem) => [set(problem.pointer, false)],
  },
});
