import type { PolicyRuntime } from '@bulwark/policy';
import type { Settings } from '../settings.ts';
import { timeoutOf } from './compile-choice.ts';
import { Deadline } from './evaluation-limits.ts';
import { regoHost } from './rego-host.ts';

/** What this process lends to policies, for as long as --timeout says. */
export function commandRuntime(settings: Settings): PolicyRuntime {
  const timeout = timeoutOf(settings);
  return {
    begin: () => new Deadline(timeout),
    host: (print) => regoHost({ print }),
    milliseconds: () => performance.now(),
  };
}
