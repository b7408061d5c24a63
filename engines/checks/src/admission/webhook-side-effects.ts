import { defineCheck } from '../define-check.ts';
import { findWebhooks, webhookKinds } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-side-effects',
  version: 1,
  title: 'Admission webhook has side effects that dry runs cannot skip',
  severity: 'low',
  why: 'The API server refuses a dry run that would have effects: diffs and policy tests against the cluster fail.',
  attack: 'Nobody gains by it directly: people stop using dry runs and find out about a refusal in production.',
  remedy: 'Make the webhook skip its effects where dryRun is set, and declare None or NoneOnDryRun.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#side-effects',
  ],
  techniques: ['T1562'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const effects = webhook.value['sideEffects'];
      if (effects !== 'Unknown' && effects !== 'Some') return undefined;
      const message = `Webhook "${webhook.name}" declares side effects as ${effects}: dry runs of what it matches are refused, and v1 of the API does not take it.`;
      return { pointer: `${webhook.pointer}/sideEffects`, value: effects, message };
    }),
  repair: { kind: 'none', reason: 'Whether the webhook has side effects is known to its author only.' },
});
