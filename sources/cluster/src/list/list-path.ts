import type { ApiResource } from '../discovery/api-resource.ts';

export interface ListQuery {
  readonly limit: number;
  readonly continue?: string | undefined;
  readonly labelSelector?: string | undefined;
}

/** The path of a resource's collection, in one namespace or in all. */
export function collectionPath({ group, version, resource }: ApiResource, namespace?: string): string {
  const root = group === '' ? '/api' : `/apis/${encodeURIComponent(group)}`;
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}/${encodeURIComponent(version)}${within}/${encodeURIComponent(resource)}`;
}

/** The path of one page of a list. */
export function pagePath(collection: string, query: ListQuery): string {
  const parameters = new URLSearchParams({ limit: String(query.limit) });
  if (query.labelSelector) parameters.set('labelSelector', query.labelSelector);
  if (query.continue) parameters.set('continue', query.continue);
  return `${collection}?${parameters}`;
}
