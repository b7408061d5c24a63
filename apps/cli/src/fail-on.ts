import { severities } from '@bulwark/model';
import { parseThreshold } from '@bulwark/report';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** The threshold of the exit code, checked: a severity, `none` or `risk=NN`. */
export function failOnOf(settings: Settings): string {
  const value = (settings.text('fail-on') ?? 'high').toLowerCase();
  if (parseThreshold(value)) return value;
  throw new UsageError(`--fail-on: expected ${severities.join(', ')}, none or risk=0…100, found "${value}"`);
}
