export { controlsByCheck } from './controls.gen.ts';
export { type Digest, findingId } from './finding-id.ts';
export { namedPointer } from './pointer-namer.ts';
export { type Except, Scan, type ScanOptions, scan } from './scan.ts';
export { type Condition, parseWhere } from './where/parse-where.ts';
export type { WhereProblem } from './where/tokens.ts';
