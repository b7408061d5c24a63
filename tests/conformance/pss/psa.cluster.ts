import { record, text } from '@bulwark/model';
import { resourceOf } from '@bulwark/testkit';
import { ExactDecimal, type JsonObject, type JsonValue } from '@bulwark/text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clusterAvailable } from '../../cluster/availability.ts';
import { createNamespace } from '../../cluster/create-namespace.ts';
import { type Cluster, startCluster } from '../../cluster/start-cluster.ts';
import { judgePods, type Policy, repaired } from './judge-pods.ts';
import { randomPods } from './random-pods.ts';

// Versions around each change; the server knows none above its own.
const minors = [0, 7, 8, 18, 19, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36];
const levels = ['baseline', 'restricted'] as const;
const timeout = 600_000;
const seed = 20270131;

const available = clusterAvailable();
if (!available.ok) process.stderr.write(`SKIPPED psa: ${available.reason}\n`);
let cluster: Cluster;

beforeAll(async () => {
  if (!available.ok) return;
  cluster = await startCluster();
  for (const level of levels) for (const minor of minors) await namespaceFor(level, minor);
});

afterAll(async () => available.ok && (await cluster.stop()));

test.skipIf(!available.ok)(
  'random Pods have the verdict and the reasons of a real API server',
  { timeout },
  async () => {
    const differences: unknown[] = [];
    const counts = { allowed: 0, denied: 0, invalid: 0 };
    const seen = new Set<string>();
    for (const { pod, policy } of samples(6000)) {
      const theirs = await reasonsOfServer(pod, policy);
      if (theirs === undefined) {
        counts.invalid++;
        continue;
      }
      counts[theirs.length === 0 ? 'allowed' : 'denied']++;
      for (const reason of theirs) seen.add(reason);
      const ours = reasonsOfChecks(pod, policy);
      if (ours.join() !== withoutImplied(theirs, pod).join()) differences.push({ policy, ours, theirs, pod });
    }
    process.stdout.write(`psa: ${differences.length} differences, ${JSON.stringify(counts)}\n`);
    expect(differences).toEqual([]);
    expect(seen).toEqual(new Set(Object.values(reasons)));
  },
);

test.skipIf(!available.ok)('the API server takes what the repairs make of a denied Pod', { timeout }, async () => {
  const refused: unknown[] = [];
  let taken = 0;
  for (const { pod, policy } of samples(2000)) {
    const before = await reasonsOfServer(pod, policy);
    if (before === undefined || before.length === 0) continue;
    const { object } = repaired(resourceOf(pod), policy);
    const after = await reasonsOfServer(object, policy);
    if (after?.length === 0) taken++;
    // What no repair mends (volumes, Windows before v1.25) is denied as before, but is a Pod still.
    else if (after?.join() !== reasonsOfChecks(object, policy).join()) refused.push({ policy, before, after, object });
  }
  process.stdout.write(`psa: ${taken} repaired Pods taken, ${refused.length} refused\n`);
  expect(refused).toEqual([]);
  expect(taken).toBeGreaterThan(200);
});

interface Sample {
  readonly pod: JsonObject;
  readonly policy: Policy;
}

function* samples(count: number): Generator<Sample> {
  const pods = randomPods(seed);
  for (let index = 0; index < count; index++) {
    const level = levels[index % levels.length] ?? 'baseline';
    const minor = minors[Math.floor(index / levels.length) % minors.length] ?? 0;
    yield { pod: pods.next().value ?? {}, policy: { level, minor } };
  }
}

function namespaceFor(level: string, minor: number): Promise<void> {
  return createNamespace(cluster.request, `${level}-${minor}`, {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': `v1.${minor}`,
  });
}

/** Undefined where the server refuses the Pod for another reason. */
async function reasonsOfServer(pod: JsonObject, { level, minor }: Policy): Promise<readonly string[] | undefined> {
  const namespace = `${level}-${minor}`;
  const object = { ...plain(pod), metadata: { ...record(pod['metadata']), namespace } };
  const { status, body } = await cluster.request(
    'admin',
    'POST',
    `/api/v1/namespaces/${namespace}/pods?dryRun=All`,
    object,
  );
  if (status === 201) return [];
  const message = text(record(body as JsonValue)['message']) ?? '';
  if (status !== 403 || !message.includes('violates PodSecurity')) return undefined;
  return [...new Set(Object.values(reasons))]
    .filter((reason) => message.includes(` ${reason} (`) || message.includes(` ${reason}s (`))
    .sort();
}

/** The API server fills in the host ports of a Pod on the node's network before it judges; the verdict is the same. */
function withoutImplied(theirs: readonly string[], pod: JsonObject): readonly string[] {
  const implied = record(pod['spec'])['hostNetwork'] === true && !JSON.stringify(plain(pod)).match(/"hostPort":[1-9]/);
  return implied ? theirs.filter((reason) => reason !== 'hostPort') : theirs;
}

const reasons: Readonly<Record<string, string>> = {
  'pod-allow-privilege-escalation': 'allowPrivilegeEscalation != false',
  'pod-app-armor-profile': 'forbidden AppArmor profile',
  'pod-capabilities-baseline': 'non-default capabilities',
  'pod-capabilities-restricted': 'unrestricted capabilities',
  'pod-host-namespaces': 'host namespaces',
  'pod-host-path-volumes': 'hostPath volumes',
  'pod-host-ports': 'hostPort',
  'pod-host-probes-and-lifecycle': 'probe or lifecycle host',
  'pod-privileged': 'privileged',
  'pod-proc-mount-baseline': 'procMount',
  'pod-proc-mount-restricted': 'procMount',
  'pod-restricted-volumes': 'restricted volume types',
  'pod-run-as-non-root': 'runAsNonRoot != true',
  'pod-run-as-user': 'runAsUser=0',
  'pod-seccomp-profile-baseline': 'seccompProfile',
  'pod-seccomp-profile-restricted': 'seccompProfile',
  'pod-se-linux-options': 'seLinuxOptions',
  'pod-sysctls': 'forbidden sysctl',
  'pod-windows-host-process': 'hostProcess',
};

function reasonsOfChecks(pod: JsonObject, policy: Policy): readonly string[] {
  const found = judgePods([resourceOf(pod)], policy).map(({ check }) => reasonOf(check.id, policy));
  return [...new Set(found)].sort();
}

/** Upstream's restricted checks replace those of the baseline that ours add to. */
function reasonOf(id: string, { level, minor }: Policy): string {
  if (level === 'restricted' && id === 'pod-host-path-volumes') return 'restricted volume types';
  if (level === 'restricted' && id === 'pod-capabilities-baseline' && minor >= 22) return 'unrestricted capabilities';
  return reasons[id] ?? id;
}

/** As JSON.stringify takes it; the API server reads `-0` from JSON as 0. */
function plain(value: JsonObject): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'bigint' || item instanceof ExactDecimal ? Number(item) : item,
    ),
  );
}
