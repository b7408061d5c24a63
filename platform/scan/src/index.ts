export { controlsByCheck } from './controls.gen.ts';
export { type Digest, findingId, namedPointer } from './finding-id.ts';
export { type Except, Scan, type ScanOptions, scan } from './scan.ts';
