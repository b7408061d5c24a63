import { items, texts } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { matchesResource, matchesUrl } from './grants.ts';

/** The smallest part of a rule: one verb on one resource of one group and name, or on one path. */
export interface RulePart {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  /** Undefined where the rule is for every name. */
  readonly name?: string;
  readonly url?: string;
}

/**
 * The parts of a rule that none of the owner's rules cover, in the sense of the API server's escalation check: `*` is
 * covered by `*` only.
 */
export function uncoveredParts(owner: readonly JsonObject[], rule: JsonObject): readonly RulePart[] {
  return partsOf(rule).filter((part) => !owner.some((rule) => coversPart(rule, part)));
}

/** A rule taken apart. */
export function partsOf(rule: JsonObject): readonly RulePart[] {
  const verbs = texts(rule['verbs']);
  const names = items(rule['resourceNames']).length === 0 ? [undefined] : texts(rule['resourceNames']);
  const resources = texts(rule['apiGroups']).flatMap((group) =>
    texts(rule['resources']).flatMap((resource) =>
      names.map((name) => (name === undefined ? { group, resource } : { group, resource, name })),
    ),
  );
  const targets = [...resources, ...texts(rule['nonResourceURLs']).map((url) => ({ url }))];
  return verbs.flatMap((verb) => targets.map((target) => ({ verb, ...target })));
}

function coversPart(rule: JsonObject, part: RulePart): boolean {
  if (!has(rule['verbs'], part.verb)) return false;
  const { url, group, resource, name } = part;
  if (url !== undefined) return items(rule['nonResourceURLs']).some((granted) => matchesUrl(granted, url));
  if (group === undefined || resource === undefined) return false;
  const names = items(rule['resourceNames']);
  return (
    has(rule['apiGroups'], group) &&
    items(rule['resources']).some((granted) => matchesResource(granted, resource)) &&
    (names.length === 0 || (name !== undefined && names.includes(name)))
  );
}

function has(list: JsonValue | undefined, wanted: string): boolean {
  return items(list).includes(wanted) || items(list).includes('*');
}
