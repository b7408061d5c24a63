/**
 * Handles streams that fail. A reader that left (`| head`) is no error: what it did not want is not written, and the
 * exit code stays what was judged. Results that cannot be written otherwise are exit code 2.
 */
export function surviveBrokenOutput(): void {
  process.stdout.on('error', (error) => {
    if (isClosedPipe(error)) return;
    process.stderr.write(`error: cannot write to stdout: ${error.message}\n`);
    process.once('exit', () => {
      process.exitCode = 2;
    });
  });
  // Nobody is left to be told.
  process.stderr.on('error', () => undefined);
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
