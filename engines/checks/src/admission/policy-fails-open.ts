import { record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { policyKinds } from './policies.ts';

export default defineCheck({
  id: 'admission-policy-fails-open',
  version: 1,
  title: 'Admission policy fails open',
  severity: 'medium',
  why: 'An expression errs on fields that are missing or of an unexpected form, which the author of the object chooses.',
  attack: 'An attacker leaves out a field that the expression reads, so that it errs and the object passes.',
  remedy: 'Set failurePolicy to Fail, the default, and have expressions ask with has() first.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#failure-policy'],
  techniques: ['T1562.001'],
  appliesTo: policyKinds,
  find: (policy) =>
    record(policy.object['spec'])['failurePolicy'] !== 'Ignore'
      ? none
      : [
          {
            pointer: '/spec/failurePolicy',
            value: 'Ignore',
            message: `Policy "${policy.name}" fails open: an object on which an expression errs is written as if it complied.`,
          },
        ],
  repair: {
    kind: 'edit',
    summary: 'refuse what the policy cannot judge',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, 'Fail')],
  },
});
