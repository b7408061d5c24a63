import { own, type Resource, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'secret-service-account-token',
  version: 1,
  title: 'Secret holds a service account token that never expires',
  severity: 'medium',
  why: 'A token of type kubernetes.io/service-account-token is bound to no pod and has no end: it works from anywhere until the Secret or the account is deleted.',
  attack: 'Whoever reads the Secret once, in a backup or a log, acts as the service account for as long as it exists.',
  remedy:
    'Delete the Secret and use tokens that expire: a projected volume in pods, `kubectl create token` or the TokenRequest API elsewhere.',
  accept: 'Systems outside of the cluster that cannot renew a token, if the account has the fewest possible rights.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#auto-generated-legacy-serviceaccount-token-clean-up',
  ],
  techniques: ['T1528', 'T1552.007', 'T1550.001'],
  appliesTo: ['Secret'],
  find: (resource: Resource) => {
    if (resource.object['type'] !== 'kubernetes.io/service-account-token') return none;
    const account = text(own(resource.annotations, 'kubernetes.io/service-account.name')) ?? '';
    return [
      {
        pointer: '/type',
        value: 'kubernetes.io/service-account-token',
        message: `Secret "${resource.name}" holds a token of ${account ? `service account "${account}"` : 'a service account'} that does not expire.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'Deleting the Secret ends the access of whatever uses its token; that has to get another token first.',
  },
});
