import { ClusterError, findCluster, type ReadClusterOptions, readCluster } from '@bulwark/cluster';
import { redactSecret, Snapshot } from '@bulwark/model';
import type { CommandInput, Output } from './command-spec.ts';
import { secretReader } from './secret-reader.ts';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const waysOn = 'Judge files instead: bulwark scan PATH. Or see a sample: bulwark scan content/sample in a clone.';

/** The snapshot of a live cluster. One that cannot be read is an empty snapshot whose coverage says why. */
export async function loadCluster({ settings, out }: CommandInput): Promise<Snapshot> {
  const options = clusterOptions(settings);
  try {
    const { context, server, user } = findCluster(options);
    out.note(`reading context ${context} (${server}) as ${user}, read-only`);
    const { resources, info } = await readCluster({ ...options, onProgress: progressOn(out) });
    endProgress(out);
    return Snapshot.of(resources, info);
  } catch (error) {
    endProgress(out);
    if (!(error instanceof ClusterError)) throw error;
    if (error.fault === 'usage') {
      const hint = options.context === undefined ? waysOn : undefined;
      throw new UsageError(error.message, [error.remedy, hint].filter(Boolean).join('\n'));
    }
    out.note(`error: ${error.message}${error.remedy ? `; ${error.remedy}` : ''}`);
    return unreadable(options, error);
  }
}

function unreadable({ context = 'the current context' }: ReadClusterOptions, error: ClusterError): Snapshot {
  const reason = error.code === 'FORBIDDEN' || error.code === 'UNAUTHORIZED' ? 'forbidden' : 'unreachable';
  return Snapshot.of([], {
    kind: 'cluster',
    name: context,
    takenAt: new Date().toISOString(),
    skipped: [{ what: `cluster ${context}`, reason, detail: error.message, count: 1 }],
    incompleteKinds: [],
  });
}

function clusterOptions(settings: Settings): ReadClusterOptions {
  const reader = secretReader(settings);
  const namespace = settings.flag('all-namespaces') ? undefined : settings.text('namespace');
  return {
    redact: (object) => redactSecret(object, reader),
    offline: settings.flag('offline'),
    pageSize: numberOf(settings, 'page-size'),
    requestsPerSecond: numberOf(settings, 'request-rate'),
    requestTimeout: numberOf(settings, 'request-timeout'),
    asGroups: settings.list('as-group'),
    ...(namespace ? { namespaces: [namespace] } : {}),
    ...actingAs(settings.text('as')),
    ...texts(settings, { kubeconfig: 'kubeconfig', context: 'context', cluster: 'cluster', user: 'user' }),
  };
}

/** `sa:NS/NAME` is short for a ServiceAccount's full user name. */
function actingAs(user: string | undefined): { as?: string } {
  if (user === undefined) return {};
  const account = /^sa:([^/]+)\/(.+)$/.exec(user);
  return { as: account ? `system:serviceaccount:${account[1]}:${account[2]}` : user };
}

function texts(settings: Settings, names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, flag]) => {
      const value = settings.text(flag);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function numberOf(settings: Settings, flag: string): number {
  const value = Number(settings.text(flag));
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--${flag}: expected a number above 0, found "${settings.text(flag)}"`);
}

function progressOn(out: Output): NonNullable<ReadClusterOptions['onProgress']> {
  return ({ kindsDone, kindsTotal, objects }) => {
    if (out.interactive) process.stderr.write(`\r${kindsDone} of ${kindsTotal} kinds, ${objects} objects \u001b[K`);
  };
}

function endProgress(out: Output): void {
  if (out.interactive) process.stderr.write('\r\u001b[K');
}
