import { printValue } from '../values/print-value.ts';
import { quote } from '../values/quote.ts';
import type { RegoValue } from '../values/value.ts';

const name = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `data.a.b["c d"]`, as OPA writes the reference of a document. */
export function documentText(path: readonly RegoValue[]): string {
  return `data${path.map(partText).join('')}`;
}

function partText(part: RegoValue): string {
  if (typeof part !== 'string') return `[${printValue(part)}]`;
  return name.test(part) ? `.${part}` : `[${quote(part)}]`;
}
