import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

const step = 1024 * 1024;
const pauseMilliseconds = 5;

/** The bytes of a file, a pipe or an open descriptor; undefined where there are more than `most`. Throws as node:fs. */
export function readBytes(from: string | number, most: number): Buffer | undefined {
  const descriptor = typeof from === 'number' ? from : openSync(from, 'r');
  try {
    const stat = fstatSync(descriptor);
    if (stat.size > most) return undefined;
    return stat.isFile() ? readFileSync(descriptor) : readStream(descriptor, most);
  } finally {
    if (typeof from !== 'number') closeSync(descriptor);
  }
}

/** A pipe or device does not say how much will come. */
function readStream(descriptor: number, most: number): Buffer | undefined {
  const parts: Buffer[] = [];
  let total = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(step);
    const length = readSome(descriptor, part);
    if (length === 0) return Buffer.concat(parts, total);
    total += length;
    if (total > most) return undefined;
    parts.push(length * 2 < step ? Buffer.from(part.subarray(0, length)) : part.subarray(0, length));
  }
}

/** Waits where the other end of a non-blocking pipe has nothing yet. */
function readSome(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
    }
  }
}
