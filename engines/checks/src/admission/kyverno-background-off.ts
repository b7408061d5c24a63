import { items, record } from '@bulwark/model';
import { type JsonObject, jsonText } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { kyvernoKinds } from './kyverno.ts';

export default defineCheck({
  id: 'admission-kyverno-background-off',
  version: 1,
  title: 'Kyverno policy does not look at existing resources',
  severity: 'low',
  why: 'What was there before the policy, or came while it was off, is never reported.',
  attack: "An attacker's pod that started before the policy stays unnoticed.",
  remedy: 'Set background to true, the default.',
  references: ['https://kyverno.io/docs/guides/reports/#background-scans'],
  techniques: ['T1562'],
  appliesTo: kyvernoKinds,
  find: (policy) => {
    const spec = record(policy.object['spec']);
    if (spec['background'] !== false || !items(spec['rules']).some((rule) => canScan(record(rule)))) return none;
    const message = `Policy "${policy.name}" is not applied to resources that exist already: reports do not show those that violate it.`;
    return [{ pointer: '/spec/background', value: false, message }];
  },
  repair: {
    kind: 'edit',
    summary: 'report existing resources too',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, true)],
  },
});

/** Whether a rule could judge stored resources: not by who asks, by the operation, or by requests that store nothing. */
function canScan(rule: JsonObject): boolean {
  if (rule['validate'] === undefined) return false;
  const text = jsonText(rule);
  const asksForRequest = [
    'request.',
    '"subjects"',
    '"clusterRoles"',
    '"roles"',
    'serviceAccountName',
    'serviceAccountNamespace',
  ];
  return !asksForRequest.some((part) => text.includes(part)) && !text.includes('Options"');
}
