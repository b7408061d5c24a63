import { items, kindKey, record, text, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type ApiResource, apiVersionOf, type GroupVersion } from './api-resource.ts';

/** The media types of aggregated discovery (KEP-3352), newest first, then the plain one. */
export const discoveryAccept = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',');

export function isAggregated(document: JsonObject): boolean {
  return document['kind'] === 'APIGroupDiscoveryList';
}

/** The group versions of an APIGroupDiscoveryList. */
export function aggregatedVersions(document: JsonObject): readonly GroupVersion[] {
  return items(document['items']).flatMap((item) => {
    const group = text(record(record(item)['metadata'])['name']) ?? '';
    return items(record(item)['versions']).map((entry) => aggregatedVersion(group, record(entry)));
  });
}

function aggregatedVersion(group: string, entry: JsonObject): GroupVersion {
  const version = text(entry['version']) ?? '';
  const resources = items(entry['resources']).flatMap((item) => {
    const resource = record(item);
    const stated = {
      name: text(resource['resource']),
      kind: text(record(resource['responseKind'])['kind']),
      namespaced: resource['scope'] === 'Namespaced',
    };
    return listable({ group, version }, resource, stated);
  });
  // A stale entry is the last that was known of an extension API server that does not answer now.
  const stale = entry['freshness'] === 'Stale';
  return { group, version, resources, problem: stale ? 'its API server does not answer' : undefined };
}

/** The group versions that an APIVersions (`/api`) or APIGroupList (`/apis`) names, the preferred one of each first. */
export function namedVersions(document: JsonObject): readonly Pick<GroupVersion, 'group' | 'version'>[] {
  const core = texts(document['versions']).map((version) => ({ group: '', version }));
  const grouped = items(document['groups']).flatMap((item) => {
    const group = text(record(item)['name']) ?? '';
    const preferred = text(record(record(item)['preferredVersion'])['version']);
    const named = items(record(item)['versions']).map((entry) => text(record(entry)['version']));
    const versions = new Set([preferred, ...named].filter((version) => version !== undefined));
    return [...versions].map((version) => ({ group, version }));
  });
  return [...core, ...grouped];
}

/** The resources of an APIResourceList. */
export function listedResources(
  at: Pick<GroupVersion, 'group' | 'version'>,
  document: JsonObject,
): readonly ApiResource[] {
  return items(document['resources']).flatMap((item) => {
    const resource = record(item);
    const name = text(resource['name']);
    // A name with a slash is a subresource.
    if (name?.includes('/')) return [];
    return listable(at, resource, { name, kind: text(resource['kind']), namespaced: resource['namespaced'] === true });
  });
}

interface Stated {
  readonly name: string | undefined;
  readonly kind: string | undefined;
  readonly namespaced: boolean;
}

function listable(at: Pick<GroupVersion, 'group' | 'version'>, resource: JsonObject, stated: Stated): ApiResource[] {
  const { name, kind, namespaced } = stated;
  if (!name || !kind || !texts(resource['verbs']).includes('list')) return [];
  const key = kindKey(apiVersionOf(at), kind);
  return [{ group: at.group, version: at.version, resource: name, kind, key, namespaced }];
}
