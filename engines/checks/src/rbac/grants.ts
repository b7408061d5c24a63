import { items } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';

/** A request for a resource as the RBAC authorizer sees it. */
export interface ResourceRequest {
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  /** Empty where the request names no object, as with `create` and most lists. */
  readonly name: string;
}

/** Whether a rule of a role allows a request, exactly as the RBAC authorizer decides it. */
export function allowsRequest(rule: JsonObject, request: ResourceRequest): boolean {
  return (
    matches(items(rule['verbs']), request.verb) &&
    matches(items(rule['apiGroups']), request.group) &&
    items(rule['resources']).some((resource) => matchesResource(resource, request.resource)) &&
    matchesName(items(rule['resourceNames']), request.name)
  );
}

/** Whether a rule allows a request for a path outside the resource API, such as `/metrics`. */
export function allowsUrl(rule: JsonObject, verb: string, path: string): boolean {
  return matches(items(rule['verbs']), verb) && items(rule['nonResourceURLs']).some((url) => matchesUrl(url, path));
}

/** Whether a list of verbs or API groups holds the wanted one or `*`. */
export function matches(list: readonly JsonValue[], wanted: string): boolean {
  return list.includes(wanted) || list.includes('*');
}

/** `*` covers everything, `*` + `/scale` one subresource of everything; `pods` does not cover `pods/exec`. */
export function matchesResource(granted: JsonValue, wanted: string): boolean {
  if (granted === wanted || granted === '*') return true;
  if (typeof granted !== 'string' || !granted.startsWith('*/')) return false;
  const slash = wanted.indexOf('/');
  return slash !== -1 && wanted.slice(slash) === granted.slice(1);
}

/** No names mean every object. Names never allow a request that has no name: `create`, `deletecollection`. */
function matchesName(names: readonly JsonValue[], wanted: string): boolean {
  return names.length === 0 || names.includes(wanted);
}

/** Whether a nonResourceURL, which may end in `*`, covers a path or a narrower pattern. */
export function matchesUrl(granted: JsonValue, wanted: string): boolean {
  if (granted === wanted) return true;
  return typeof granted === 'string' && granted.endsWith('*') && wanted.startsWith(granted.slice(0, -1));
}

/**
 * Whether a verb still works in a rule with resourceNames: `create` of an object has no name yet, and
 * `deletecollection` never has one, so such a rule does not allow them. Creating a subresource has a name.
 */
export function worksWithNames(verb: string, resource: string): boolean {
  return verb !== 'deletecollection' && (verb !== 'create' || resource.includes('/'));
}
