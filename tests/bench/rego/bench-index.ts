import { compile } from '@bulwark/rego';
import { measureCalls } from './measure-calls.ts';
import { oracleCost } from './oracle-cost.ts';

const sizes = [10, 100, 1000, 10_000] as const;
const seconds = 1;

/** What a decision costs beside ever more rules that the index leaves out: it must not grow. */
export function benchIndex(binary: string | undefined, print: (line: object) => void): void {
  const rows = sizes.map((rules) => {
    const module = manyRules(rules);
    const input = { kind: 'kind3', namespace: 'a', level: 3 };
    const { policy } = compile({ modules: [{ name: 'many.rego', text: module }] });
    const prepared = policy?.prepare('data.many.deny');
    if (prepared === undefined || !('evaluate' in prepared)) throw new Error('the policy of many rules has errors');
    const ours = measureCalls(seconds, () => prepared.evaluate({ input }));
    const work = { modules: [module], input: [input], query: 'data.many.deny', seconds };
    const opa = binary && oracleCost(binary, work);
    return { rules, wallNs: ours.wallNs, opa: opa && Math.round(opa.wallNs) };
  });
  const [few, many] = [rows[0], rows.at(-1)];
  print({ excludedRules: rows, growth: few && many && Math.round((many.wallNs / few.wallNs) * 100) / 100 });
}

function manyRules(count: number): string {
  const rules = Array.from(
    { length: count },
    (_, at) => `deny contains msg if {\n\tinput.kind == "kind${at}"\n\tinput.level > 2\n\tmsg := "no kind${at}"\n}\n`,
  );
  return `package many\n\n${rules.join('\n')}`;
}
