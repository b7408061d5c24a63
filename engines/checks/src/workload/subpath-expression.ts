import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-subpath-expression',
  version: 1,
  title: 'Folder of a volume is chosen by a value that others may change',
  severity: 'medium',
  why: "`subPathExpr` picks the folder by environment variables. Where such a variable comes from the pod's labels or annotations, or from a ConfigMap or Secret, whoever may edit those decides whose data the container gets.",
  attack:
    "A user who may label pods or edit the ConfigMap sets the value to another tenant's folder on the shared volume and reads its data.",
  remedy:
    "Build the path from the pod's own name or namespace (`metadata.name`, `metadata.namespace`), or write it out in `subPath`.",
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment'],
  techniques: ['T1552.001'],
  appliesTo: 'workload',
  onlyWith: ['volumeMounts'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: {
    kind: 'none',
    reason: 'The folders have data in them already: a path that is built in another way would start with an empty one.',
  },
});

function problemsOf(container: Container): readonly Problem[] {
  return items(container.value['volumeMounts']).flatMap((value, index) => {
    const expression = text(record(value)['subPathExpr']);
    if (expression === undefined) return [];
    const changeable = namesIn(expression).find((name) => isChangeable(container, name));
    if (changeable === undefined) return [];
    return [
      {
        pointer: containerPointer(container, `/volumeMounts/${index}/subPathExpr`),
        value: expression,
        message: `Container "${container.name}" mounts the folder that variable "${changeable}" names, which others than the author of the pod may set.`,
      },
    ];
  });
}

function namesIn(expression: string): readonly string[] {
  return expression
    .split('$(')
    .slice(1)
    .map((part) => part.slice(0, Math.max(0, part.indexOf(')'))));
}

function isChangeable(container: Container, name: string): boolean {
  const variable = items(container.value['env'])
    .map(record)
    .findLast((entry) => entry['name'] === name);
  if (variable !== undefined) return isChangeableSource(record(variable['valueFrom']));
  return items(container.value['envFrom']).length > 0;
}

function isChangeableSource(source: JsonObject): boolean {
  if (source['configMapKeyRef'] !== undefined || source['secretKeyRef'] !== undefined) return true;
  return /^metadata\.(?:labels|annotations)\b/.test(text(record(source['fieldRef'])['fieldPath']) ?? '');
}
