import { Buffer } from 'node:buffer';
import { items, record } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type Clock, systemClock } from './clock.ts';
import type { Contact } from './connection/first-contact.ts';
import { openTransport } from './connection/open-transport.ts';
import { proxyFor } from './connection/proxy-for.ts';
import type { Transport } from './connection/transport.ts';
import { CredentialSource } from './credentials/credential-source.ts';
import { type ImpersonationFlags, impersonationOf } from './credentials/impersonation.ts';
import { runExecPlugin } from './credentials/run-exec-plugin.ts';
import { userSettings } from './credentials/user-settings.ts';
import type { ChosenCluster } from './kubeconfig/chosen-cluster.ts';
import type { Environment } from './kubeconfig/read-kubeconfig.ts';
import { publicUrl, type ServerSettings, serverSettings } from './kubeconfig/server-settings.ts';

/** A way to one API server, and how to speak of it. */
export interface Connection extends Contact {
  readonly transport: Transport;
}

export interface ConnectOptions extends ImpersonationFlags {
  readonly environment?: Environment;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

// A page past this is asked for again with fewer objects in it.
const answerLimit = 64 * 1024 * 1024;

/** Prepares the connection that a kubeconfig describes; nothing is sent yet. Throws ClusterError. */
export function connect(chosen: ChosenCluster, options: ConnectOptions): Connection {
  const server = serverSettings(chosen.cluster);
  const user = userSettings(chosen.user, chosen.userName);
  const { signal, environment = process.env, clock = systemClock } = options;
  const credentials = new CredentialSource({
    user,
    impersonation: impersonationOf(user.impersonation, options),
    clock,
    runPlugin: ({ settings }) =>
      runExecPlugin(settings, {
        cluster: execCluster(server, chosen.cluster.value),
        terminal: process.stdin.isTTY === true,
        signal,
      }),
  });
  const proxy = proxyFor(server.url, server.proxyUrl, environment);
  const connections = options.concurrency ?? 4;
  return {
    transport: openTransport({ server, credentials, proxy, connections, answerLimit }),
    server: publicUrl(server.url),
    context: chosen.context,
    userName: chosen.userName,
    expiredAt: () => credentials.expiredAt(),
  };
}

/** The cluster as a credential plugin is told of it (client.authentication.k8s.io/v1, Cluster). */
function execCluster(server: ServerSettings, entry: JsonObject): JsonObject {
  const extension = items(entry['extensions'])
    .map(record)
    .find((item) => item['name'] === 'client.authentication.k8s.io/exec');
  return {
    server: server.url,
    ...(server.serverName ? { 'tls-server-name': server.serverName } : {}),
    ...(server.insecure ? { 'insecure-skip-tls-verify': true } : {}),
    ...(server.ca ? { 'certificate-authority-data': Buffer.from(server.ca).toString('base64') } : {}),
    ...(server.proxyUrl ? { 'proxy-url': server.proxyUrl } : {}),
    config: extension?.['extension'] ?? null,
  };
}
