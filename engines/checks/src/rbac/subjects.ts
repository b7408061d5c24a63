import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type CheckContext, none, type Problem, type Repair } from '../define-check.ts';
import { remove } from '../edit.ts';
import { isBuiltinSubject } from './builtin-policy.ts';

/** The kinds that give roles to subjects. */
export const bindingKinds: readonly string[] = [
  'RoleBinding.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
];

/** Someone named by a binding. */
export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  /** Of a ServiceAccount, also where it is written as the user `system:serviceaccount:<namespace>:<name>`. */
  readonly namespace: string;
  /** `ServiceAccount argocd/argocd-server`, `Group devs`. */
  readonly text: string;
  /** Place in the list. */
  readonly index: number;
}

const serviceAccountUser = 'system:serviceaccount:';

/** The subjects of a RoleBinding or ClusterRoleBinding; those that the API server would refuse are left out. */
export function subjectsOf(binding: Resource): readonly Subject[] {
  return items(binding.object['subjects']).flatMap((value, index) => {
    const subject = subjectOf(record(value), index, binding);
    return subject ? [subject] : [];
  });
}

function subjectOf(subject: JsonObject, index: number, binding: Resource): Subject | undefined {
  const name = text(subject['name']);
  if (!name) return undefined;
  switch (subject['kind']) {
    case 'ServiceAccount':
      return accountOf(name, index, { stated: text(subject['namespace']) ?? '', binding });
    case 'User': {
      if (!name.startsWith(serviceAccountUser))
        return { kind: 'User', name, namespace: '', text: `User ${name}`, index };
      const [stated = '', account = ''] = name.slice(serviceAccountUser.length).split(':');
      return accountOf(account, index, { stated, binding });
    }
    case 'Group':
      return { kind: 'Group', name, namespace: '', text: `Group ${name}`, index };
    default:
      return undefined;
  }
}

interface Account {
  readonly stated: string;
  readonly binding: Resource;
}

/** A RoleBinding that states no namespace for an account means its own; a ClusterRoleBinding has to state one. */
function accountOf(name: string, index: number, { stated, binding }: Account): Subject | undefined {
  const namespace = stated || binding.namespace;
  if (namespace === '') return undefined;
  const known = stated || binding.ref.namespace;
  return {
    kind: 'ServiceAccount',
    name,
    namespace,
    text: `ServiceAccount ${known ? `${known}/` : ''}${name}`,
    index,
  };
}

/** One problem for each subject that `judge` has a message about; what Kubernetes itself binds is left alone. */
export function findSubjects(
  binding: Resource,
  context: CheckContext,
  judge: (subject: Subject) => string | undefined,
): readonly Problem[] {
  if (items(binding.object['subjects']).length === 0) return none;
  const problems: Problem[] = [];
  for (const subject of subjectsOf(binding)) {
    const message = judge(subject);
    if (message === undefined || isBuiltinSubject(binding, subject, context.lookup)) continue;
    problems.push({ pointer: `/subjects/${subject.index}/name`, value: subject.name, message });
  }
  return problems;
}

/** Whether a binding binds a ClusterRole of this name. */
export function isBoundTo(binding: Resource, clusterRole: string): boolean {
  const roleRef = record(binding.object['roleRef']);
  return roleRef['name'] === clusterRole && roleRef['kind'] === 'ClusterRole';
}

/** What a binding binds to: `ClusterRole edit`. */
export function roleText(binding: Resource): string {
  const roleRef = record(binding.object['roleRef']);
  return `${text(roleRef['kind']) ?? 'role'} "${text(roleRef['name']) ?? ''}"`;
}

/** Where the rights of a binding count, as a phrase. */
export function scopeText(binding: Resource): string {
  if (binding.namespace === '') return 'in the whole cluster';
  return `in ${namespaceText(binding)}`;
}

/** The namespace of an object as a phrase, also where a file leaves it to whoever applies it. */
export function namespaceText(resource: Resource): string {
  return resource.ref.namespace === undefined ? 'its namespace' : `namespace "${resource.ref.namespace}"`;
}

/** The repair that takes the subject out of the binding. */
export const dropSubject: Repair = {
  kind: 'edit',
  summary: 'remove the subject from the binding',
  disruption: 'access',
  edits: (problem) => [remove(problem.pointer.slice(0, problem.pointer.lastIndexOf('/')))],
};
