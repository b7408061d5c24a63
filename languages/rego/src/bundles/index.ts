export type { Bundle, BundleError, BundleModule } from './bundle.ts';
export { type DataChange, mergeAt, updateData } from './data-tree.ts';
export { emptyManifest, isBelow, type Manifest, rootsOverlap } from './manifest.ts';
export { type BundleReading, bundleOf, type ReadBundleOptions, readBundle } from './read-bundle.ts';
export { type DocumentReading, readDocument } from './read-document.ts';
export type { SigningKey, VerificationKey } from './signatures.ts';
export type { BundleFile } from './tar.ts';
export { writeBundle } from './write-bundle.ts';
