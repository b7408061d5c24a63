import type { Resource } from '@bulwark/model';
import { canonicalJson, type JsonObject, parseYaml, SourceText, valueAt } from '@bulwark/text';
import { knownNamespace, loadPolicies, resourcesOf, testObjects } from '../../../engines/gatekeeper/src/index.ts';
import { type Outcome, objectName } from './run-gator.ts';

/** Violations as this engine finds them, in the words of `gatorTest`. */
export function ourTest(objects: readonly JsonObject[]): Outcome {
  const { violations, diagnostics } = testObjects(resourcesFrom(objects));
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { refused: error.message };
  const found = violations.map(({ resource, violation }) => {
    const { constraint, message, details, enforcementAction, scopedActions } = violation;
    const name = `${constraint.kind}/${constraint.name}`;
    return canonicalJson([
      name,
      objectName(resource.object),
      message,
      enforcementAction,
      [...scopedActions].sort(),
      details,
    ]);
  });
  return { found: found.sort() };
}

/** Objects as this engine mutates and expands them, in the words of `gatorExpand`. */
export function ourExpand(objects: readonly JsonObject[]): Outcome {
  const resources = resourcesFrom(objects);
  const { gatekeeper, mutators, expander, diagnostics } = loadPolicies(resources);
  for (const one of resources) gatekeeper.inventory.add(one);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { refused: error.message };
  const found: string[] = [];
  for (const { object } of resources) {
    const name = String(valueAt(object, '/metadata/namespace') ?? '');
    const namespace = knownNamespace(gatekeeper.inventory, name);
    const mutated = mutators.mutate({ object, namespace });
    if ('problem' in mutated) return { refused: mutated.problem };
    const expanded = expander.expand(mutated.object, namespace);
    if ('problem' in expanded) return { refused: expanded.problem };
    found.push(...expanded.generated.map((made) => canonicalJson(made.object)));
  }
  return { found: found.sort() };
}

/** Objects as this engine reads them from a file. */
export function resourcesFrom(objects: readonly JsonObject[]): readonly Resource[] {
  const text = objects.map((one) => JSON.stringify(one)).join('\n---\n');
  const resources = resourcesOf(parseYaml(new SourceText('world.yaml', text)));
  if ('problem' in resources) throw new Error(resources.problem);
  return resources;
}
