export { type EditedText, type EditProblem, editText, type TextPlace } from './edit-text.ts';
export type {
  Disruption,
  Fix,
  FixChange,
  FixWorld,
  ProofStep,
  ProvenFix,
  Suggestion,
  Unfixed,
} from './fix.ts';
export { jsonPatch, type PatchOperation } from './json-patch.ts';
export { type FixPlan, planFixes, proposeFix } from './plan-fixes.ts';
export { type DiffOptions, unifiedDiff } from './unified-diff.ts';
export type { FixedFile } from './write-fixes.ts';
