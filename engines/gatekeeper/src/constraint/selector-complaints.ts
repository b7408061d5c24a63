import { items, record, text } from '@bulwark/model';
import { isObject, type JsonValue } from '@bulwark/text';
import type { SchemaProblem } from '../schema/schema-problem.ts';

/** What the API server has against a label selector: operators it does not know, values where none may stand. */
export function selectorComplaints(selector: JsonValue | undefined): SchemaProblem[] {
  if (!isObject(selector)) return [];
  return items(selector['matchExpressions']).flatMap((value, at) => {
    const expression = record(value);
    const pointer = `/matchExpressions/${at}`;
    const count = items(expression['values']).length;
    const operator = text(expression['operator']) ?? '';
    if (!text(expression['key'])) return [{ pointer: `${pointer}/key`, message: 'a key is missing' }];
    if (operator === 'In' || operator === 'NotIn')
      return count > 0 ? [] : [{ pointer: `${pointer}/values`, message: `${operator} needs values` }];
    if (operator === 'Exists' || operator === 'DoesNotExist')
      return count === 0 ? [] : [{ pointer: `${pointer}/values`, message: `${operator} takes no values` }];
    return [
      {
        pointer: `${pointer}/operator`,
        message: `unknown operator "${operator}"; there are In, NotIn, Exists and DoesNotExist`,
      },
    ];
  });
}
