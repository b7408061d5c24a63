import type { ExceptionScope } from '../exception.ts';
import type { ImportedException } from './import-exceptions.ts';

/** Our exceptions file (YAML). What accepts more than its original stands there as a comment. */
export function exceptionsText(exceptions: readonly ImportedException[]): string {
  if (exceptions.length === 0) return '# No exceptions.\n[]\n';
  const entries = exceptions.map(entryText);
  const isAllComment = exceptions.every(({ wider }) => wider !== undefined);
  return `${entries.join('\n')}${isAllComment ? '[]\n' : ''}`;
}

function entryText({ subject, where, reason, expires, origins, wider }: ImportedException): string {
  const entry = [
    `- ${subject.kind}: ${quoted(subject.pattern)}`,
    ...scopeLines(where),
    `  reason: ${quoted(reason)}`,
    `  expires: ${quoted(expires)}`,
  ];
  const notes = origins.map((origin) => `# from ${inert(origin)}`);
  if (wider === undefined) return `${[...notes, ...entry].join('\n')}\n`;
  const decision = `# It would accept more: ${inert(wider)}. To accept all of it, take the "# " away.`;
  return `${[...notes, decision, ...entry.map((line) => `# ${line}`)].join('\n')}\n`;
}

function scopeLines(where: ExceptionScope): readonly string[] {
  const lists = (['kinds', 'namespaces', 'names', 'images', 'paths'] as const).flatMap((key) => {
    const values = where[key];
    return values === undefined ? [] : [`    ${key}: [${values.map(quoted).join(', ')}]`];
  });
  const labels = Object.entries(where.labels ?? {}).map(
    ([key, value]) => `      ${quoted(key)}: ${quoted(String(value))}`,
  );
  const lines = [...lists, ...(labels.length > 0 ? ['    labels:', ...labels] : [])];
  return lines.length > 0 ? ['  where:', ...lines] : [];
}

// Characters that end a line in YAML, or that it does not allow as they are.
const special = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A double-quoted YAML text; JSON's is one but for a few characters. */
function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    special,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text from outside on one comment line. */
function inert(text: string): string {
  return quoted(text).slice(1, -1).replaceAll('\\"', '"');
}
