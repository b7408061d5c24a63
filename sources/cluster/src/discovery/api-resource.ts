import type { KindKey } from '@bulwark/model';

/** One resource of the API that can be listed, in the version to read it in. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** As in URLs: `deployments`. */
  readonly resource: string;
  readonly kind: string;
  readonly key: KindKey;
  readonly namespaced: boolean;
}

/** One version of a group as discovery tells it, in the server's order of preference. */
export interface GroupVersion {
  readonly group: string;
  readonly version: string;
  readonly resources: readonly ApiResource[];
  /** Why its resources may be missing here. */
  readonly problem: string | undefined;
}

/** `apps/v1`, or `v1` of the core group. */
export function apiVersionOf({ group, version }: Pick<ApiResource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** `apps/v1 Deployment`, as coverage names a kind. */
export function kindText(resource: ApiResource): string {
  return `${apiVersionOf(resource)} ${resource.kind}`;
}
