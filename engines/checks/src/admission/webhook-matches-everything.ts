import { items, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { findWebhooks, webhookKinds } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-matches-everything',
  version: 1,
  title: 'Admission webhook is sent every object',
  severity: 'low',
  why: 'It holds the values of all Secrets that are written, and slows down each write, those of leases and events included.',
  attack: 'An attacker who takes over the webhook reads each Secret as it is written.',
  remedy: 'List the resources that it decides on.',
  accept: 'Policy engines whose policies may be about any resource.',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/'],
  techniques: ['T1552.007', 'T1499'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const index = items(webhook.value['rules']).findIndex((rule) => isEverything(record(rule)));
      if (index === -1) return undefined;
      const message = `Webhook "${webhook.name}" is sent every object that is written, Secrets included, and each request waits for it.`;
      return { pointer: `${webhook.pointer}/rules/${index}/resources`, message };
    }),
  repair: { kind: 'none', reason: 'Which resources the webhook decides on is known to its author only.' },
});

function isEverything(rule: ReturnType<typeof record>): boolean {
  const resources = items(rule['resources']);
  return items(rule['apiGroups']).includes('*') && (resources.includes('*') || resources.includes('*/*'));
}
