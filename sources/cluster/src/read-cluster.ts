import type { Resource, SnapshotInfo } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type Clock, systemClock } from './clock.ts';
import type { Connection } from './connect.ts';
import { firstContact, type ServerVersion } from './connection/first-contact.ts';
import { Requester } from './connection/requester.ts';
import type { ImpersonationFlags } from './credentials/impersonation.ts';
import type { ApiResource } from './discovery/api-resource.ts';
import { discover } from './discovery/discover.ts';
import { type KindSelection, selectResources } from './discovery/select-resources.ts';
import { ClusterError } from './errors.ts';
import { type ClusterChoice, chooseCluster } from './kubeconfig/choose-cluster.ts';
import { type KindRead, readKind } from './list/read-kind.ts';
import { readNamespaces } from './list/read-namespaces.ts';
import type { Redact } from './list/to-listed-resource.ts';

export interface ReadClusterOptions extends ClusterChoice, ImpersonationFlags, KindSelection {
  /** Called for each Secret before anything else sees it. */
  readonly redact: Redact;
  /** Reads namespaced kinds in these namespaces only, list by list, so that rights in them suffice. */
  readonly namespaces?: readonly string[];
  /** Only objects with these labels; then no kind counts as known in full. */
  readonly labelSelector?: string;
  /** Objects asked for at once; 500 unless told, as kubectl does. */
  readonly pageSize?: number;
  /** 20 unless told. */
  readonly requestsPerSecond?: number;
  /** Requests in flight; 4 unless told. */
  readonly concurrency?: number;
  /** Seconds for one answer; 60 unless told. */
  readonly requestTimeout?: number;
  /** Seconds for everything, waiting included; 600 unless told. */
  readonly timeLimit?: number;
  /** Refuses before a socket is opened or a credential plugin is run. */
  readonly offline?: boolean;
  readonly onProgress?: (progress: ClusterProgress) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

export interface ClusterProgress {
  readonly kindsDone: number;
  readonly kindsTotal: number;
  readonly objects: number;
}

export interface ClusterRead {
  readonly resources: readonly Resource[];
  readonly info: SnapshotInfo;
}

/**
 * Reads a live cluster, with GET requests only. What the server refuses or breaks off is in `info.skipped`; throws
 * ClusterError where nothing can be read at all.
 */
export async function readCluster(options: ReadClusterOptions): Promise<ClusterRead> {
  const chosen = chooseCluster(options);
  if (options.offline) {
    throw new ClusterError(
      'OFFLINE',
      `context "${chosen.context}" is a live cluster, and offline no socket is opened`,
      {
        remedy: 'scan a snapshot file instead, or leave --offline out',
      },
    );
  }
  // Loaded here, so that neither the HTTP client nor TLS costs anything before a cluster is used.
  const { connect } = await import('./connect.ts');
  const connection = connect(chosen, options);
  try {
    return await readFrom(connection, options);
  } finally {
    await connection.transport.close();
  }
}

/** Reads over a connection that stands. */
export async function readFrom(connection: Connection, options: ReadClusterOptions): Promise<ClusterRead> {
  const clock = options.clock ?? systemClock;
  const takenAt = new Date(clock.now()).toISOString();
  const requester = new Requester({
    transport: connection.transport,
    clock,
    requestsPerSecond: options.requestsPerSecond ?? 20,
    concurrency: options.concurrency ?? 4,
    requestTimeout: (options.requestTimeout ?? 60) * 1000,
    timeLimit: (options.timeLimit ?? 600) * 1000,
    signal: options.signal,
  });
  const version = await firstContact(requester, connection);
  const { resources, gaps } = await discover(requester);
  const { chosen, left, unknown } = selectResources(resources, options);
  const reads = await readAll(requester, chosen, options);
  return {
    resources: reads.flatMap((read) => read.resources),
    info: {
      kind: 'cluster',
      name: connection.context,
      takenAt,
      ...(version.kubeVersion ? { kubeVersion: version.kubeVersion } : {}),
      cluster: clusterFacts(connection, version, options),
      skipped: [...gaps, ...unknown.map(notServed), ...reads.flatMap((read) => read.skipped)],
      incompleteKinds: [...new Set([...left, ...partial(chosen, reads, options)].map((kind) => kind.key))].sort(),
    },
  };
}

type Reads = readonly (KindRead & { readonly complete: boolean })[];

function readAll(requester: Requester, kinds: readonly ApiResource[], options: ReadClusterOptions): Promise<Reads> {
  const progress = { kindsDone: 0, kindsTotal: kinds.length, objects: 0 };
  return Promise.all(
    kinds.map(async (kind) => {
      const read = await readOne(requester, kind, options);
      progress.kindsDone++;
      progress.objects += read.resources.length;
      options.onProgress?.({ ...progress });
      const complete = read.skipped.length === 0;
      return { ...read, skipped: outOfScope(kind, options) ? [] : read.skipped, complete };
    }),
  );
}

function readOne(requester: Requester, kind: ApiResource, options: ReadClusterOptions): Promise<KindRead> {
  const { namespaces, labelSelector, redact, pageSize = 500 } = options;
  if (namespaces !== undefined && kind.key === 'Namespace') {
    return readNamespaces(requester, { names: namespaces, kind, redact });
  }
  return readKind(requester, kind, { namespaces, labelSelector, redact, pageSize });
}

/** Of a few namespaces, what lies in none is only context: the checks that need it say so themselves. */
function outOfScope(kind: ApiResource, { namespaces }: ReadClusterOptions): boolean {
  return namespaces !== undefined && !kind.namespaced && kind.key !== 'Namespace';
}

function partial(kinds: readonly ApiResource[], reads: Reads, options: ReadClusterOptions): readonly ApiResource[] {
  if (options.labelSelector) return kinds;
  return kinds.filter(
    (kind, index) => reads[index]?.complete !== true || (options.namespaces !== undefined && kind.key === 'Namespace'),
  );
}

function notServed(name: string): SnapshotInfo['skipped'][number] {
  return { what: name, reason: 'empty', detail: 'the cluster serves no kind of this name', count: 1 };
}

function clusterFacts(connection: Connection, version: ServerVersion, options: ReadClusterOptions): JsonObject {
  const { namespaces, labelSelector, as } = options;
  return {
    server: connection.server,
    user: connection.userName,
    ...(version.gitVersion ? { version: version.gitVersion } : {}),
    ...(as ? { as } : {}),
    ...(namespaces ? { namespaces } : {}),
    ...(labelSelector ? { labelSelector } : {}),
  };
}
