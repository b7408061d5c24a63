import { items, record, text, texts } from '@bulwark/model';
import type { EntryReader } from '../kubeconfig/entry-reader.ts';
import type { KubeconfigEntry } from '../kubeconfig/read-kubeconfig.ts';

/** A program that gives credentials (kubernetes.io: client-go credential plugins). */
export interface ExecSettings {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How to install it, in its author's words. */
  readonly installHint: string | undefined;
  readonly provideClusterInfo: boolean;
  readonly interactive: 'Never' | 'IfAvailable' | 'Always';
}

const supported = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];

/** The `exec` part of a user entry. Throws ClusterError where no such program can be run. */
export function execSettings(entry: KubeconfigEntry, reader: EntryReader): ExecSettings {
  const exec = record(entry.value['exec']);
  const command = text(exec['command']);
  if (!command) throw reader.problem('expected a command in exec, found none');
  const apiVersion = text(exec['apiVersion']) ?? '';
  if (!supported.includes(apiVersion)) {
    throw reader.problem(`exec speaks "${apiVersion}", expected ${supported.join(' or ')}; update the plugin`);
  }
  const mode = text(exec['interactiveMode']);
  return {
    apiVersion,
    // A name without a slash is looked up in PATH, a relative path starts at the kubeconfig's folder.
    command: /[\\/]/.test(command) ? reader.absolute(command) : command,
    args: texts(exec['args']),
    env: Object.fromEntries(
      items(exec['env']).map((item) => [text(record(item)['name']) ?? '', text(record(item)['value']) ?? '']),
    ),
    installHint: text(exec['installHint']),
    provideClusterInfo: exec['provideClusterInfo'] === true,
    interactive: mode === 'Never' || mode === 'Always' ? mode : 'IfAvailable',
  };
}
