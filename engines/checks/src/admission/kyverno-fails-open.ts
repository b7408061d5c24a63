import { items, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { guardKinds, kyvernoKinds } from './kyverno.ts';

export default defineCheck({
  id: 'admission-kyverno-fails-open',
  version: 1,
  title: 'Kyverno policy fails open',
  severity: 'medium',
  why: 'With failurePolicy Ignore a request passes when Kyverno is down, slow or unreachable.',
  attack: 'An attacker overloads Kyverno, or waits for an upgrade, and writes what it would have refused.',
  remedy: 'Set failurePolicy to Fail, the default, and run several replicas of the admission controller.',
  references: ['https://kyverno.io/docs/installation/installation/#security-vs-operability'],
  techniques: ['T1562.001', 'T1499'],
  appliesTo: guardKinds,
  find: (policy) => {
    const spec = record(policy.object['spec']);
    const isNew = record(spec['webhookConfiguration'])['failurePolicy'] === 'Ignore';
    if ((!isNew && spec['failurePolicy'] !== 'Ignore') || !isGuard(policy)) return none;
    const message = `Policy "${policy.name}" fails open: while Kyverno does not answer, what it forbids is written.`;
    const pointer = isNew ? '/spec/webhookConfiguration/failurePolicy' : '/spec/failurePolicy';
    return [{ pointer, value: 'Ignore', message }];
  },
  repair: {
    kind: 'edit',
    summary: 'refuse requests while Kyverno does not answer',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, 'Fail')],
  },
});

/** Whether it validates or verifies; mutating and generating add, and stop nothing. */
function isGuard(policy: Resource): boolean {
  if (!kyvernoKinds.includes(policy.kind)) return true;
  return items(record(policy.object['spec'])['rules']).some(
    (rule) => record(rule)['validate'] !== undefined || record(rule)['verifyImages'] !== undefined,
  );
}
