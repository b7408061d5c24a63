import type { Term } from '../ast/ast.ts';
import { ObjectBuilder } from '../values/object.ts';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';

/** The value of a term that holds neither variables nor anything to evaluate; undefined for others. */
export function constantValue(term: Term): RegoValue | undefined {
  switch (term.type) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
    case 'number':
      return term.value;
    case 'array':
      return constantValues(term.items);
    case 'set': {
      const values = constantValues(term.items);
      return values === undefined ? undefined : setOf(values);
    }
    case 'object': {
      const builder = new ObjectBuilder();
      for (const entry of term.entries) {
        const key = constantValue(entry.key);
        const value = constantValue(entry.value);
        if (key === undefined || value === undefined) return undefined;
        builder.set(key, value);
      }
      return builder.build();
    }
    default:
      return undefined;
  }
}

function constantValues(terms: readonly Term[]): RegoValue[] | undefined {
  const values: RegoValue[] = [];
  for (const term of terms) {
    const value = constantValue(term);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
