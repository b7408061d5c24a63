import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { failsOpen, findWebhooks, guardedResource, webhookKinds } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-fails-open',
  version: 1,
  title: 'Admission webhook fails open',
  severity: 'medium',
  why: 'With failurePolicy Ignore a request passes when the webhook is down, slow or unreachable. A guard that can be switched off by load is none.',
  attack:
    'An attacker overloads or crashes the webhook, or waits for an upgrade, and writes what it would have refused.',
  remedy:
    "Set failurePolicy to Fail, run several replicas, and leave out kube-system and the webhook's own namespace by namespaceSelector.",
  accept: 'Webhooks that only add conveniences, and those that must not stand in the way of the cluster.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy',
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  ],
  techniques: ['T1562.001', 'T1499'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      if (!failsOpen(webhook)) return undefined;
      const guarded = guardedResource(webhook);
      if (guarded === undefined) return undefined;
      const message = `Webhook "${webhook.name}" fails open: while it does not answer, ${guarded} are written without it.`;
      return { pointer: `${webhook.pointer}/failurePolicy`, value: 'Ignore', message };
    }),
  repair: {
    kind: 'edit',
    summary: 'refuse requests while the webhook does not answer',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, 'Fail')],
  },
});
