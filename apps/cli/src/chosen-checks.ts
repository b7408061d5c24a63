import { type Check, checks, selectChecks } from '@bulwark/checks';
import { nearestName } from '@bulwark/text';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** The checks that --check and --skip-check choose; a pattern that names none is wrong usage. */
export function chosenChecks(settings: Settings): readonly Check[] {
  const include = splitAll(settings.list('check'));
  const exclude = splitAll(settings.list('skip-check'));
  const chosen = selectChecks(checks, { include, exclude });
  const [stray] = chosen.unknown;
  if (stray !== undefined) throw new UsageError(`no check is named "${stray}"${suggestion(stray)}`);
  checkParameters(settings);
  if (chosen.checks.length === 0) throw new UsageError('--check and --skip-check leave no check to run');
  return chosen.checks;
}

function splitAll(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function suggestion(id: string): string {
  const near = nearestName(
    id,
    checks.map((check) => check.id),
  );
  return near ? `; did you mean "${near}"?` : '; "bulwark explain" lists them';
}

function checkParameters(settings: Settings): void {
  const known = new Map(checks.map((check) => [check.id, Object.keys(check.parameters ?? {})]));
  for (const [id, parameters] of Object.entries(settings.parameters)) {
    const names = known.get(id);
    if (names === undefined)
      throw new UsageError(`${settings.file}: checks: no check is named "${id}"${suggestion(id)}`);
    const stray = Object.keys(parameters).find((name) => !names.includes(name));
    if (stray !== undefined) {
      throw new UsageError(
        `${settings.file}: check ${id} has no parameter "${stray}"; it has ${names.join(', ') || 'none'}`,
      );
    }
  }
}
