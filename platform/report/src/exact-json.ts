import { ExactDecimal } from '@bulwark/text';

/** JSON of a value in one line, its numbers exact: bigint and ExactDecimal keep every digit. */
export function exactJson(value: unknown): string {
  return isPlain(value) ? JSON.stringify(value) : write(value);
}

/** JSON.stringify writes it exactly: no bigint, no ExactDecimal in it. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return !(value instanceof ExactDecimal) && Object.values(value).every(isPlain);
}

function write(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof ExactDecimal) return value.text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}
