import { compileAll, diagnosticOf } from '@bulwark/policy';
import type { Module, Policy, PreparedQuery, RegoValue } from '@bulwark/rego';
import type { Diagnostic } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { UsageError } from '../usage-error.ts';
import { compileChoice } from './compile-choice.ts';
import { loadPolicies } from './load-policies.ts';
import { inputOf, loadOptionsOf, prepareQuery } from './query-setup.ts';

/** A query with all that it needs to run. */
export interface ReadyQuery {
  readonly policy: Policy;
  readonly modules: readonly Module[];
  readonly query: PreparedQuery;
  readonly document: RegoValue | undefined;
}

/** Loads, compiles and prepares what the arguments and flags of a command about one QUERY name. */
export function readyQuery(
  { args, settings }: CommandInput,
  command: string,
): ReadyQuery | { readonly problems: readonly Diagnostic[] } {
  const [text, ...rest] = args;
  if (text === undefined || rest.length > 0)
    throw new UsageError(`${command} needs one QUERY: bulwark ${command} -d policy.rego 'data.x.allow'`);
  const document = inputOf(settings);
  const named = { data: settings.list('data'), bundles: settings.list('bundle') };
  const choice = compileChoice(settings);
  const { policy, modules, problems } = compileAll(loadPolicies(named, loadOptionsOf(settings)), choice);
  if (policy === undefined) return { problems };
  const query = prepareQuery(policy, text, { settings, modules });
  return 'evaluate' in query ? { policy, modules, query, document } : { problems: query.map(diagnosticOf) };
}
