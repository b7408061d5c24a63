import { own } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { enforceLabel, enforcePointer, isSystemNamespace, namespaceOnly } from './pod-security.ts';

export default defineCheck({
  id: 'admission-psa-enforce-missing',
  version: 1,
  title: 'Namespace enforces no Pod Security level',
  severity: 'medium',
  why: "Without a level the built-in admission lets every pod in, privileged ones with the node's disk and network included.",
  attack: 'Whoever may create pods in the namespace starts a privileged one and takes the node.',
  remedy:
    'Label the namespace pod-security.kubernetes.io/enforce with restricted, or with baseline where that is too much; try it out with warn first.',
  accept: 'Clusters whose API server sets a default level, and those where a policy engine enforces the same.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  techniques: ['T1610', 'T1611'],
  appliesTo: namespaceOnly,
  find: (namespace) =>
    own(namespace.labels, enforceLabel) !== undefined || isSystemNamespace(namespace.name)
      ? none
      : [
          {
            pointer: enforcePointer,
            message: `Namespace "${namespace.name}" enforces no Pod Security level: unless the cluster sets a default, it admits privileged pods.`,
          },
        ],
  repair: {
    kind: 'edit',
    summary: 'enforce the baseline level on pods that start from now on',
    disruption: 'restart',
    edits: () => [set(enforcePointer, 'baseline')],
  },
});
