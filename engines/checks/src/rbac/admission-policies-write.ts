import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { admissionPoliciesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-admission-policies-write',
  version: 1,
  title: 'Role can write admission policies',
  severity: 'high',
  why: 'ValidatingAdmissionPolicies are the rules that the API server enforces by itself, and MutatingAdmissionPolicies change objects of everyone.',
  attack:
    'An attacker sets a binding to Audit, or adds a mutating policy that puts a container of its own into each pod.',
  remedy: 'Leave admission policies to administrators and their pipeline.',
  accept: 'Policy engines that generate admission policies.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  techniques: ['T1562.001', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, admissionPoliciesWrite),
  repair: {
    kind: 'none',
    reason: 'Policy engines and policy pipelines need it; whether this holder is one is known only from its use.',
  },
});
