import { severities } from '@bulwark/model';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** The threshold of the exit code, checked: a severity, `none` or `risk=NN`. */
export function failOnOf(settings: Settings): string {
  const value = (settings.text('fail-on') ?? 'high').toLowerCase();
  if (value === 'none' || severities.some((severity) => severity === value)) return value;
  const risk = /^risk=(\d{1,3})$/.exec(value);
  if (risk && Number(risk[1]) <= 100) return value;
  throw new UsageError(`--fail-on: expected ${severities.join(', ')}, none or risk=0…100, found "${value}"`);
}
