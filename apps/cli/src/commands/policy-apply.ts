import { readText } from '@bulwark/files';
import { type Report, type Resource, type Skipped, type Snapshot, toResource } from '@bulwark/model';
import { exitCode } from '@bulwark/report';
import { scan } from '@bulwark/scan';
import { type Diagnostic, diagnosticText, parseText, SourceText } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { failOnOf } from '../fail-on.ts';
import { withoutTokens } from '../hidden-lines.ts';
import { inputPaths, loadSnapshot } from '../load-snapshot.ts';
import { narrowReport } from '../narrow-report.ts';
import { compileGood, problemText } from '../policy/compile-policies.ts';
import { coverageGaps } from '../policy/coverage-gaps.ts';
import { durationOf } from '../policy/evaluation-limits.ts';
import { secretHider } from '../policy/hide-secrets.ts';
import { filesIn, type LoadOptions, loadPolicies } from '../policy/load-policies.ts';
import { type PolicyGap, type PolicyRule, policyAsCheck } from '../policy/policy-as-check.ts';
import { loadOptionsOf } from '../policy/query-setup.ts';
import { regoRules } from '../policy/rego-rules.ts';
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
  const gaps: PolicyGap[] = [];
  const hide = secretHider(snapshot);
  const checks = gathered.rules.map((rule) => policyAsCheck(rule, { gaps, hide }));
  const { options, register } = scanSetup(objects, snapshot);
  const { schemas: _unused, ...without } = options;
  const found = scan(snapshot, { ...without, checks, controls: new Map() });
  const looked =
    'rules named deny, warn or violation count in package main (--namespace and --all-packages choose others), and Gatekeeper templates with constraints';
  const empty = checks.length === 0 ? { what: policies.join(' '), of: 'policy', looked } : undefined;
  const skipped = [...coverageGaps(gathered.problems, empty), ...gapsOf(gaps)];
  const report = narrowReport(withGaps(found, skipped), given);
  for (const exception of register.unused())
    out.note(`warning: the exception at ${exception.source} (${exception.subject.pattern}) matches nothing`);
  writeOutputs(report, targets, given, new Map(checks.map((check) => [check.id, check])));
  return exitCode(report, { failOn, allowIncomplete: settings.flag('allow-incomplete') });
}

/** --namespace names packages here, as in conftest: objects are read of all namespaces. */
function objectInput(given: CommandInput): CommandInput {
  const { settings } = given;
  const entries = [...settings.entries()].filter(([name]) => name !== 'namespace');
  const { file, parameters } = settings;
  return { ...given, settings: new Settings(new Map(entries), { file, values: {}, parameters }) };
}

interface Gathered {
  readonly rules: readonly PolicyRule[];
  /** Policies that are broken: the others are applied without them. */
  readonly problems: readonly Diagnostic[];
}

async function rulesOf(
  paths: readonly string[],
  { load, snapshot }: { readonly load: LoadOptions; readonly snapshot: Snapshot },
  { settings, out }: CommandInput,
): Promise<Gathered> {
  const timeout = durationOf('timeout', settings.text('timeout') ?? '60s');
  const print = (text: string): void => out.note(withoutTokens(text));
  const choice = { v0: settings.flag('v0-compatible'), strict: settings.flag('strict') };
  const named = { data: [...paths, ...settings.list('data')], bundles: [] };
  const { policy, modules, problems } = compileGood(loadPolicies(named, load), choice);
  const namespaces = settings.list('namespace');
  const packages = settings.flag('all-packages') ? 'all' : namespaces.length > 0 ? namespaces : ['main'];
  const rego = policy === undefined ? [] : regoRules(policy, modules, { packages, timeout, print });
  const objects = policyObjects(filesIn(paths, load));
  if (objects.length === 0) return { rules: rego, problems };
  // Loaded only where there are templates or constraints.
  const { gatekeeperRules } = await import('../policy/gatekeeper-rules.ts');
  const gatekeeper = gatekeeperRules(objects, snapshot, { timeout, print });
  const broken = gatekeeper.diagnostics.filter(({ severity }) => severity === 'error');
  for (const note of gatekeeper.diagnostics.filter(({ severity }) => severity === 'warning'))
    out.note(`note: ${diagnosticText(note)}`);
  return { rules: [...rego, ...gatekeeper.rules], problems: [...problems, ...broken] };
}

/** Gatekeeper's objects among files of policies. */
function policyObjects(files: readonly string[]): readonly Resource[] {
  return files.flatMap((file) => {
    const text = /\.(?:ya?ml|json)$/i.test(file) ? readText(file) : undefined;
    if (typeof text !== 'string' || !text.includes('.gatekeeper.sh')) return [];
    return parseText(new SourceText(file, text)).documents.flatMap(({ value, ambiguous, ...place }) => {
      const resource = toResource(value, { place: { ...place, document: value, base: '' }, ambiguous });
      return resource === undefined || !resource.ref.apiVersion.includes('.gatekeeper.sh/') ? [] : [resource];
    });
  });
}

const mostNamed = 100;

function gapsOf(gaps: readonly PolicyGap[]): Skipped[] {
  return [...Map.groupBy(gaps, ({ rule }) => rule)].map(([rule, list]) => ({
    what: `policy ${rule}`,
    reason: 'error',
    detail: list[0]?.detail ?? '',
    count: list.length,
    objects: list.slice(0, mostNamed).map(({ resource }) => resource.ref),
    checks: [rule],
  }));
}

/** Policies are about objects of any kind, so none is without. */
function withGaps(report: Report, gaps: readonly Skipped[]): Report {
  const { evaluated, skipped } = report.coverage;
  const all = [...skipped, ...gaps];
  return {
    ...report,
    coverage: { complete: all.length === 0, evaluated: { ...evaluated, withoutChecks: [] }, skipped: all },
  };
}
