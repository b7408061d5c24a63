import type { KindKey } from '@bulwark/model';

/** Policies made of rules that match, validate, mutate or generate. */
export const kyvernoKinds: readonly KindKey[] = ['ClusterPolicy.kyverno.io', 'Policy.kyverno.io'];

/** Policies made of CEL expressions that refuse objects. */
const celPolicyKinds: readonly KindKey[] = [
  'ValidatingPolicy.policies.kyverno.io',
  'NamespacedValidatingPolicy.policies.kyverno.io',
  'ImageValidatingPolicy.policies.kyverno.io',
  'NamespacedImageValidatingPolicy.policies.kyverno.io',
];

/** Exceptions to the rules of such policies. */
export const exceptionKinds: readonly KindKey[] = ['PolicyException.kyverno.io'];

/** All policies that can refuse objects. */
export const guardKinds: readonly KindKey[] = [...kyvernoKinds, ...celPolicyKinds];
