import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'secret-bootstrap-token',
  version: 1,
  title: 'Bootstrap token never expires',
  severity: 'medium',
  why: 'With a bootstrap token a machine may join the cluster. Without an expiration it stays valid long after the node for which it was made.',
  attack:
    'An old join command, found in a script or shell history, lets the attacker enrol a node and receive its pods and their Secrets.',
  remedy: 'Delete the Secret; make a new token when a node is to join: `kubeadm token create` gives it 24 hours.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
    'https://kubernetes.io/docs/concepts/configuration/secret/#bootstrap-token-secrets',
  ],
  techniques: ['T1528', 'T1133'],
  appliesTo: ['Secret'],
  find: (resource: Resource) => {
    const { type, data, stringData } = resource.object;
    if (type !== 'bootstrap.kubernetes.io/token' || resource.namespace !== 'kube-system') return none;
    if (Object.hasOwn(record(data), 'expiration') || Object.hasOwn(record(stringData), 'expiration')) return none;
    return [
      {
        pointer: '/data/expiration',
        message: `Bootstrap token "${resource.name}" has no expiration: it lets nodes join for ever.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'When the token should expire is for whoever made it to say; most are needed no more and can be deleted.',
  },
});
