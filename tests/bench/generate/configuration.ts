import { type Application, metadataOf } from './application.ts';
import { ports } from './vocabulary.ts';
import type { JsonMap } from './write-yaml.ts';

/** A ConfigMap of plain settings, sometimes with a whole file. */
export function configMap(app: Application): JsonMap {
  const { random, name } = app;
  const settings = Array.from({ length: random.integer(1, 6) }, (_, index) => [
    `setting-${index}`,
    random.pick(['true', '42', 'https://acme.example/path?x=1', 'a,b,c', 'level: info']),
  ]);
  const file = `server:\n  port: ${random.pick(ports)}\n  host: "0.0.0.0"\n\nlogging:\n  level: info\n  # build ${random.hex(16)}\n`;
  const data = { ...Object.fromEntries(settings), ...(random.chance(0.3) ? { 'application.yaml': file } : {}) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(app, `${name}-config`), data };
}

/** A Secret with a user name and a password that opens nothing. */
export function secret(app: Application): JsonMap {
  const { random, name } = app;
  const data = { username: base64(name), password: base64(random.hex(24)) };
  return { apiVersion: 'v1', kind: 'Secret', metadata: metadataOf(app, `${name}-credentials`), type: 'Opaque', data };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
