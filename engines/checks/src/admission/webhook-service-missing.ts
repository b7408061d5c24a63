import { defineCheck } from '../define-check.ts';
import { failsOpen, findWebhooks, serviceOf, webhookKinds } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-service-missing',
  version: 1,
  title: 'Service of an admission webhook does not exist',
  severity: 'medium',
  why: 'Each call fails, and the failure policy decides: everything passes or nothing. Whoever may make a Service of that name becomes the webhook.',
  attack:
    'An attacker who may create Services in that namespace, with a certificate for the name, is sent the objects that the webhook matches.',
  remedy: 'Delete the configuration, or restore the webhook.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference',
  ],
  techniques: ['T1562.001'],
  scope: 'cluster',
  needs: ['Service'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const service = serviceOf(webhook);
      if (service === undefined || context.lookup.get('Service', service.namespace, service.name)) return undefined;
      const effect = failsOpen(webhook) ? 'what it matches is written without it' : 'what it matches cannot be written';
      const message = `Webhook "${webhook.name}" is served by Service ${service.namespace}/${service.name}, which does not exist: ${effect}.`;
      return { pointer: `${webhook.pointer}/clientConfig/service`, message };
    }),
  repair: { kind: 'none', reason: 'Whether the webhook is to come back or its configuration to go must be decided.' },
});
