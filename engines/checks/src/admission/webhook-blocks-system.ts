import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { append, type Edit } from '../edit.ts';
import {
  calledIn,
  failsOpen,
  findWebhooks,
  seesNewPods,
  serviceOf,
  type Webhook,
  webhookKinds,
  webhooksOf,
} from './webhooks.ts';

export default defineCheck({
  id: 'admission-webhook-blocks-system',
  version: 1,
  title: 'Admission webhook can block the cluster',
  severity: 'medium',
  why: 'A webhook that must answer for the pods of the control plane, or for its own, turns its own failure into one of the cluster.',
  attack:
    'An attacker who crashes the webhook, or fills its node, keeps DNS, the network and the webhook itself from coming back.',
  remedy: "Leave out kube-system and the webhook's own namespace by namespaceSelector on kubernetes.io/metadata.name.",
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#avoiding-operating-on-the-kube-system-namespace',
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  ],
  techniques: ['T1499'],
  appliesTo: webhookKinds,
  find: (configuration, context) =>
    findWebhooks(configuration, context, (webhook) => {
      if (failsOpen(webhook) || !seesNewPods(webhook)) return undefined;
      const blocked = blockedNamespaces(webhook, context);
      if (blocked.length === 0) return undefined;
      const message = `While webhook "${webhook.name}" does not answer, no pod starts in ${blocked.join(' and ')}: the cluster cannot mend itself.`;
      return { pointer: `${webhook.pointer}/namespaceSelector`, message };
    }),
  repair: {
    kind: 'edit',
    summary: "leave out kube-system and the webhook's own namespace",
    disruption: 'none',
    edits: (problem, configuration) => excludeSystem(problem.pointer, configuration),
  },
});

/** kube-system, and where the webhook itself runs: its pods wait for it to answer. */
function blockedNamespaces(webhook: Webhook, { lookup }: CheckContext): readonly string[] {
  const own = serviceOf(webhook)?.namespace;
  const wanted = own === undefined || own === 'kube-system' ? ['kube-system'] : ['kube-system', own];
  return wanted.filter((namespace) => calledIn(webhook, namespace, lookup) === true);
}

function excludeSystem(pointer: string, configuration: Resource): readonly Edit[] {
  const webhook = webhooksOf(configuration).find((candidate) => pointer.startsWith(`${candidate.pointer}/`));
  const own = webhook && serviceOf(webhook)?.namespace;
  const values = own === undefined || own === 'kube-system' ? ['kube-system'] : ['kube-system', own];
  return [append(`${pointer}/matchExpressions`, { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values })];
}
