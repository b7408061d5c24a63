import { items } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';

/** Whether a rule is for all verbs on all resources of all API groups. */
export function grantsEverything(rule: JsonObject): boolean {
  const isAll = (field: string): boolean => items(rule[field]).includes('*');
  return isAll('verbs') && isAll('resources') && isAll('apiGroups') && items(rule['resourceNames']).length === 0;
}

/** The verbs of a rule that make or change objects; `*` is one of them. */
export function writeVerbs(rule: JsonObject): readonly string[] {
  return ['*', 'create', 'update', 'patch'].filter((verb) => items(rule['verbs']).includes(verb));
}

/** The verbs of a rule that read objects. */
export function readVerbs(rule: JsonObject): readonly string[] {
  return ['get', 'list', 'watch'].filter((verb) => items(rule['verbs']).includes(verb));
}

/** Verbs as a message names them. */
export function verbsText(verbs: readonly string[]): string {
  return verbs.includes('*') ? 'all verbs' : verbs.join(', ');
}
