import type { KindKey } from '@bulwark/model';

const group = 'admissionregistration.k8s.io';

/** Policies that the API server evaluates by itself. */
export const policyKinds: readonly KindKey[] = [
  `ValidatingAdmissionPolicy.${group}`,
  `MutatingAdmissionPolicy.${group}`,
];

/** What puts such policies into force. */
export const bindingKinds: readonly KindKey[] = [
  `ValidatingAdmissionPolicyBinding.${group}`,
  `MutatingAdmissionPolicyBinding.${group}`,
];

/** The kind of the bindings of a policy. */
export function bindingKindOf(policy: KindKey): KindKey {
  return policy.replace('Policy.', 'PolicyBinding.');
}

/** The kind of the policy of a binding. */
export function policyKindOf(binding: KindKey): KindKey {
  return binding.replace('PolicyBinding.', 'Policy.');
}

/** Bindings that say what follows from a violation. */
export const validatingBindingOnly: readonly KindKey[] = [`ValidatingAdmissionPolicyBinding.${group}`];
