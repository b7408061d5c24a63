import type { Resource } from '@bulwark/model';
import type { Diagnostic } from '@bulwark/text';
import { diagnosed } from './diagnosed.ts';
import { Expander } from './expansion/expander.ts';
import { Gatekeeper, type GatekeeperOptions } from './gatekeeper.ts';
import { isConstraint, isExpansionTemplate, isMutator, isProvider, isTemplate } from './kinds.ts';
import { Mutators } from './mutation/mutators.ts';

/** Everything of Gatekeeper's that objects are judged, changed and expanded by. */
export interface Policies {
  readonly gatekeeper: Gatekeeper;
  readonly mutators: Mutators;
  readonly expander: Expander;
  /** What is broken, and so not used; and what a reader should know. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Takes Gatekeeper's kinds out of any objects, in the order they need; other objects are left alone. */
export function loadPolicies(resources: readonly Resource[], options: GatekeeperOptions = {}): Policies {
  const gatekeeper = new Gatekeeper(options);
  const mutators = new Mutators();
  const expander = new Expander(mutators);
  const diagnostics = [
    ...resources.filter(isTemplate).flatMap((one) => gatekeeper.addTemplate(one)),
    ...resources.filter(isConstraint).flatMap((one) => gatekeeper.addConstraint(one)),
    ...resources.filter(isMutator).flatMap((one) => mutators.add(one)),
    ...resources.filter(isExpansionTemplate).flatMap((one) => expander.addTemplate(one)),
    ...resources.filter(isProvider).flatMap((one) => providerNotes(one, options)),
  ];
  return { gatekeeper, mutators, expander, diagnostics };
}

function providerNotes(provider: Resource, { externalData }: GatekeeperOptions): Diagnostic[] {
  if (externalData !== undefined && Object.hasOwn(externalData, provider.name)) return [];
  const message = `Provider ${provider.name}: providers are not asked here; give their answers to judge policies that need them`;
  return [diagnosed(provider, { severity: 'warning', code: 'external-data', message })];
}
