export { type RegoTestOptions, type RegoTestRun, runRegoTests } from './run-rego-tests.ts';
export { countTests, type SuiteRun, type TestResult } from './test-result.ts';
export { testsJson } from './tests-json.ts';
export { testsJunit } from './tests-junit.ts';
export { linesText, testsText } from './tests-text.ts';
