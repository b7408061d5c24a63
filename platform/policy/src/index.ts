export { coverageGaps, policyGaps, withPolicyGaps } from './coverage-gaps.ts';
export { errorsShape } from './formats/diagnostic-shape.ts';
export { type Shape, shape, shapeText } from './formats/opa-json.ts';
export { type ResultFormat, resultFormats, resultShape, resultText } from './formats/result-text.ts';
export { pairTable, textTable } from './formats/text-table.ts';
export {
  type PolicyChecks,
  type PolicyGap,
  type PolicyRule,
  type PolicyVerdict,
  policyChecks,
} from './policy-as-check.ts';
export type { EvaluationBudget, PolicyRuntime } from './policy-runtime.ts';
export { type Answer, answerLine } from './rego/answer-line.ts';
export { type BuildChoice, buildBundle } from './rego/build-bundle.ts';
export {
  type CompileChoice,
  type CompiledPolicies,
  compileAll,
  compileGood,
  diagnosticOf,
  problemText,
} from './rego/compile-policies.ts';
export { packageFilter } from './rego/package-filter.ts';
export { isManifest, type PolicyModule, type PolicySources, SourceCollection } from './rego/policy-sources.ts';
export { type QueryPlace, queryScope } from './rego/query-scope.ts';
export { type RegoRuleOptions, type RegoRules, regoRules } from './rego/rego-rules.ts';
export { type RuleOutcome, RuleStory } from './rego/rule-story.ts';
