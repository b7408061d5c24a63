import { refText, type Snapshot } from '@bulwark/model';
import { inertText } from '@bulwark/report';
import { Scan } from '@bulwark/scan';
import { annotatedExceptions, type Exception, expiryOf, parseExceptions } from '@bulwark/store';
import { diagnosticText } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { counted } from '../counted.ts';
import { inputPaths, snapshotOfPaths } from '../load-snapshot.ts';
import { momentOf } from '../moment.ts';
import { readNamedFile } from '../read-named-file.ts';
import { exceptionFiles, scanSetup } from '../scan-setup.ts';
import { UsageError } from '../usage-error.ts';

/** `bulwark exceptions lint [PATH...]`: what is wrong, expired or without effect. With PATHs it knows what matches. */
export async function run(input: CommandInput): Promise<number> {
  const files = exceptionFiles(input.settings.list('exceptions'));
  const paths = inputPaths(input);
  if (files.length === 0 && paths.length === 0)
    throw new UsageError(
      'nothing to lint: no .bulwark/exceptions.yaml here',
      'Name a file by --exceptions, or a PATH with annotated objects',
    );
  const parsed = files.map((file) => parseExceptions(file, readNamedFile('--exceptions', file)));
  const exceptions = parsed.flatMap((one) => one.exceptions);
  const snapshot = paths.length > 0 ? snapshotOfPaths(paths, input) : undefined;
  const problems = [
    ...parsed.flatMap((one) => one.diagnostics.map(diagnosticText)),
    ...expired(exceptions, snapshot ? momentOf(input.settings, snapshot.info) : Date.now()),
    ...(snapshot ? [...unused(snapshot, input), ...badAnnotations(snapshot)] : []),
  ];
  for (const problem of problems) input.out.write(`${inertText(problem)}\n`);
  input.out.write(
    `${counted(exceptions.length, 'exception')} in ${counted(files.length, 'file')}, ${counted(problems.length, 'problem')}\n`,
  );
  return problems.length > 0 ? 1 : 0;
}

function expired(exceptions: readonly Exception[], now: number): string[] {
  return exceptions
    .filter((exception) => (expiryOf(exception.expires) ?? 0) <= now)
    .map(
      (exception) =>
        `${exception.source}: ${exception.subject.pattern}: expired on ${exception.expires}, so it does not apply`,
    );
}

function unused(snapshot: Snapshot, input: CommandInput): string[] {
  const { options, register } = scanSetup(input, snapshot);
  new Scan(snapshot, options).report();
  return register.unused().map((exception) => `${exception.source}: ${exception.subject.pattern}: matches no finding`);
}

function badAnnotations(snapshot: Snapshot): string[] {
  return [...snapshot.resources()].flatMap((resource) =>
    annotatedExceptions(resource).flatMap((item) =>
      'message' in item ? [`${refText(resource.ref)}: annotation ${item.key}: ${item.message}`] : [],
    ),
  );
}
