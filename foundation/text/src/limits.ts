/** Hard limits on what one input may hold (reliability goal S-33). */
export interface Limits {
  /** Bytes (UTF-16 units) of one object; items of a List count one by one. */
  readonly objectSize: number;
  readonly depth: number;
  readonly documents: number;
  /** Nodes of one object, aliases expanded. */
  readonly nodes: number;
  /** How many times aliases may multiply what is written. */
  readonly expansion: number;
}

export const defaultLimits: Limits = {
  objectSize: 10 * 1024 * 1024,
  depth: 512,
  documents: 200_000,
  nodes: 1_000_000,
  expansion: 100,
};

/** Duplicate keys told of one document: enough to mend it, not a line for each of a million. */
export const mostDuplicates = 20;
