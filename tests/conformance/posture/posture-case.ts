import type { Resource } from '@bulwark/model';
import type { Tool } from '@bulwark/store';
import type { JsonObject } from '@bulwark/text';

/** What a tool says about some objects by one check of its own. */
export interface PostureCase {
  readonly tool: Tool;
  /** Unique within the tool: `latest-tag`, `hostIPCSet/failure.yaml`. */
  readonly name: string;
  /** The tool's own id of the check, as its users write it. */
  readonly check: string;
  readonly resources: readonly Resource[];
  /**
   * What must fail: for each problem the objects it may be found at, as `Kind name` (a binding or its role, say); or
   * how many objects do, or whether any does, where the suite tells no more.
   */
  readonly expected: readonly ReadonlySet<string>[] | number | 'something' | 'nothing';
  /** The objects are those of a live cluster, not of files. */
  readonly live?: boolean;
  /** Our checks’ parameters that stand for the settings of the case. */
  readonly parameters?: Readonly<Record<string, JsonObject>>;
}

/** `Deployment web`: how a case names its objects. */
export function nameOf({ ref }: Resource): string {
  return `${ref.kind} ${ref.name}`;
}
