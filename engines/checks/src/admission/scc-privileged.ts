import { integer, items, type Resource, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';

const mostUsers = 10;

export default defineCheck({
  id: 'admission-scc-privileged',
  version: 1,
  title: 'SecurityContextConstraints let everybody take the node',
  severity: 'high',
  why: 'On OpenShift these constraints decide what a pod may. Those that allow privileged containers, the namespaces or paths of the host or all capabilities allow to become root on the node, and here they are given to a broad group.',
  attack:
    'Whoever may create pods in any namespace, or has any service account, starts a pod that is root on its node.',
  remedy:
    'Take the group or users off the constraints, and let single service accounts use them by a role with resourceNames.',
  references: [
    'https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html',
  ],
  techniques: ['T1611', 'T1610'],
  parameters: { users: { default: mostUsers, about: 'How many users the constraints may be given to by name.' } },
  appliesTo: ['SecurityContextConstraints.security.openshift.io', 'SecurityContextConstraints'],
  find: (resource: Resource, { parameters }: CheckContext): readonly Problem[] => {
    const powers = powersOf(resource.object);
    if (powers.length === 0) return none;
    const named = `SecurityContextConstraints "${resource.name}" allow ${powers.join(', ')}`;
    const problems: Problem[] = [];
    for (const [index, group] of items(resource.object['groups']).entries()) {
      const meaning = broadGroups.get(group);
      if (meaning === undefined) continue;
      problems.push({ pointer: `/groups/${index}`, value: group, message: `${named} to ${meaning}.` });
    }
    const users = new Set(texts(resource.object['users'])).size;
    if (users > (integer(parameters['users']) ?? mostUsers)) {
      problems.push({ pointer: '/users', message: `${named} to ${users} users and service accounts.` });
    }
    return problems;
  },
  repair: {
    kind: 'edit',
    summary: 'take the group off the constraints',
    disruption: 'access',
    edits: ({ pointer }) => (pointer === '/users' ? 'which of the users need them is not known' : [remove(pointer)]),
  },
});

const broadGroups: ReadonlyMap<unknown, string> = new Map([
  ['system:authenticated', 'everybody who is logged in and every service account (group system:authenticated)'],
  ['system:authenticated:oauth', 'every person who is logged in (group system:authenticated:oauth)'],
  ['system:serviceaccounts', 'every service account (group system:serviceaccounts)'],
  ['system:unauthenticated', 'everybody, logged in or not (group system:unauthenticated)'],
]);

const flags: ReadonlyMap<string, string> = new Map([
  ['allowPrivilegedContainer', 'privileged containers'],
  ['allowHostDirVolumePlugin', 'paths of the host'],
  ['allowHostPID', 'the processes of the host'],
  ['allowHostIPC', 'the shared memory of the host'],
  ['allowHostNetwork', 'the network of the host'],
]);

/** What the constraints allow that leads to the node. The flag, not `volumes`, decides on paths of the host. */
function powersOf(constraints: JsonObject): readonly string[] {
  const powers: string[] = [];
  for (const [field, power] of flags) if (constraints[field] === true) powers.push(power);
  const all = [...items(constraints['allowedCapabilities']), ...items(constraints['defaultAddCapabilities'])];
  if (all.includes('*')) powers.push('all capabilities');
  return powers;
}
