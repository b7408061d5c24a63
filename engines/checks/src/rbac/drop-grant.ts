import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Repair } from '../define-check.ts';
import { append, type Edit, remove } from '../edit.ts';
import { type Grant, grantIn, type Power } from './power.ts';

/** The repair that takes from the rule just the verbs on just the resources that give the power. */
export function dropGrant(power: Power, summary: string): Repair {
  return {
    kind: 'edit',
    summary,
    disruption: 'access',
    edits: (problem, role) => {
      const index = Number(problem.pointer.split('/')[2]);
      const rule = record(items(role.object['rules'])[index]);
      const grant = grantIn(rule, power);
      return grant ? editsOf(role, { rule, index, grant }) : 'the rule no longer grants it';
    },
  };
}

interface Cut {
  readonly rule: JsonObject;
  readonly index: number;
  readonly grant: Grant;
}

function editsOf(role: Resource, { rule, index, grant }: Cut): readonly Edit[] | string {
  const verbs = items(rule['verbs']);
  const resources = items(rule['resources']);
  if (verbs.includes('*')) return 'the rule says "*" for the verbs: name the verbs that are needed';
  const taken = grant.resources.map((at) => resources[at] ?? '');
  if (taken.some((resource) => text(resource)?.startsWith('*')))
    return 'the rule says "*" for the resources: name the resources that are needed';
  const left = verbs.filter((verb) => !grant.verbs.some((dropped) => dropped === verb));
  const at = `/rules/${index}`;
  if (taken.length === resources.length)
    return left.length === 0 ? [remove(at)] : removals(verbs, left).map((place) => remove(`${at}/verbs/${place}`));
  const edits: Edit[] = grant.resources.toReversed().map((place) => remove(`${at}/resources/${place}`));
  // What else the rule allowed on these resources goes on in a rule of its own.
  if (left.length > 0 && role.object['rules'] !== undefined) edits.push(append('/rules', rest(rule, taken, left)));
  return edits;
}

function removals(verbs: readonly JsonValue[], left: readonly JsonValue[]): readonly number[] {
  return verbs.flatMap((verb, place) => (left.includes(verb) ? [] : [place])).toReversed();
}

function rest(rule: JsonObject, resources: readonly JsonValue[], verbs: readonly JsonValue[]): JsonObject {
  const names = items(rule['resourceNames']);
  return {
    apiGroups: items(rule['apiGroups']),
    resources,
    ...(names.length > 0 ? { resourceNames: names } : {}),
    verbs,
  };
}
