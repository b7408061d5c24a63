/** Which of our checks mean what a check of another tool means. */
export interface Meaning {
  readonly checks: readonly string[];
  /** Theirs looks at these kinds only. */
  readonly kinds?: readonly string[];
  /** Ours judge more than theirs: theirs are the problems whose pointer or value holds one of these. */
  readonly only?: readonly string[];
  /** Ours judge more than theirs in another way: says what. Such a check, as one with `only`, is never imported as it is. */
  readonly wider?: string;
  /** Further checks by which we say it in some cases, of more than theirs: they count as agreement and are never imported. */
  readonly also?: readonly string[];
  /** Ours name another object than theirs: says which. */
  readonly elsewhere?: string;
}

/** The meanings of one tool by the tool's own name of the check. */
export type Meanings = Readonly<Record<string, Meaning>>;

/** Ours together mean the same as theirs. */
export function same(...checks: readonly string[]): Meaning {
  return { checks };
}

/** The same, on these kinds only. */
export function on(kinds: readonly string[], ...checks: readonly string[]): Meaning {
  return { checks, kinds };
}

/** Theirs is a part of ours: the problems whose pointer or value holds one of these texts. */
export function partOf(check: string, ...only: readonly string[]): Meaning {
  return { checks: [check], only };
}

/** What wildcards grant is found once, as a wildcard, not again for each right that it includes. */
export const wildcards: readonly string[] = [
  'rbac-wildcard-everything',
  'rbac-wildcard-verbs',
  'rbac-wildcard-resources',
  'rbac-wildcard-api-groups',
  'rbac-wildcard-core-read',
  'rbac-wildcard-core-write',
];

/** A right by name; where a wildcard includes it, the wildcard is what we find. */
export function right(...checks: readonly string[]): Meaning {
  return { checks, also: wildcards.filter((id) => !checks.includes(id)) };
}

/** A right that theirs name at the binding and ours at the role that grants it. */
export function boundRight(...checks: readonly string[]): Meaning {
  const { also = [] } = right(...checks);
  return {
    checks,
    also: [...also, 'rbac-dangling-role'],
    elsewhere: 'Bulwark finds it at the role that grants it, not at the binding',
  };
}

/** Credentials of any form in a ConfigMap. */
export const configMapSecrets: Meaning = same(
  'secret-configmap-password',
  'secret-configmap-password-hash',
  'secret-configmap-private-key',
  'secret-configmap-token',
  'secret-configmap-url-credentials',
);

/** Credentials of any form in the plain value of an environment variable. */
export const envSecrets: Meaning = same(
  'secret-env-password',
  'secret-env-default-password',
  'secret-env-token',
  'secret-env-url-credentials',
);

/** An image whose reference is worse than without a digest is found for that alone. */
export const noDigest: Meaning = {
  checks: ['image-no-digest'],
  also: ['image-latest-tag', 'image-mutable-tag', 'image-invalid-reference', 'image-digest-algorithm'],
};

/** Folders of the node that no pod should see. */
export const sensitiveHostMounts: Meaning = {
  checks: [
    'workload-host-root-readable',
    'workload-host-root-writable',
    'workload-host-configuration',
    'workload-host-devices',
    'workload-host-executables',
    'workload-host-kernel-files',
    'workload-host-kernel-interfaces',
    'workload-host-process-information',
  ],
  wider: 'they also judge folders inside of these',
};

/** Pods without a policy: found at the pods where others of the namespace have one, else once at the namespace. */
export const isolation: Meaning = {
  checks: ['network-workload-open-ingress', 'network-workload-open-egress'],
  also: ['network-no-default-deny-ingress', 'network-no-default-deny-egress'],
};
