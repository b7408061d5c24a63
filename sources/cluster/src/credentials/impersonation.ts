import { ClusterError } from '../errors.ts';

/** Somebody else in whose name every request is made (kubernetes.io: User impersonation). */
export interface Impersonation {
  readonly user: string | undefined;
  readonly uid: string | undefined;
  readonly groups: readonly string[];
  readonly extra: readonly (readonly [string, readonly string[]])[];
}

/** The flags `--as`, `--as-group` and `--as-uid`. */
export interface ImpersonationFlags {
  readonly as?: string;
  readonly asGroups?: readonly string[];
  readonly asUid?: string;
}

/** What a kubeconfig says, with the flags in its place: each flag takes the place of its own field, as with kubectl. */
export function impersonationOf(stated: Impersonation, flags: ImpersonationFlags): Impersonation {
  return {
    user: flags.as ?? stated.user,
    uid: flags.asUid ?? stated.uid,
    groups: flags.asGroups ?? stated.groups,
    extra: stated.extra,
  };
}

/** The request headers that say so; none where nobody is impersonated. */
export function impersonationHeaders(impersonation: Impersonation): Record<string, string | string[]> {
  const { user, uid, groups, extra } = impersonation;
  if (user === undefined) {
    if (uid === undefined && groups.length === 0 && extra.length === 0) return {};
    throw new ClusterError('BAD_OPTION', 'a group or uid to act as needs a user to act as', {
      remedy: 'name the user by --as',
    });
  }
  return {
    'impersonate-user': user,
    ...(uid === undefined ? {} : { 'impersonate-uid': uid }),
    ...(groups.length === 0 ? {} : { 'impersonate-group': [...groups] }),
    ...Object.fromEntries(
      extra.map(([key, values]) => [`impersonate-extra-${encodeURIComponent(key.toLowerCase())}`, [...values]]),
    ),
  };
}
