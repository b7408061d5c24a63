import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { bindingKinds, dropSubject, findSubjects, roleText, type Subject, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-cross-namespace-subject',
  version: 1,
  title: 'Service account of another namespace is bound',
  severity: 'low',
  why: 'The rights in this namespace then depend on who may create pods in the other one, which its owners do not see.',
  attack: 'An attacker who can start a pod in the other namespace reaches into this one.',
  remedy:
    'Bind an account of the same namespace, or make sure that only administrators may create pods in the other one.',
  accept: 'Monitoring, CI and GitOps, whose pods watch over other namespaces by design.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  techniques: ['T1098.006', 'T1078'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) =>
      subject.kind === 'ServiceAccount' && isElsewhere(subject, binding)
        ? `${subject.text} of another namespace holds ${roleText(binding)} ${scopeText(binding)}: whoever may run pods in "${subject.namespace}" has these rights here.`
        : undefined,
    ),
  repair: dropSubject,
});

/** A file may leave the namespace of the binding to whoever applies it: then nothing is known. */
function isElsewhere(subject: Subject, binding: Resource): boolean {
  return binding.ref.namespace !== undefined && subject.namespace !== binding.namespace;
}
