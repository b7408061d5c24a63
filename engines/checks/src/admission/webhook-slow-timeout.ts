import { integer } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { findWebhooks, webhookKinds } from './webhooks.ts';

// The default of the API; its guidance is to stay well below it.
const longest = 10;

export default defineCheck({
  id: 'admission-webhook-slow-timeout',
  version: 1,
  title: 'Admission webhook may take longer than ten seconds',
  severity: 'low',
  why: "Requests wait for the webhook: a slow one holds up controllers, and several of them add up past the API server's own limit.",
  attack: 'An attacker who slows the webhook down stops deployments and lease renewals in the whole cluster.',
  remedy: 'Set timeoutSeconds to a few seconds.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts',
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  ],
  techniques: ['T1499'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const seconds = integer(webhook.value['timeoutSeconds']);
      if (seconds === undefined || seconds <= longest) return undefined;
      const message = `Webhook "${webhook.name}" may keep each request waiting for ${seconds} s; clients and controllers give up sooner.`;
      return { pointer: `${webhook.pointer}/timeoutSeconds`, value: seconds, message };
    }),
  repair: {
    kind: 'edit',
    summary: 'give up after ten seconds',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, longest)],
  },
});
