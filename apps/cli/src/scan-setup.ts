import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '@bulwark/model';
import { controlsByCheck, type ScanOptions } from '@bulwark/scan';
import { type Exception, ExceptionRegister, parseExceptions } from '@bulwark/store';
import { diagnosticText } from '@bulwark/text';
import { chosenChecks } from './chosen-checks.ts';
import type { CommandInput } from './command-spec.ts';
import { kubeMinorOf } from './kube-version.ts';
import { loadSchemas } from './load-schemas.ts';
import { momentOf } from './moment.ts';
import { readNamedFile } from './read-named-file.ts';
import { sha256 } from './secret-reader.ts';
import { selectedObjects } from './selected-objects.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

export interface ScanSetup {
  readonly options: ScanOptions;
  readonly register: ExceptionRegister;
}

/** What flags and configuration make of a scan. */
export function scanSetup(input: CommandInput, snapshot: Snapshot): ScanSetup {
  const { settings } = input;
  const at = momentOf(settings, snapshot.info);
  const register = new ExceptionRegister(readExceptions(input), at);
  const selected = selectedObjects(settings);
  return {
    register,
    options: {
      checks: chosenChecks(settings),
      toolVersion: version,
      digest: sha256,
      kubeMinor: kubeMinorOf(settings, snapshot.info),
      at,
      parameters: settings.parameters,
      schemas: loadSchemas(),
      controls: controlsByCheck,
      except: (candidate) => register.except(candidate),
      ...(selected ? { selected } : {}),
    },
  };
}

/** The exceptions of the named files, else of `.bulwark/exceptions.yaml`; what is wrong in them is said and does not apply. */
function readExceptions({ settings, out }: CommandInput): readonly Exception[] {
  const files = exceptionFiles(settings.list('exceptions'));
  return files.flatMap((file) => {
    const { exceptions, diagnostics } = parseExceptions(file, readNamedFile('--exceptions', file));
    for (const diagnostic of diagnostics)
      out.note(`error: ${diagnosticText(diagnostic)}; this exception does not apply`);
    return exceptions;
  });
}

export function exceptionFiles(named: readonly string[]): readonly string[] {
  for (const file of named) {
    if (!existsSync(file)) throw new UsageError(`--exceptions: no such file: "${file}"`);
  }
  const usual = join('.bulwark', 'exceptions.yaml');
  return named.length > 0 ? named : existsSync(usual) ? [usual] : [];
}
