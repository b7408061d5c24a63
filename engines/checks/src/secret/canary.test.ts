import { createHash } from 'node:crypto';
import { redactSecret, Snapshot } from '@bulwark/model';
import { resourceOf } from '@bulwark/testkit';
import type { JsonObject } from '@bulwark/text';
import { expect, test } from 'vitest';
import { checks } from '../index.gen.ts';
import { Judge } from '../judge.ts';

// Goal S-20: what was found is named, never shown. Put together here, so that the repository holds no token.
const word = (index: number) => createHash('sha256').update(`canary ${index}`).digest('hex').slice(0, 36);
const canaries = [
  ['a token', `${'ghp'}_${word(1)}`],
  ['a password', `Pw-${word(2)}`],
  ['a login in an address', `postgres:${'//'}app:${word(3)}@db/shop`],
  ['a private key', `-----BEGIN ${'PRIVATE'} KEY-----\n${word(4)}${word(5)}\n-----END ${'PRIVATE'} KEY-----`],
  ['a header', `Bearer ${word(6)}`],
] as const;

const reader = { digest: () => 'digest', privateKey: () => undefined };

function objectsWith(secret: string): readonly JsonObject[] {
  const metadata = { name: 'web', namespace: 'shop', annotations: { note: secret } };
  const container = {
    name: 'app',
    image: 'nginx:1',
    env: [{ name: 'DB_PASSWORD', value: secret }],
    command: ['sh', '-c', `run --password ${secret} --token=${secret}; curl -H "Authorization: ${secret}" https://x`],
    args: [`--password=${secret}`, '--password', secret, secret],
    livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'Authorization', value: secret }] } },
    lifecycle: { preStop: { exec: { command: ['sh', '-c', `curl -u admin:${secret} http://x`] } } },
  };
  const copy = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: { a: secret } }) };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { password: secret, 'app.ini': `password = ${secret}` } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'stale', namespace: 'shop', annotations: copy } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { template: { metadata, spec: { containers: [container] } } },
    },
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { rules: [{ host: 'shop.example.org' }] } },
    { apiVersion: 'example.org/v1', kind: 'Database', metadata, spec: { password: secret, url: secret } },
    redactSecret({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { password: secret } }, reader),
  ];
}

test.each(canaries)('no finding shows %s', (_title, secret) => {
  const objects = objectsWith(secret);
  const info = {
    kind: 'cluster',
    name: 'test',
    takenAt: '2026-01-01T00:00:00Z',
    skipped: [],
    incompleteKinds: [],
  } as const;
  const judge = new Judge(Snapshot.of(objects.map(resourceOf), info), { checks, kubeMinor: 36, at: 0 });
  const judgements = [...judge.judgements()];
  expect(judgements.filter(({ check }) => check.id.startsWith('secret-')).length).toBeGreaterThan(2);
  const parts = secret.match(/[0-9a-f]{36}/g) ?? [];
  const shown = judgements.filter(({ problem }) => parts.some((part) => JSON.stringify(problem).includes(part)));
  expect(shown.map(({ check, problem }) => `${check.id} ${problem.pointer}`)).toEqual([]);
});
