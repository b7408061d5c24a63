export type { Constraint, ScopedAction } from './constraint/constraint.ts';
export { enforcementPoints } from './constraint/constraint.ts';
export type { Source } from './constraint/matches.ts';
export { Expander, type Expansion, type Generated } from './expansion/expander.ts';
export type { ExpansionTemplate } from './expansion/expansion-template.ts';
export { reviewGenerated } from './expansion/review-generated.ts';
export { Gatekeeper, type GatekeeperOptions, type ReviewOptions } from './gatekeeper.ts';
export { isConstraint, isExpansionTemplate, isMutator, isProvider, isSuite, isTemplate } from './kinds.ts';
export { loadPolicies, type Policies } from './load-policies.ts';
export type { Mutator } from './mutation/mutator.ts';
export { type Mutable, type Mutation, Mutators } from './mutation/mutators.ts';
export { resourcesOf } from './resources-of.ts';
export { Inventory, knownNamespace } from './review/inventory.ts';
export {
  isAdmissionReview,
  type Review,
  type ReviewSetting,
  reviewOfAdmission,
  reviewOfObject,
} from './review/review.ts';
export type { Violation } from './review/violation.ts';
export { type Exclusion, exclusions, type Process } from './settings/excluded-namespace.ts';
export { type SyncRequirement, syncRequirements } from './settings/sync-requirements.ts';
export { syncedKinds } from './settings/synced-kinds.ts';
export { type ReadSuite, readSuite } from './suite/read-suite.ts';
export {
  type CaseResult,
  type RunOptions,
  runSuite,
  type SuiteResult,
  suitePassed,
  type TestResult,
} from './suite/run-suite.ts';
export type { Suite, SuiteCase, SuiteTest } from './suite/suite.ts';
export type { ReadFile } from './suite/suite-files.ts';
export { type SuiteFilter, suiteFilter } from './suite/suite-filter.ts';
export type { ExternalData, ExternalItem } from './template/external-data.ts';
export type { Template } from './template/template.ts';
export { type ObjectTest, type ObjectViolation, type TestOptions, testObjects } from './test-objects.ts';
