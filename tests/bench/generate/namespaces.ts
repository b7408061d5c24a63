import type { Random } from './random.ts';
import { teams } from './vocabulary.ts';
import type { JsonMap } from './write-yaml.ts';

/** Namespaces of the teams, one for about a hundred objects; two in five enforce a Pod Security level. */
export function namespaces(random: Random, objects: number): JsonMap[] {
  const count = Math.max(1, Math.min(400, Math.floor(objects / 100)));
  return Array.from({ length: count }, (_, number) => {
    const team = teams[number % teams.length] ?? teams[0];
    const name = `${team}-${Math.floor(number / teams.length)}`;
    const level = random.pick(['privileged', 'baseline', 'restricted']);
    const labels = {
      'kubernetes.io/metadata.name': name,
      team,
      ...(random.chance(0.4) ? { 'pod-security.kubernetes.io/enforce': level } : {}),
    };
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  });
}
