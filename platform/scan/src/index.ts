export { controlsByCheck } from './controls.gen.ts';
export { type Digest, findingId, namedPointer } from './finding-id.ts';
export { type Except, Scan, type ScanOptions, scan } from './scan.ts';
export { type Condition, parseWhere } from './where/parse-where.ts';
export type { WhereProblem } from './where/tokens.ts';
