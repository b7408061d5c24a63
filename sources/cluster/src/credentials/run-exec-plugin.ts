import { type ChildProcess, spawn } from 'node:child_process';
import { text as textOf } from 'node:stream/consumers';
import { record, text } from '@bulwark/model';
import { type JsonObject, jsonText, parseJson, SourceText } from '@bulwark/text';
import { ClusterError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import type { ExecSettings } from './exec-settings.ts';
import type { KeyPair } from './user-settings.ts';

/** What a credential plugin gave. */
export interface ExecCredential {
  readonly token: string | undefined;
  readonly certificate: KeyPair | undefined;
  /** Milliseconds since 1970; undefined where it lasts as long as this process. */
  readonly expiresAt: number | undefined;
}

export interface ExecContext {
  /** The cluster as the protocol describes it, for plugins that ask for it. */
  readonly cluster: JsonObject;
  /** Whether somebody sits at the terminal, who can answer a question. */
  readonly terminal: boolean;
  readonly signal?: AbortSignal | undefined;
}

// A person has to find the token, a program does not.
const patience = { person: 300_000, program: 60_000 };

/** Runs a credential plugin and gives its answer; throws ClusterError where it gives none. */
export async function runExecPlugin(settings: ExecSettings, context: ExecContext): Promise<ExecCredential> {
  const interactive = settings.interactive !== 'Never' && context.terminal;
  if (settings.interactive === 'Always' && !interactive) {
    throw failed(settings, 'it needs a terminal to ask its question, found none');
  }
  const timeLimit = AbortSignal.timeout(interactive ? patience.person : patience.program);
  const child = spawn(settings.command, settings.args, {
    env: { ...process.env, ...settings.env, KUBERNETES_EXEC_INFO: execInfo(settings, context.cluster, interactive) },
    stdio: interactive ? ['inherit', 'pipe', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    signal: context.signal ? AbortSignal.any([context.signal, timeLimit]) : timeLimit,
    killSignal: 'SIGKILL',
  });
  return credentialIn(await outputOf(child, settings), settings);
}

function execInfo(settings: ExecSettings, cluster: JsonObject, interactive: boolean): string {
  const spec = { interactive, ...(settings.provideClusterInfo ? { cluster } : {}) };
  return jsonText({ kind: 'ExecCredential', apiVersion: settings.apiVersion, spec });
}

async function outputOf(child: ChildProcess, settings: ExecSettings): Promise<string> {
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', (cause) => fail(notRun(settings, cause)));
    child.once('close', done);
  });
  const [output, complaint, code] = await Promise.all([
    child.stdout ? textOf(child.stdout) : '',
    child.stderr ? textOf(child.stderr) : '',
    ended,
  ]);
  if (code === 0) return output;
  throw failed(settings, complaint.trim().split('\n').at(-1) || `it ended with code ${code}`);
}

function notRun(settings: ExecSettings, cause: Error): ClusterError {
  if ('code' in cause && cause.code === 'ENOENT') {
    return new ClusterError('NO_CREDENTIALS', `the credential plugin ${settings.command} is not installed`, {
      remedy: oneLine(settings.installHint ?? 'install it, or correct its path in the kubeconfig'),
      cause,
    });
  }
  return failed(settings, cause.name === 'AbortError' ? 'it took too long' : cause.message, cause);
}

// What the plugin wrote to its output may be a credential, so no message quotes it.
function credentialIn(output: string, settings: ExecSettings): ExecCredential {
  const credential = record(parseJson(new SourceText('credential', output)).documents[0]?.value);
  if (credential['kind'] !== 'ExecCredential')
    throw failed(settings, 'expected an ExecCredential, found something else');
  if (credential['apiVersion'] !== settings.apiVersion) {
    throw failed(settings, `expected an answer of ${settings.apiVersion}, found another version`);
  }
  const status = record(credential['status']);
  const [cert, key] = [text(status['clientCertificateData']), text(status['clientKeyData'])];
  const token = text(status['token']);
  if (!token && !(cert && key)) throw failed(settings, 'expected a token or a certificate with its key, found neither');
  const expiresAt = Date.parse(text(status['expirationTimestamp']) ?? '');
  return {
    token,
    certificate: cert && key ? { cert, key } : undefined,
    expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
  };
}

function failed(settings: ExecSettings, detail: string, cause?: unknown): ClusterError {
  return new ClusterError('NO_CREDENTIALS', `the credential plugin ${settings.command} failed: ${oneLine(detail)}`, {
    remedy: 'run it by hand to see what it needs, or log in again',
    cause,
  });
}
