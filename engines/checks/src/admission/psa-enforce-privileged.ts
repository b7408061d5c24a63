import { defineCheck, none } from '../define-check.ts';
import { enforcePointer, isSystemNamespace, levelOf, namespaceOnly } from './pod-security.ts';

export default defineCheck({
  id: 'admission-psa-enforce-privileged',
  version: 1,
  title: 'Namespace enforces the privileged level',
  severity: 'medium',
  why: 'The privileged level forbids nothing, and also overrides a stricter default of the cluster.',
  attack: 'Whoever may create pods in the namespace starts a privileged one and takes the node.',
  remedy:
    'Move what needs privileges to a namespace of its own that only administrators may write to, and enforce baseline here.',
  accept: 'Namespaces of node agents (network, storage, monitoring) that only cluster administrators may write to.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#privileged',
  ],
  techniques: ['T1610', 'T1611'],
  appliesTo: namespaceOnly,
  find: (namespace) =>
    levelOf(namespace, 'enforce') !== 'privileged' || isSystemNamespace(namespace.name)
      ? none
      : [
          {
            pointer: enforcePointer,
            value: 'privileged',
            message: `Namespace "${namespace.name}" is set to the privileged level: it admits pods that are root on their node.`,
          },
        ],
  repair: { kind: 'none', reason: 'Someone chose it because pods here need it: they have to move first.' },
});
