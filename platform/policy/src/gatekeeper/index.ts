export { type GatekeeperRuleOptions, type GatekeeperRules, gatekeeperRules } from './gatekeeper-rules.ts';
export { policiesIn, suitesIn } from './policies-in.ts';
export { runSuites, type SuiteRunOptions } from './run-suites.ts';
