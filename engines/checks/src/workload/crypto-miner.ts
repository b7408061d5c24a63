import { type Container, containerPointer, items, record, text } from '@bulwark/model';
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
  title: 'Container mines a cryptocurrency',
  severity: 'high',
  why: 'Miners are what most intruders bring first: they cost you the computing time and prove that somebody else may create or change workloads.',
  attack: 'The intruder earns money with the nodes, and uses the same way in for more when he likes.',
  remedy: 'Find out who created the workload and how; stop it, and close that way before anything else.',
  accept: 'Where mining is what the cluster is for.',
  references: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  techniques: ['T1496.001', 'T1496', 'T1610'],
  appliesTo: 'workload',
  find: (pod) => inContainers(pod, problemsOf),
  repair: { kind: 'none', reason: 'What happened has to be looked into before anything is changed.' },
});

function problemsOf(container: Container): readonly Problem[] {
  const { image, command, args, env } = container.value;
  const found = typeof image === 'string' && signs.test(image) ? [problem(container, '/image')] : [];
  for (const [field, list] of [['command', command] as const, ['args', args] as const]) {
    if (list === undefined) continue;
    const index = items(list).findIndex((word) => typeof word === 'string' && signs.test(word));
    if (index !== -1) found.push(problem(container, `/${field}/${index}`));
  }
  if (found.length === 0 && env !== undefined) {
    const index = items(env).findIndex((entry) => signs.test(text(record(entry)['value']) ?? ''));
    if (index !== -1) found.push(problem(container, `/env/${index}/value`));
  }
  // One cause: the first place that shows it.
  return found.length > 1 ? found.slice(0, 1) : found.length === 1 ? found : none;
}

function problem(container: Container, at: string): Problem {
  return {
    pointer: containerPointer(container, at),
    message: `Container "${container.name}" runs a program that mines a cryptocurrency.`,
  };
}
