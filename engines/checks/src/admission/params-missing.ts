import { kindKey, type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { bindingKinds, policyKindOf } from './policies.ts';

export default defineCheck({
  id: 'admission-params-missing',
  version: 1,
  title: 'Admission policy gets no parameters',
  severity: 'medium',
  why: 'Without its parameters the policy errs or is skipped, by parameterNotFoundAction and failurePolicy: everything is refused, or everything passes.',
  attack:
    'Where it is skipped, an attacker does what the policy is against; who may delete the parameters can bring that about.',
  remedy: 'Name the parameters in paramRef, and keep them where only administrators may write.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#parameter-resources',
  ],
  techniques: ['T1562.001'],
  appliesTo: bindingKinds,
  find: (binding, { lookup }) => {
    const spec = record(binding.object['spec']);
    const policy = lookup.get(policyKindOf(binding.kind), '', text(spec['policyName']) ?? '');
    const paramKind = record(record(policy?.object['spec'])['paramKind']);
    const kind = text(paramKind['kind']);
    if (policy === undefined || kind === undefined) return none;
    if (spec['paramRef'] === undefined) {
      const message = `Policy "${policy.name}" takes its parameters from a ${kind}, but binding "${binding.name}" names none.`;
      return [{ pointer: '/spec/paramRef', message }];
    }
    const name = missingName(binding, kindKey(text(paramKind['apiVersion']) ?? '', kind), lookup);
    if (name === undefined) return none;
    const message = `${kind} "${name}", from which binding "${binding.name}" takes its parameters, does not exist.`;
    return [{ pointer: '/spec/paramRef/name', value: name, message }];
  },
  repair: { kind: 'none', reason: 'Which object holds the parameters is known to the author only.' },
});

/** The name of the parameters, where the cluster has others of the kind but not these. */
function missingName(binding: Resource, kind: string, lookup: Lookup): string | undefined {
  const paramRef = record(record(binding.object['spec'])['paramRef']);
  const name = text(paramRef['name']);
  if (name === undefined || lookup.info.kind === 'files' || lookup.list(kind).length === 0) return undefined;
  const namespace = text(paramRef['namespace']);
  const others = namespace === undefined ? lookup.list(kind) : lookup.list(kind, namespace);
  return others.some((candidate) => candidate.name === name) ? undefined : name;
}
