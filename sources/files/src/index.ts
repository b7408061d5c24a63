export { FilesError, type FilesErrorCode } from './errors.ts';
export { findInputs, type Input } from './find-inputs.ts';
export { type FilesRead, type ReadOptions, readFiles } from './read-files.ts';
export { readText } from './read-text.ts';
export type { Redact } from './resources-of.ts';
export { writeSnapshot } from './snapshot-file.ts';
