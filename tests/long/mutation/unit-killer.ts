import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createVitest, type TestModule } from 'vitest/node';
import { type Mutant, mutated } from './mutants.ts';

/** The first of our own tests that tells the mutant from the original; null where none does. */
export async function killerOf(mutant: Mutant, showLife: () => void): Promise<string | null> {
  const file = resolve(mutant.file);
  current = { file, mutant };
  vitest.invalidateFile(file);
  isAlive = showLife;
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(await vitest.globTestSpecifications());
  vitest.invalidateFile(file);
  if (unhandledErrors.length > 0) return `error outside tests: ${String(unhandledErrors[0])}`;
  if (testModules.length === 0) throw new Error('no test was found');
  return testModules.map(failureOf).find((failure) => failure !== null) ?? null;
}

function failureOf(module: TestModule): string | null {
  for (const test of module.children.allTests('failed')) return test.fullName;
  return module.state() === 'failed' ? `does not load: ${module.moduleId}` : null;
}

let current: { readonly file: string; readonly mutant: Mutant } | undefined;
let isAlive: () => void = () => undefined;

const vitest = await createVitest(
  'test',
  {
    config: false,
    include: [
      'languages/rego/src/{codegen,compile,evaluate,plan}/**/*.test.ts',
      'tests/conformance/rego/differences.test.ts',
    ],
    // A thread ends with this process, also where a mutant hangs it.
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    bail: 1,
    watch: false,
    fsModuleCache: false,
    reporters: [{ onTestCaseResult: () => isAlive() }],
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => {
          if (id !== current?.file) return undefined;
          return mutated(readFileSync(id, 'utf8'), current.mutant);
        },
      },
    ],
  },
);
