import type { Random } from './random.ts';
import { roles, stages, teams } from './vocabulary.ts';
import type { JsonMap } from './write-yaml.ts';

/** What all objects of one application share. */
export interface Application {
  readonly random: Random;
  readonly name: string;
  readonly namespace: string;
  readonly account: string;
  readonly labels: JsonMap;
  /** How carefully it is made: a careful team sets nearly all that the frameworks ask for. */
  readonly care: 'careful' | 'usual' | 'careless';
}

/** The application of a running number in a namespace. */
export function application(random: Random, number: number, namespace: string): Application {
  const role = random.pick(roles);
  const name = `${role}-${number}`;
  const roll = random.next();
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': role,
    ...(random.chance(0.7) ? { 'app.kubernetes.io/part-of': random.pick(teams) } : {}),
    ...(random.chance(0.6) ? { team: random.pick(teams) } : {}),
    ...(random.chance(0.5) ? { env: random.pick(stages) } : {}),
  };
  const account = random.chance(0.75) ? name : 'default';
  return {
    random,
    name,
    namespace,
    account,
    labels,
    care: roll < 0.35 ? 'careful' : roll < 0.8 ? 'usual' : 'careless',
  };
}

/** Metadata with the application's labels, some of it with annotations. */
export function metadataOf({ random, namespace, labels }: Application, name: string): JsonMap {
  const annotations = {
    'acme.example/revision': random.hex(12),
    'acme.example/contact': `${random.pick(teams)}@acme.example`,
    ...(random.chance(0.3) ? { 'acme.example/runbook': `https://wiki.acme.example/runbooks/${name}#restart` } : {}),
  };
  return { name, namespace, labels, ...(random.chance(0.4) ? { annotations } : {}) };
}
