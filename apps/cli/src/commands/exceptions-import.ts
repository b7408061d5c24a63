import { readFileSync, statSync } from 'node:fs';
import { exceptionsText, expiryOf, type ImportDefaults, type ImportFile, importExceptions } from '@bulwark/store';
import type { CommandInput } from '../command-spec.ts';
import { counted } from '../counted.ts';
import type { Settings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';

/**
 * `bulwark exceptions import FILE...`: our exceptions for what other tools' files accept, on stdout. What cannot be
 * carried over is named on stderr and makes the exit code 3.
 */
export async function run({ args, settings, out }: CommandInput): Promise<number> {
  const { exceptions, refusals } = importExceptions(args.map(readNamed), defaultsOf(settings));
  out.write(exceptionsText(exceptions));
  for (const { source, what, why } of refusals) out.note(`not imported: ${source}: ${what}: ${why}`);
  const imported = exceptions.filter(({ wider }) => wider === undefined).length;
  out.note(`${counted(imported, 'exception')} imported, ${refusals.length} not`);
  return refusals.length > 0 ? 3 : 0;
}

function readNamed(path: string): ImportFile {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`no such file: "${path}"`);
  if (!stat.isFile()) throw new UsageError(`"${path}" is not a file`, `Name its files, as in ${path}/*.yaml`);
  return { name: path, content: readFileSync(path, 'utf8') };
}

function defaultsOf(settings: Settings): ImportDefaults {
  const reason = settings.text('reason')?.trim();
  const expires = settings.text('expires');
  if (reason === '') throw new UsageError('--reason: expected why these are accepted, found nothing');
  if (expires !== undefined && expiryOf(expires) === undefined) {
    throw new UsageError(`--expires: expected a date such as 2027-01-31, found "${expires}"`);
  }
  return { ...(reason === undefined ? {} : { reason }), ...(expires === undefined ? {} : { expires }) };
}
