import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compile } from '@bulwark/rego';
import type { JsonValue } from '@bulwark/text';

const decisions = 1_000_000;
const looks = 10;

/** What stays in memory over a million decisions, each with an input of its own: it must not grow. */
export function benchMemory(given: { bench: string; input: JsonValue }, print: (line: object) => void): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { policy } = compile({ modules: [{ name: 'bench.rego', text: given.bench }] });
  const prepared = policy?.prepare('data.bench.deny');
  if (prepared === undefined || !('evaluate' in prepared)) throw new Error('the policy has errors');
  const text = JSON.stringify(given.input);
  const mebibytes: number[] = [];
  for (let look = 0; look < looks; look++) {
    for (let at = 0; at < decisions / looks; at++) {
      const name = `app-${look}-${at}`;
      prepared.evaluate({ input: JSON.parse(text.replace('"name":"', `"name":"${name}`)) });
    }
    collect();
    mebibytes.push(Math.round((process.memoryUsage().heapUsed / 1024 / 1024) * 100) / 100);
  }
  print({ memory: 'deny', decisions, heapMebibytes: mebibytes });
}
