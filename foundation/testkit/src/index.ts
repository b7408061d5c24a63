export { resourceOf, snapshotOf } from './builders.ts';
export { type CheckCase, parseCheckCases } from './check-case.ts';
export { randomFrom } from './random-from.ts';
export { templateText } from './template-text.ts';
