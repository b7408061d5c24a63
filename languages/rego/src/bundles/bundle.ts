import type { JsonObject } from '@bulwark/text';
import type { RegoVersion } from '../ast/ast.ts';
import type { DataChange } from './data-tree.ts';
import type { Manifest } from './manifest.ts';

/** What a bundle holds (https://www.openpolicyagent.org/docs/management-bundles). */
export interface Bundle {
  readonly manifest: Manifest;
  readonly data: JsonObject;
  readonly modules: readonly BundleModule[];
  /** Changes of data in place of data, of a delta bundle. */
  readonly patch: readonly DataChange[];
  /** Signed by a key that was given. */
  readonly verified: boolean;
}

export interface BundleModule {
  /** The path in the bundle. */
  readonly path: string;
  readonly text: string;
  readonly version: RegoVersion;
}

/** What is wrong with a bundle, and in which of its files. */
export interface BundleError {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}
