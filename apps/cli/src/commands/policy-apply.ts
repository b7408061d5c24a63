import { readText } from '@bulwark/files';
import type { Resource, Skipped, Snapshot } from '@bulwark/model';
import {
  compileGood,
  coverageGaps,
  type PolicyRule,
  packageFilter,
  policyChecks,
  policyGaps,
  problemText,
  type RegoRules,
  regoRules,
  withPolicyGaps,
} from '@bulwark/policy';
import { exitCode } from '@bulwark/report';
import { type Except, scan } from '@bulwark/scan';
import { type Diagnostic, diagnosticText, withoutSecrets } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { failOnOf } from '../fail-on.ts';
import { inputPaths, loadSnapshot } from '../load-snapshot.ts';
import { narrowReport } from '../narrow-report.ts';
import { commandRuntime } from '../policy/command-runtime.ts';
import { compileChoice } from '../policy/compile-choice.ts';
import { filesIn, type LoadOptions, loadPolicies } from '../policy/load-policies.ts';
import { loadOptionsOf } from '../policy/query-setup.ts';
import { scanSetup } from '../scan-setup.ts';
import { Settings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';
import { outputTargets, writeOutputs } from '../write-outputs.ts';

/** `bulwark policy apply --policy P -f RESOURCES`: what objects break, as findings. Exit codes as those of scan. */
export async function run(given: CommandInput): Promise<number> {
  const { settings, out } = given;
  const targets = outputTargets(given);
  const failOn = failOnOf(settings);
  const policies = settings.list('policy');
  if (policies.length === 0)
    throw new UsageError('policy apply needs --policy PATH', 'bulwark policy apply --policy policies/ -f manifests/');
  if (inputPaths(given).length === 0 && settings.text('context') === undefined)
    throw new UsageError('policy apply needs objects: -f PATH, or --context NAME for a cluster');
  const load = { ...loadOptionsOf(settings), leaveOut: 'manifests' } as const;
  const objects = objectInput(given);
  const snapshot = await loadSnapshot(objects);
  const gathered = await rulesOf(policies, { load, snapshot }, given);
  for (const problem of gathered.problems) out.note(problemText(problem));
  const { checks, gaps, exceptionOf } = policyChecks(gathered.rules, snapshot);
  const { options, register } = scanSetup(objects, snapshot);
  const { schemas: _unused, ...without } = options;
  const except: Except = (candidate) => {
    const { exception, notes } = register.except(candidate);
    return { exception: exception ?? exceptionOf(candidate.checkId, candidate.resource) ?? null, notes };
  };
  const found = scan(snapshot, { ...without, checks, except, controls: new Map() });
  const looked =
    'rules named deny, warn or violation count in package main (--namespace and --all-packages choose others), and Gatekeeper templates with constraints';
  const empty = checks.length === 0 ? { what: policies.join(' '), of: 'policy', looked } : undefined;
  const skipped = [...coverageGaps(gathered.problems, empty), ...gathered.gaps, ...policyGaps(gaps)];
  const report = narrowReport(withPolicyGaps(found, skipped), given);
  for (const exception of register.unused())
    out.note(`warning: the exception at ${exception.source} (${exception.subject.pattern}) matches nothing`);
  writeOutputs(report, targets, given, new Map(checks.map((check) => [check.id, check])));
  return exitCode(report, { failOn, allowIncomplete: settings.flag('allow-incomplete') });
}

/** --namespace names packages here, as in conftest: objects are read of all namespaces. */
function objectInput(given: CommandInput): CommandInput {
  const { settings } = given;
  const entries = [...settings.entries()].filter(([name]) => name !== 'namespace' && name !== 'all-namespaces');
  const { file, parameters } = settings;
  return { ...given, settings: new Settings(new Map(entries), { file, values: {}, parameters }) };
}

interface Gathered {
  readonly rules: readonly PolicyRule[];
  /** Policies that are broken: the others are applied without them. */
  readonly problems: readonly Diagnostic[];
  readonly gaps: readonly Skipped[];
}

async function rulesOf(
  paths: readonly string[],
  { load, snapshot }: { readonly load: LoadOptions; readonly snapshot: Snapshot },
  { settings, out }: CommandInput,
): Promise<Gathered> {
  const runtime = commandRuntime(settings);
  const print = (text: string): void => out.note(withoutSecrets(text));
  const choice = compileChoice(settings);
  const named = { data: [...paths, ...settings.list('data')], bundles: [] };
  const { policy, modules, problems } = compileGood(loadPolicies(named, load), choice);
  const packages = packagesOf(settings);
  const rego = policy === undefined ? nothing : regoRules(policy, modules, { packages, runtime, print });
  const objects = await gatekeeperIn(filesIn(paths, load));
  const broken = [...problems, ...rego.diagnostics];
  if (objects.length === 0) return { rules: rego.rules, problems: broken, gaps: [] };
  const { gatekeeperRules } = await import('@bulwark/policy/gatekeeper');
  const gatekeeper = gatekeeperRules(objects, snapshot, { runtime, print });
  broken.push(...gatekeeper.diagnostics.filter(({ severity }) => severity === 'error'));
  for (const note of gatekeeper.diagnostics.filter(({ severity }) => severity === 'warning'))
    out.note(`note: ${diagnosticText(note)}`);
  return { rules: [...rego.rules, ...gatekeeper.rules], problems: broken, gaps: gatekeeper.unsynced };
}

const nothing: RegoRules = { rules: [], diagnostics: [] };

/** --namespace takes names and globs, several behind commas too, as in conftest. */
function packagesOf(settings: Settings): (name: string) => boolean {
  if (settings.flag('all-packages') || settings.flag('all-namespaces')) return () => true;
  const named = settings.list('namespace').flatMap((text) => text.split(','));
  const filter = packageFilter(named.length > 0 ? named : ['main']);
  if ('problem' in filter) throw new UsageError(`--namespace: ${filter.problem}`);
  return filter;
}

/** Gatekeeper's objects among files of policies; it is loaded only where there may be one. */
async function gatekeeperIn(files: readonly string[]): Promise<readonly Resource[]> {
  const texts = files.flatMap((file) => {
    const text = /\.(?:ya?ml|json)$/i.test(file) ? readText(file) : undefined;
    return typeof text === 'string' && text.includes('.gatekeeper.sh') ? [{ file, text }] : [];
  });
  if (texts.length === 0) return [];
  const { policiesIn } = await import('@bulwark/policy/gatekeeper');
  return texts.flatMap(({ file, text }) => policiesIn(file, text));
}
