import type { CompileChoice } from '@bulwark/policy';
import type { Settings } from '../settings.ts';
import { Deadline, durationOf } from './evaluation-limits.ts';

/** How flags want modules to be compiled; the time for it begins now. */
export function compileChoice(settings: Settings): CompileChoice {
  return {
    v0: settings.flag('v0-compatible'),
    strict: settings.flag('strict'),
    budget: deadlineOf(settings),
  };
}

/** The time and memory that --timeout gives, from now on. */
export function deadlineOf(settings: Settings): Deadline {
  return new Deadline(timeoutOf(settings));
}

/** What --timeout says, in milliseconds. */
export function timeoutOf(settings: Settings): number {
  return durationOf('timeout', settings.text('timeout') ?? '60s');
}
