export { applyEdits } from './apply-edits.ts';
export {
  type AnyCheck,
  type Check,
  type CheckContext,
  defineCheck,
  type ObjectCheck,
  type Parameter,
  type Problem,
  type Repair,
  type WorkloadCheck,
} from './define-check.ts';
export { append, type Edit, remove, set } from './edit.ts';
export { checks } from './index.gen.ts';
export { type CheckFailure, Judge, type Judgement, type JudgeOptions, type Verdict } from './judge.ts';
export { type Lookup, SnapshotLookup } from './lookup.ts';
export { selectChecks } from './select-checks.ts';
