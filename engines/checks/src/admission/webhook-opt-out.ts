import { items, record, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { findWebhooks, guardedResource, validatingOnly } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-opt-out',
  version: 1,
  title: 'Objects can opt out of a validating webhook by a label',
  severity: 'medium',
  why: 'The author of an object sets its labels: a choice by them is one that each author makes for himself.',
  attack: 'An attacker labels its pod, or leaves the label off, so that the policy does not look at it.',
  remedy: 'Choose what is looked at by namespaceSelector, or inside the webhook by who asks.',
  accept: 'Webhooks of operators that only look after their own objects, and those that do not enforce policy.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-objectselector',
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  ],
  techniques: ['T1562.001'],

  appliesTo: validatingOnly,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const selector = record(webhook.value['objectSelector']);
      const labels = Object.keys(record(selector['matchLabels']));
      const keys = items(selector['matchExpressions']).map((value) => text(record(value)['key']) ?? '');
      const guarded = labels.length + keys.length === 0 ? undefined : guardedResource(webhook);
      if (guarded === undefined) return undefined;
      const which = [...labels, ...keys].map((label) => `"${label}"`).join(', ');
      const message = `Whether webhook "${webhook.name}" is called depends on the label ${which} of the object, which whoever writes ${guarded} may set as he likes.`;
      return { pointer: `${webhook.pointer}/objectSelector`, message };
    }),
  repair: { kind: 'none', reason: 'What is left out by its labels today needs an exception of another sort first.' },
});
