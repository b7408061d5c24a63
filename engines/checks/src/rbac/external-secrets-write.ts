import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { externalSecretsWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-external-secrets-write',
  version: 1,
  title: 'Role can have secrets copied from an external store',
  severity: 'medium',
  why: "The operator copies what these objects name out of the store with its own rights, which as a rule cover more than one team's secrets.",
  attack: "An attacker writes an ExternalSecret for another team's path and reads the Secret that comes of it.",
  remedy: 'Leave these objects to the deployment pipeline, and give each namespace a store with its own credentials.',
  accept: 'The operator itself; teams whose store is confined to their own paths.',
  references: ['https://external-secrets.io/latest/guides/multi-tenancy/'],
  techniques: ['T1552.007', 'T1552'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, externalSecretsWrite),
  repair: {
    kind: 'none',
    reason:
      'The operator and those who declare secrets need it; whether this holder is one is known only from its use.',
  },
});
