import { items, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { findWebhooks, guardedResource, type Webhook, webhookKinds } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-exact-match',
  version: 1,
  title: 'Admission webhook misses other versions of what it guards',
  severity: 'low',
  why: 'The same object can often be written through several versions or groups; Equivalent converts the request, Exact does not look at it.',
  attack: 'An attacker writes the object through a version that the webhook does not list.',
  remedy: 'Set matchPolicy to Equivalent, the default.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-matchpolicy',
  ],
  techniques: ['T1562.001'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      if (webhook.value['matchPolicy'] !== 'Exact' || seesAllVersions(webhook)) return undefined;
      const guarded = guardedResource(webhook);
      if (guarded === undefined) return undefined;
      const message = `Webhook "${webhook.name}" is called only for the versions it lists: ${guarded} written through another version of the API pass it by.`;
      return { pointer: `${webhook.pointer}/matchPolicy`, value: 'Exact', message };
    }),
  repair: {
    kind: 'edit',
    summary: 'match equivalent versions too',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 'Equivalent')],
  },
});

function seesAllVersions(webhook: Webhook): boolean {
  return items(webhook.value['rules']).every((rule) => items(record(rule)['apiVersions']).includes('*'));
}
