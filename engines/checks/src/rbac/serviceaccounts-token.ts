import { items, type Resource, record, texts } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { holdersOf } from './holders.ts';
import { serviceAccountTokens } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-serviceaccounts-token',
  version: 1,
  title: 'Role can create service account tokens',
  severity: 'high',
  why: 'A token made by the TokenRequest API is the ServiceAccount: it works from anywhere until it expires, which can be long.',
  attack: 'Code with this identity asks for a token of a more powerful ServiceAccount and goes on as that account.',
  remedy:
    'Remove the rule: kubelets hand pods their tokens by themselves. Where tokens for others must be made, limit the rule with resourceNames to accounts with few rights.',
  accept: 'Secret stores and GitOps controllers that request tokens of the accounts that users name.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request',
    'https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/',
  ],
  techniques: ['T1528', 'T1550.001'],
  appliesTo: roleKinds,
  find: (role, context) =>
    findGrants(role, context, serviceAccountTokens).filter((problem) => !isForItself(role, problem, context)),
  repair: dropGrant(serviceAccountTokens, 'take the creation of tokens out of the rule'),
});

/** Tokens of just the ServiceAccount that holds the role: no right that it does not have already. */
function isForItself(role: Resource, problem: Problem, { lookup }: CheckContext): boolean {
  const rule = record(items(role.object['rules'])[Number(problem.pointer.split('/')[2])]);
  const names = texts(rule['resourceNames']);
  const [name] = names;
  const holders = holdersOf(role, lookup);
  if (names.length !== 1 || name === undefined || holders.length === 0) return false;
  return holders.every(
    ({ subject, namespace }) =>
      subject.kind === 'ServiceAccount' && subject.name === name && subject.namespace === namespace,
  );
}
