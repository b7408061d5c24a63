import { readText } from '@bulwark/files';
import { UsageError } from './usage-error.ts';

/** The text of a file that a flag names. One that cannot be read as text is wrong usage. */
export function readNamedFile(flag: string, path: string): string {
  const text = readText(path);
  if (typeof text === 'string') return text;
  throw new UsageError(`${flag}: cannot read "${path}": ${text.detail}`);
}
