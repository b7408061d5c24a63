import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { gravePowerOf } from './bound-power.ts';
import {
  bindingKinds,
  dropSubject,
  findSubjects,
  isBoundTo,
  namespaceText,
  roleText,
  type Subject,
} from './subjects.ts';

export default defineCheck({
  id: 'rbac-node-identity-subject',
  version: 1,
  title: 'Nodes are bound to more than a node may do',
  severity: 'high',
  why: 'The Node authorizer lets a kubelet reach only what belongs to its own pods; a binding on top of it reaches beyond.',
  attack: "An attacker with one node's certificate reads Secrets of pods on all other nodes.",
  remedy: 'Remove the subject; give node agents service accounts of their own.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  techniques: ['T1078', 'T1552.007'],
  appliesTo: bindingKinds,
  find: (binding, context) =>
    findSubjects(binding, context, (subject) => {
      if (isBoundTo(binding, 'system:node'))
        return `${subject.text} holds the role of nodes for all nodes: it reads the Secrets and makes the tokens of every pod.`;
      if (!isNode(subject)) return undefined;
      const power = gravePowerOf(binding, context.lookup);
      return power && `Each node can ${power.lets.replaceAll('{where}', whereOf(binding))}, by ${roleText(binding)}.`;
    }),
  repair: dropSubject,
});

function isNode({ kind, name }: Subject): boolean {
  return (kind === 'Group' && name === 'system:nodes') || (kind === 'User' && name.startsWith('system:node:'));
}

function whereOf(binding: Resource): string {
  return binding.namespace === '' ? 'the cluster' : namespaceText(binding);
}
