import { own, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { isSystemNamespace, namespaceOnly, podSecurityPrefix } from './pod-security.ts';

// Kubernetes supports three minor versions: an older pin is one that was forgotten.
const supported = 3;

export default defineCheck({
  id: 'admission-psa-version-old',
  version: 1,
  title: 'Pod Security level is pinned to an old version',
  severity: 'low',
  why: 'The standards gain controls with new versions of Kubernetes; a pinned version leaves them out.',
  attack: 'An attacker uses a field that the level forbids today but did not yet know then.',
  remedy: 'Set the version to latest, or to the version of the cluster with each upgrade.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces',
  ],
  techniques: ['T1610'],
  appliesTo: namespaceOnly,
  find: (namespace, { kubeMinor }) => {
    const pinned = text(own(namespace.labels, `${podSecurityPrefix}enforce-version`));
    const minor = Number(/^v1\.(\d+)$/.exec(pinned ?? '')?.[1]);
    if (pinned === undefined || !(minor < kubeMinor - supported) || isSystemNamespace(namespace.name)) return none;
    const message = `Namespace "${namespace.name}" enforces the level as it was in ${pinned}; controls added up to 1.${kubeMinor} do not count.`;
    return [{ pointer: '/metadata/labels/pod-security.kubernetes.io~1enforce-version', value: pinned, message }];
  },
  repair: {
    kind: 'edit',
    summary: 'follow the version of the cluster',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 'latest')],
  },
});
