import { BuiltinError } from './builtin.ts';

/** Whether an attempt ends without the error of a builtin; other errors pass through. */
export function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof BuiltinError) return false;
    throw error;
  }
}
