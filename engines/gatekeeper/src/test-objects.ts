import { type Resource, record, refText, text } from '@bulwark/model';
import type { Diagnostic } from '@bulwark/text';
import { enforcementPoints } from './constraint/constraint.ts';
import { diagnosed } from './diagnosed.ts';
import { reviewGenerated } from './expansion/review-generated.ts';
import type { GatekeeperOptions, ReviewOptions } from './gatekeeper.ts';
import { loadPolicies, type Policies } from './load-policies.ts';
import { knownNamespace } from './review/inventory.ts';
import { reviewOfObject } from './review/review.ts';
import type { Violation } from './review/violation.ts';

export interface TestOptions extends GatekeeperOptions {
  /** Where constraints are to be enforced; that of the command line unless told. */
  readonly enforcementPoint?: string;
}

export interface ObjectViolation {
  /** The object that was given; what it generates counts as its own. */
  readonly resource: Resource;
  readonly violation: Violation;
}

export interface ObjectTest {
  readonly violations: readonly ObjectViolation[];
  /** Broken policies, and objects that could not be mutated or expanded. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges all objects by the policies among them, as `gator test` does: all of them are the inventory too. */
export function testObjects(resources: readonly Resource[], options: TestOptions = {}): ObjectTest {
  const policies = loadPolicies(resources, options);
  for (const resource of resources) policies.gatekeeper.inventory.add(resource);
  const point: ReviewOptions = { enforcementPoint: options.enforcementPoint ?? enforcementPoints.gator };
  const judged = resources.map((resource) => judge(resource, policies, point));
  return {
    violations: judged.flatMap(({ violations }) => violations),
    diagnostics: [...policies.diagnostics, ...judged.flatMap(({ diagnostics }) => diagnostics)],
  };
}

function judge(resource: Resource, policies: Policies, options: ReviewOptions): ObjectTest {
  const { gatekeeper, mutators, expander } = policies;
  const namespace = knownNamespace(gatekeeper.inventory, text(record(resource.object['metadata'])['namespace']) ?? '');
  const own = gatekeeper.review(reviewOfObject(resource.object, { namespace }), options);
  const mutated = mutators.mutate({ object: resource.object, namespace });
  if ('problem' in mutated) return failed(resource, own, { code: 'mutation-failed', message: mutated.problem });
  const expanded = expander.expand(mutated.object, namespace);
  if ('problem' in expanded) return failed(resource, own, { code: 'expansion-failed', message: expanded.problem });
  const implied = expanded.generated.flatMap((made) => reviewGenerated(gatekeeper, made, options));
  return { violations: [...own, ...implied].map((violation) => ({ resource, violation })), diagnostics: [] };
}

interface Failure {
  readonly code: string;
  readonly message: string;
}

function failed(resource: Resource, own: readonly Violation[], { code, message }: Failure): ObjectTest {
  const whole = `${refText(resource.ref)}: ${message}`;
  return {
    violations: own.map((violation) => ({ resource, violation })),
    diagnostics: [diagnosed(resource, { code, message: whole })],
  };
}
