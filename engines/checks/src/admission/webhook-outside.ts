import { record, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { findWebhooks, webhookKinds } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-outside',
  version: 1,
  title: 'Admission webhook runs outside the cluster',
  severity: 'medium',
  why: 'Whoever runs that server sees what is written and, where it mutates, decides what is stored; the cluster depends on the way there.',
  attack: 'An attacker who takes over the server or its name reads Secrets as they are written and changes pods.',
  remedy: 'Run the webhook in the cluster and name its Service.',
  accept: 'Services of the cloud provider, and control planes that are hosted apart.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#url'],
  techniques: ['T1552.007', 'T1525'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      const url = text(record(webhook.value['clientConfig'])['url']);
      const host = url === undefined ? undefined : hostOf(url);
      if (url === undefined || host === undefined || isInside(host)) return undefined;
      const message = `Webhook "${webhook.name}" is called at ${host}: the objects it matches leave the cluster as they are written.`;
      return { pointer: `${webhook.pointer}/clientConfig/url`, value: url, message };
    }),
  repair: { kind: 'none', reason: 'The webhook has to be moved into the cluster first.' },
});

/** The host of an https URL, without its port. */
function hostOf(url: string): string | undefined {
  const rest = url.startsWith('https://') ? url.slice('https://'.length) : undefined;
  const authority = rest?.split(/[/?#]/, 1)[0];
  if (authority === undefined) return undefined;
  return authority.startsWith('[') ? authority.slice(1, authority.indexOf(']')) : authority.replace(/:\d*$/, '');
}

function isInside(host: string): boolean {
  const local = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return local || host.endsWith('.svc') || host.endsWith('.svc.cluster.local');
}
