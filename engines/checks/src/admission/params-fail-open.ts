import { record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { bindingKinds } from './policies.ts';

export default defineCheck({
  id: 'admission-params-fail-open',
  version: 1,
  title: 'Admission policy is skipped without its parameters',
  severity: 'medium',
  why: 'Deleting or renaming the parameters switches the policy off without touching it.',
  attack: 'An attacker who may delete the parameters, often a plain ConfigMap, switches the policy off.',
  remedy: 'Set parameterNotFoundAction to Deny.',
  accept: 'Policies with parameters by namespace, which count only where there are any.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#parameter-resources',
  ],
  techniques: ['T1562.001'],
  appliesTo: bindingKinds,
  find: (binding) =>
    record(record(binding.object['spec'])['paramRef'])['parameterNotFoundAction'] !== 'Allow'
      ? none
      : [
          {
            pointer: '/spec/paramRef/parameterNotFoundAction',
            value: 'Allow',
            message: `Binding "${binding.name}" lets everything pass while the parameters of its policy are missing.`,
          },
        ],
  repair: {
    kind: 'edit',
    summary: 'let the failure policy decide while the parameters are missing',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, 'Deny')],
  },
});
