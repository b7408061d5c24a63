import type { Skipped } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { jsonIn, messageIn } from '../connection/answer-json.ts';
import type { Requester } from '../connection/requester.ts';
import { TransportError } from '../connection/transport.ts';
import { ClusterError } from '../errors.ts';
import { gapOfError } from '../list/gap-of-error.ts';
import { oneLine } from '../one-line.ts';
import { type ApiResource, apiVersionOf, type GroupVersion } from './api-resource.ts';
import {
  aggregatedVersions,
  discoveryAccept,
  isAggregated,
  listedResources,
  namedVersions,
} from './parse-discovery.ts';

/** All that can be listed on a server, each group's resource once, and the groups of which that is not known. */
export interface Discovery {
  readonly resources: readonly ApiResource[];
  readonly gaps: readonly Skipped[];
}

/** Reads what the server can list, by aggregated discovery where it is served. */
export async function discover(requester: Requester): Promise<Discovery> {
  const [core, groups] = await Promise.all([versionsAt(requester, '/api'), versionsAt(requester, '/apis')]);
  const versions = [...core, ...groups];
  return { resources: preferred(versions), gaps: versions.flatMap(gapOf) };
}

async function versionsAt(requester: Requester, path: string): Promise<readonly GroupVersion[]> {
  const answer = await requester.get({ path: () => path, accept: discoveryAccept }).catch(broken(path));
  const document = answer.status === 200 ? jsonIn(answer) : undefined;
  if (document === undefined) throw notDiscovered(path, answer.status, messageIn(answer));
  if (isAggregated(document)) return aggregatedVersions(document);
  return Promise.all(namedVersions(document).map((at) => resourcesOf(requester, at)));
}

async function resourcesOf(requester: Requester, at: Pick<GroupVersion, 'group' | 'version'>): Promise<GroupVersion> {
  const unknown = (problem: string): GroupVersion => ({ ...at, resources: [], problem: oneLine(problem) });
  try {
    const path = `${at.group === '' ? '/api' : '/apis'}/${apiVersionOf(at)}`;
    const answer = await requester.get({ path: () => path });
    const document: JsonObject | undefined = answer.status === 200 ? jsonIn(answer) : undefined;
    if (document === undefined) return unknown(messageIn(answer));
    return { ...at, resources: listedResources(at, document), problem: undefined };
  } catch (error) {
    return unknown(gapOfError(error).detail);
  }
}

function broken(path: string): (error: unknown) => never {
  return (cause) => {
    if (!(cause instanceof TransportError)) throw cause;
    throw new ClusterError('UNREACHABLE', `the API could not be discovered at ${path}: ${cause.message}`, { cause });
  };
}

/** The version that the server prefers among those that have the resource. */
function preferred(versions: readonly GroupVersion[]): readonly ApiResource[] {
  const chosen = new Map<string, ApiResource>();
  for (const resource of versions.flatMap((version) => version.resources)) {
    // The kind's key, not its group: of a kind that moved to another group, one group is read.
    const id = `${resource.key}|${resource.resource}`;
    const other = chosen.get(id);
    if (other === undefined || (other.group === 'extensions' && resource.group !== 'extensions'))
      chosen.set(id, resource);
  }
  return [...chosen.values()];
}

/** A stale version with resources is tried all the same, so only one without is a gap already here. */
function gapOf({ group, version, resources, problem }: GroupVersion): readonly Skipped[] {
  if (problem === undefined || resources.length > 0) return [];
  return [
    {
      what: `every kind of ${apiVersionOf({ group, version })}`,
      reason: 'unreachable',
      detail: `the kinds of this API are not known: ${problem}`,
      count: 1,
    },
  ];
}

function notDiscovered(path: string, status: number, message: string): ClusterError {
  if (status === 403) {
    return new ClusterError('FORBIDDEN', `the API may not be discovered at ${path}: ${message}`, {
      remedy: 'bind the ClusterRole system:discovery to this identity',
    });
  }
  return new ClusterError('UNEXPECTED_ANSWER', `expected a discovery document at ${path}, found: ${message}`);
}
