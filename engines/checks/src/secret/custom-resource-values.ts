import { groupOf, type Resource } from '@bulwark/model';
import { isList, isObject, type JsonValue, pointer } from '@bulwark/text';

/** Whether an object is of a kind that Kubernetes does not bring along. */
export function isCustom(resource: Resource): boolean {
  const group = groupOf(resource.ref.apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io');
}

export interface NamedText {
  /** The key it stands under; of a list, the key of the list. */
  readonly name: string;
  readonly value: string;
  readonly pointer: string;
}

interface Visit {
  readonly at: string;
  readonly name: string;
  readonly depth: number;
}

const deepest = 32;
// What a controller reports, what is judged at its own place, and values that are encrypted on purpose.
const leftOut: ReadonlySet<string> = new Set(['status', 'metadata', 'encryptedData', 'sops']);

/** Every text of a custom resource, but for those in pod specs, which have checks of their own. */
export function* textsOf(resource: Resource): Generator<NamedText> {
  const podSpecs: ReadonlySet<JsonValue> = new Set(resource.templates.map((template) => template.spec));
  for (const [key, value] of Object.entries(resource.object)) {
    if (!leftOut.has(key)) yield* textsIn(value, { at: pointer('', key), name: key, depth: 1 }, podSpecs);
  }
}

function* textsIn(value: JsonValue, { at, name, depth }: Visit, skip: ReadonlySet<JsonValue>): Generator<NamedText> {
  if (typeof value === 'string') {
    yield { name, value, pointer: at };
    return;
  }
  if (depth === deepest || typeof value !== 'object' || skip.has(value)) return;
  if (isList(value)) {
    for (const [index, item] of value.entries()) {
      yield* textsIn(item, { at: `${at}/${index}`, name, depth: depth + 1 }, skip);
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      yield* textsIn(item, { at: pointer(at, key), name: key, depth: depth + 1 }, skip);
    }
  }
}
