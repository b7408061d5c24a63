import { type KindKey, own, type Resource, text } from '@bulwark/model';

/** The prefix of the labels by which a namespace chooses its Pod Security level. */
export const podSecurityPrefix = 'pod-security.kubernetes.io/';
export const enforceLabel = 'pod-security.kubernetes.io/enforce';

/** The pointer of the enforce label. */
export const enforcePointer = '/metadata/labels/pod-security.kubernetes.io~1enforce';

/** The levels of the Pod Security Standards, the weakest first. */
export const levels: readonly string[] = ['privileged', 'baseline', 'restricted'];

const systemNamespaces: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** Whether Kubernetes' own components live there, many of which need more than a level allows. */
export function isSystemNamespace(name: string): boolean {
  return systemNamespaces.has(name);
}

/** The level a mode is set to by its label (`enforce`, `audit`, `warn`), where it is one. */
export function levelOf(namespace: Resource, mode: string): string | undefined {
  const value = text(own(namespace.labels, podSecurityPrefix + mode));
  return value !== undefined && levels.includes(value) ? value : undefined;
}

/** The kind that the levels are set on. */
export const namespaceOnly: readonly KindKey[] = ['Namespace'];
