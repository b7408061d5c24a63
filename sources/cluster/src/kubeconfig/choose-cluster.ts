import { text } from '@bulwark/model';
import { nearestName } from '@bulwark/text';
import { ClusterError } from '../errors.ts';
import type { ChosenCluster } from './chosen-cluster.ts';
import { inCluster } from './in-cluster.ts';
import { type Environment, type Kubeconfig, type KubeconfigEntry, readKubeconfig } from './read-kubeconfig.ts';

/** Which cluster, by kubectl's own flags; nothing named means the current context. */
export interface ClusterChoice {
  /** A kubeconfig file, instead of $KUBECONFIG and ~/.kube/config. */
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Names of kubeconfig entries that take the place of the context's own. */
  readonly cluster?: string;
  readonly user?: string;
  /** The process's own by default. */
  readonly environment?: Environment;
}

/** The chosen entries of the kubeconfig, or a pod's own credentials. Opens no socket; throws ClusterError. */
export function chooseCluster(choice: ClusterChoice): ChosenCluster {
  const environment = choice.environment ?? process.env;
  const config = readKubeconfig(choice.kubeconfig, environment);
  const context = choice.context ?? config.currentContext;
  if (context === '' && choice.cluster === undefined) {
    const own = choice.kubeconfig === undefined ? inCluster(environment) : undefined;
    if (own) return own;
    throw noContext(config);
  }
  const entry = context === '' ? undefined : entryOf(config, 'context', context);
  const clusterName = choice.cluster ?? nameIn(entry, 'cluster');
  const userName = choice.user ?? nameIn(entry, 'user');
  return {
    context,
    namespace: nameIn(entry, 'namespace') || 'default',
    userName,
    cluster: entryOf(config, 'cluster', clusterName),
    user: userName === '' ? { value: {}, file: '' } : entryOf(config, 'user', userName),
  };
}

function nameIn(entry: KubeconfigEntry | undefined, field: string): string {
  return text(entry?.value[field]) ?? '';
}

function entryOf(config: Kubeconfig, kind: 'context' | 'cluster' | 'user', name: string): KubeconfigEntry {
  const known = config[`${kind}s`];
  const entry = known.get(name);
  if (entry) return entry;
  const nearest = nearestName(name, known.keys());
  throw new ClusterError('UNKNOWN_NAME', `no ${kind} "${name}" in ${filesOf(config)}`, {
    remedy: nearest ? `did you mean "${nearest}"?` : `known: ${[...known.keys()].join(', ') || 'none'}`,
  });
}

function noContext(config: Kubeconfig): ClusterError {
  const known = [...config.contexts.keys()];
  const message = config.files.length === 0 ? 'no kubeconfig was found' : `no current context in ${filesOf(config)}`;
  return new ClusterError('NO_CONTEXT', message, {
    remedy:
      known.length > 0 ? `name one by --context: ${known.join(', ')}` : 'name a file by --kubeconfig or KUBECONFIG',
  });
}

function filesOf(config: Kubeconfig): string {
  return config.files.length === 0 ? 'any kubeconfig (none was found)' : config.files.join(', ');
}
