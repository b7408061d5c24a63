import {
  type Constraint,
  type Exclusion,
  enforcementPoints,
  exclusions,
  isConstraint,
  isExpansionTemplate,
  isMutator,
  isProvider,
  isSuite,
  isTemplate,
  knownNamespace,
  loadPolicies,
  type Policies,
  reviewGenerated,
  reviewOfObject,
  type Violation,
} from '@bulwark/gatekeeper';
import {
  type AppliedException,
  type Resource,
  record,
  type Severity,
  type Skipped,
  type Snapshot,
} from '@bulwark/model';
import type { Diagnostic } from '@bulwark/text';
import { type PolicyRule, severityNamed } from '../policy-as-check.ts';
import type { PolicyRuntime } from '../policy-runtime.ts';
import { unsyncedData } from './unsynced-data.ts';

export interface GatekeeperRules {
  readonly rules: readonly PolicyRule[];
  readonly diagnostics: readonly Diagnostic[];
  /** Constraints that lack data on a cluster: SyncSets and Config among the policies do not name the kinds. */
  readonly unsynced: readonly Skipped[];
}

export interface GatekeeperRuleOptions {
  readonly runtime: PolicyRuntime;
  readonly print: (text: string) => void;
}

/** Templates and constraints as policies, one for each constraint; all objects are the inventory. */
export function gatekeeperRules(
  policies: readonly Resource[],
  snapshot: Snapshot,
  { runtime, print }: GatekeeperRuleOptions,
): GatekeeperRules {
  let budget = runtime.begin();
  const limits = { isOver: (): boolean => budget.limits.isOver?.() ?? false };
  const loaded = loadPolicies(policies, { limits, host: runtime.host(print) });
  for (const resource of snapshot.resources()) loaded.gatekeeper.inventory.add(resource);
  const reviewer = new Reviewer(loaded, () => {
    budget = runtime.begin();
  });
  const exclusionOf = exclusions(policies, snapshot.info.kind === 'files' ? 'webhook' : 'audit');
  const rules = loaded.gatekeeper.constraints.map((constraint) => ruleOf(constraint, { reviewer, exclusionOf }));
  return { rules, diagnostics: loaded.diagnostics, unsynced: unsyncedData(policies, loaded.gatekeeper) };
}

/** Reviews an object once for all constraints. */
class Reviewer {
  readonly #policies: Policies;
  readonly #start: () => void;
  #last: { readonly resource: Resource; readonly reviewed: Reviewed } | undefined;

  constructor(policies: Policies, start: () => void) {
    this.#policies = policies;
    this.#start = start;
  }

  review(resource: Resource): Reviewed {
    if (this.#last?.resource !== resource) {
      this.#start();
      this.#last = { resource, reviewed: isPolicy(resource) ? { found: [] } : this.#review(resource) };
    }
    return this.#last.reviewed;
  }

  /** What it generates is made of the object as the mutators leave it, as on the API server. */
  #review({ object, namespace: name }: Resource): Reviewed {
    const { gatekeeper, mutators, expander } = this.#policies;
    const namespace = knownNamespace(gatekeeper.inventory, name);
    const own = gatekeeper.review(reviewOfObject(object, { namespace }));
    const mutated = mutators.mutate({ object, namespace });
    const expansion = 'problem' in mutated ? mutated : expander.expand(mutated.object, namespace);
    if ('problem' in expansion) return { found: own, problem: expansion.problem };
    return { found: [...own, ...expansion.generated.flatMap((made) => reviewGenerated(gatekeeper, made))] };
  }
}

interface Reviewed {
  readonly found: readonly Violation[];
  /** Why what the object generates could not be judged. */
  readonly problem?: string;
}

/** What policies are made of is not judged by them. */
function isPolicy(resource: Resource): boolean {
  return [isTemplate, isConstraint, isMutator, isExpansionTemplate, isProvider, isSuite].some((is) => is(resource));
}

interface RuleSetting {
  readonly reviewer: Reviewer;
  readonly exclusionOf: (resource: Resource) => Exclusion | undefined;
}

function ruleOf(constraint: Constraint, { reviewer, exclusionOf }: RuleSetting): PolicyRule {
  const { kind, name, resource } = constraint;
  const description = record(resource.annotations)['description'];
  return {
    id: `gatekeeper:${kind}/${name}`,
    title: `${kind} ${name}`,
    severity: severityOf(constraint),
    why: typeof description === 'string' ? description : `The Gatekeeper constraint ${kind} ${name} says so.`,
    references: [],
    judge: (object, gap) => {
      const reviewed = reviewer.review(object);
      if (reviewed.problem !== undefined) gap(reviewed.problem);
      const found = reviewed.found.filter(({ constraint: broken }) => broken.kind === kind && broken.name === name);
      for (const { reason, message } of found) if (reason !== 'rule') gap(message);
      const messages = found.filter(({ reason }) => reason === 'rule').map(({ message }) => message);
      const exclusion = messages.length === 0 ? undefined : exclusionOf(object);
      return exclusion === undefined ? { messages } : { messages, exception: exceptionBy(exclusion) };
    },
  };
}

function exceptionBy({ config, pattern }: Exclusion): AppliedException {
  return {
    reason: `Gatekeeper's Config excludes the namespace ("${pattern}")`,
    policy: 'gatekeeper:Config/config',
    source: config.place?.source.name ?? 'Config config',
  };
}

const byAction: Readonly<Record<string, Severity>> = { deny: 'high', warn: 'low', dryrun: 'info' };
const severityKey = /(?:^|\/)severity$/;

/** From an annotation such as `policies.example.com/severity`, else by what the constraint does on the command line. */
function severityOf({ resource, enforcementAction, scopedActions }: Constraint): Severity {
  const stated = Object.entries(resource.annotations).find(([key]) => severityKey.test(key))?.[1];
  const named = severityNamed(stated);
  if (named !== undefined) return named;
  if (enforcementAction !== 'scoped') return byAction[enforcementAction] ?? 'high';
  const actions = scopedActions
    .filter(({ enforcementPoints: points }) => points.includes(enforcementPoints.gator) || points.includes('*'))
    .map(({ action }) => action);
  return byAction[['deny', 'warn', 'dryrun'].find((action) => actions.includes(action)) ?? 'deny'] ?? 'high';
}
