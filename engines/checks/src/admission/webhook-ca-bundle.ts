import { record, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { findWebhooks, serviceOf, webhookKinds } from './webhooks.ts';

// Shorter than any certificate, so a placeholder such as a line feed.
const shortest = 200;

export default defineCheck({
  id: 'admission-webhook-ca-bundle',
  version: 1,
  title: 'Admission webhook has no CA to be verified by',
  severity: 'medium',
  why: 'Certificates of Services are signed by a private authority. Without it each call fails, and the failure policy decides: everything passes or nothing.',
  attack: 'Where the webhook fails open, its policy is not in force and an attacker writes what it would have refused.',
  remedy:
    "Have the CA bundle written by cert-manager's injector (annotation cert-manager.io/inject-ca-from) or by the installer.",
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference',
  ],
  techniques: ['T1562.001'],
  scope: 'cluster',
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const bundle = text(record(webhook.value['clientConfig'])['caBundle']) ?? '';
      if (bundle.length >= shortest || serviceOf(webhook) === undefined) return undefined;
      const what = bundle === '' ? 'has no caBundle' : 'has a placeholder for its caBundle';
      const message = `Webhook "${webhook.name}" ${what}: the API server cannot verify its Service, so each call fails.`;
      return { pointer: `${webhook.pointer}/clientConfig/caBundle`, message };
    }),
  repair: { kind: 'none', reason: "The authority that signed the webhook's certificate is not in this object." },
});
