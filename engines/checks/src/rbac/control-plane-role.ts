import { type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { builtinPowerOf } from './bound-power.ts';
import { bindingKinds, dropSubject, findSubjects, namespaceText, roleText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-control-plane-role',
  version: 1,
  title: 'Subject holds a role of the control plane',
  severity: 'high',
  why: 'Roles of the controllers and the controller-manager hold what just that component needs, among it Secrets, tokens and pods of the whole cluster.',
  attack:
    "An attacker who takes over the subject uses these rights, which look like Kubernetes' own in the list of bindings.",
  remedy: 'Remove the subject, and give it a role with just the rights that are needed.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles',
  ],
  techniques: ['T1098.006', 'T1036'],
  appliesTo: bindingKinds,
  find: (binding, context) => {
    const name = text(record(binding.object['roleRef'])['name']) ?? '';
    if (!name.startsWith('system:') || name === 'system:node') return none;
    return findSubjects(binding, context, (subject) => {
      const power = builtinPowerOf(binding, context.lookup);
      return (
        power &&
        `${subject.text} holds ${roleText(binding)}, which is made for a component of Kubernetes: it can ${power.lets.replaceAll('{where}', whereOf(binding))}.`
      );
    });
  },
  repair: dropSubject,
});

function whereOf(binding: Resource): string {
  return binding.namespace === '' ? 'the cluster' : namespaceText(binding);
}
