import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';

/** The bytes of a file. One that cannot be read is wrong usage. */
export function readBytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`cannot read "${path}": ${error instanceof Error ? error.message : String(error)}`);
  }
}
