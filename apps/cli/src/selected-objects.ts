import { matchesSelector, type Resource } from '@bulwark/model';
import { matchesGlob } from '@bulwark/text';
import { parseSelector } from './parse-selector.ts';
import type { Settings } from './settings.ts';

/** Whether findings are wanted about an object, by -n, -l and the namespace globs; undefined when about all. */
export function selectedObjects(settings: Settings): ((resource: Resource) => boolean) | undefined {
  const conditions: ((resource: Resource) => boolean)[] = [];
  const namespace = settings.text('namespace');
  if (namespace !== undefined && !settings.flag('all-namespaces'))
    conditions.push(inNamespace((name) => name === namespace));
  const include = settings.list('include-namespaces');
  if (include.length > 0) conditions.push(inNamespace((name) => include.some((glob) => matchesGlob(name, glob))));
  const exclude = settings.list('exclude-namespaces');
  if (exclude.length > 0)
    conditions.push((resource) => !inNamespace((name) => exclude.some((glob) => matchesGlob(name, glob)))(resource));
  const selector = settings.text('selector');
  if (selector !== undefined) {
    const parsed = parseSelector(selector);
    conditions.push((resource) => matchesSelector(parsed, resource.labels) === true);
  }
  return conditions.length === 0 ? undefined : (resource) => conditions.every((holds) => holds(resource));
}

/** A Namespace object belongs to itself; other cluster-wide objects to none. */
function inNamespace(wanted: (name: string) => boolean): (resource: Resource) => boolean {
  return (resource) => wanted(resource.kind === 'Namespace' ? resource.name : resource.namespace);
}
