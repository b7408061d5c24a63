import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';

// Removed in 1.25, with the admission that enforced it.
const removedIn = 25;

export default defineCheck({
  id: 'admission-pod-security-policy',
  version: 1,
  title: 'PodSecurityPolicy no longer protects anything',
  severity: 'low',
  why: 'Whoever relies on it is not protected: since 1.25 pods are judged by Pod Security levels or a policy engine.',
  attack: 'An attacker starts the privileged pod that the policy was to forbid.',
  remedy: 'Enforce a Pod Security level on the namespaces, then delete the policy.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-policy/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/',
  ],
  techniques: ['T1562.001', 'T1610'],
  appliesTo: ['PodSecurityPolicy.policy'],
  find: (policy: Resource, { kubeMinor }: CheckContext) =>
    kubeMinor < removedIn
      ? none
      : [
          {
            pointer: '/kind',
            value: policy.ref.kind,
            message: `PodSecurityPolicy "${policy.name}" is enforced by nothing since Kubernetes 1.25.`,
          },
        ],
  repair: { kind: 'none', reason: 'The object is to be deleted as a whole, which an edit of it cannot do.' },
});
