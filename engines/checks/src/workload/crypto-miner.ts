import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

const programs = [
  ...['xmrig', 'XMRig', 'xmr-stak', 'minerd', 'cpuminer', 'ccminer', 'ethminer', 'nbminer', 'lolminer', 'nanominer'],
  ...['phoenixminer', 'minexmr', 'supportxmr', 'moneroocean', 'c3pool', 'hashvault', 'nicehash', 'cryptonight'],
];
const signs = new RegExp(`\\b(?:${programs.join('|')})\\b|\\bstratum2?\\+(?:tcp|ssl|tls|udp):|--donate-level`);

export default defineCheck({
  id: 'workload-crypto-miner',
  version: 1,
  title: 'Container is told to mine a cryptocurrency',
  severity: 'high',
  why: 'Miners are what most intruders bring first: they cost you the computing time and prove that somebody else may create or change workloads.',
  attack: 'The intruder earns money with the nodes, and uses the same way in for more when he likes.',
  remedy: 'Find out who created the workload and how; stop it, and close that way before anything else.',
  accept: 'Where mining is what the cluster is for.',
  references: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  techniques: ['T1496.001', 'T1496', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'env'],
  find: (pod) => inContainers(pod, problemsOf),
  repair: { kind: 'none', reason: 'What happened has to be looked into before anything is changed.' },
});

/** One cause, one finding: the first place that shows it. An image of that name is the image family's matter. */
function problemsOf(container: Container): readonly Problem[] {
  const { command, args, env } = container.value;
  const start = wordProblem(container, 'command', command) ?? wordProblem(container, 'args', args);
  if (start !== undefined) return [start];
  const index = items(env).findIndex((entry) => signs.test(text(record(entry)['value']) ?? ''));
  return index === -1 ? none : [problem(container, `/env/${index}/value`)];
}

function wordProblem(container: Container, field: string, list: JsonValue | undefined): Problem | undefined {
  const index = items(list).findIndex((word) => typeof word === 'string' && signs.test(word));
  return index === -1 ? undefined : problem(container, `/${field}/${index}`);
}

function problem(container: Container, at: string): Problem {
  return {
    pointer: containerPointer(container, at),
    message: `Container "${container.name}" runs a program that mines a cryptocurrency.`,
  };
}
