import { items, record, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { findWebhooks, guardedResource, validatingOnly } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-opt-out',
  version: 1,
  title: 'Objects can opt out of a validating webhook by a label',
  severity: 'medium',
  why: 'The author of an object sets its labels: an exception by them is one that each author grants himself.',
  attack: 'An attacker labels its pod so that the policy does not look at it.',
  remedy: 'Make exceptions by namespaceSelector, or inside the webhook by who asks.',
  accept: 'Webhooks that do not enforce policy.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-objectselector',
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  ],
  techniques: ['T1562.001'],
  appliesTo: validatingOnly,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const expressions = items(record(webhook.value['objectSelector'])['matchExpressions']).map(record);
      const index = expressions.findIndex(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist');
      const guarded = index === -1 ? undefined : guardedResource(webhook);
      if (guarded === undefined) return undefined;
      const key = text(expressions[index]?.['key']) ?? '';
      const message = `Webhook "${webhook.name}" can be avoided by the label "${key}" of the object, which whoever writes ${guarded} may set.`;
      return { pointer: `${webhook.pointer}/objectSelector/matchExpressions/${index}`, message };
    }),
  repair: { kind: 'none', reason: 'What is left out by the label today needs an exception of another sort first.' },
});
