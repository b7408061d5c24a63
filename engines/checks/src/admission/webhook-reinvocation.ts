import { defineCheck } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { findWebhooks, mutatingKind, mutatingOnly, seesNewPods, webhooksOf } from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-reinvocation',
  version: 1,
  title: 'Mutating webhook does not see what later ones add',
  severity: 'info',
  why: 'A webhook that sets security defaults misses the containers that a later one adds, unless it is called again.',
  attack: 'An attacker gains nothing by itself; a sidecar runs without the settings that every container was to have.',
  remedy:
    'Set reinvocationPolicy to IfNeeded where the webhook is idempotent, and check the result by a validating policy.',
  accept: 'Webhooks that do not look at containers of others.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#reinvocation-policy',
  ],
  techniques: ['T1562'],
  appliesTo: mutatingOnly,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      if (webhook.value['reinvocationPolicy'] === 'IfNeeded' || !seesNewPods(webhook)) return undefined;
      const later = laterConfiguration(configuration.name, context.lookup);
      if (later === undefined) return undefined;
      const message = `Webhook "${webhook.name}" is called once, before those of "${later}": containers that they add to a pod it does not see.`;
      return { pointer: `${webhook.pointer}/reinvocationPolicy`, message };
    }),
  repair: {
    kind: 'none',
    reason:
      'Only a webhook that gives the same result twice may be called again, and that is known to its author only.',
  },
});

/** Mutating webhooks are called in the order of their configurations' names. */
function laterConfiguration(name: string, lookup: Lookup): string | undefined {
  const names = lookup.derive('admission mutating webhooks for pods', '', (look) =>
    look
      .list(mutatingKind)
      .filter((configuration) => webhooksOf(configuration).some(seesNewPods))
      .map((configuration) => configuration.name),
  );
  return names.find((other) => other > name);
}
