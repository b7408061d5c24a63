import type { JsonObject } from '@bulwark/text';
import { UsageError } from './usage-error.ts';

/** A LabelSelector of kubectl's text form: `app=web,tier!=test,env in (a,b),!legacy,team`. */
export function parseSelector(text: string): JsonObject {
  return { matchExpressions: splitTop(text).map(requirement) };
}

/** Splits at commas outside parentheses. */
function splitTop(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim());
}

const key = '([A-Za-z0-9][-A-Za-z0-9_./]*)';
const setForm = new RegExp(`^${key}\\s+(in|notin)\\s+\\(([^()]*)\\)$`);
const equalForm = new RegExp(`^${key}\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`);
const existsForm = new RegExp(`^(!?)\\s*${key}$`);

function requirement(part: string): JsonObject {
  const inSet = setForm.exec(part);
  if (inSet) {
    const values = (inSet[3] ?? '').split(',').map((value) => value.trim());
    return { key: inSet[1] ?? '', operator: inSet[2] === 'in' ? 'In' : 'NotIn', values };
  }
  const equal = equalForm.exec(part);
  if (equal) return { key: equal[1] ?? '', operator: equal[2] === '!=' ? 'NotIn' : 'In', values: [equal[3] ?? ''] };
  const exists = existsForm.exec(part);
  if (exists) return { key: exists[2] ?? '', operator: exists[1] === '!' ? 'DoesNotExist' : 'Exists' };
  throw new UsageError(
    `-l: "${part}" is no label requirement; expected key=value, key!=value, key in (a,b), key or !key`,
  );
}
