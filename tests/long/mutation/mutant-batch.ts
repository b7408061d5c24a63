// Started with mutants as JSON lines on standard input: runs OPA's cases against each until one fails; a line of JSON each.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileCases, evaluationCases, type OpaCase } from '../../conformance/rego/opa-cases.ts';
import { type Mutant, mutated } from './mutants.ts';

type Judge = (one: OpaCase) => string | undefined;

const isFresh = /\/languages\/rego\/src\/|\/tests\/conformance\/rego\/(?:judge|compile)-case\.ts/;
const sources = new Map<string, string>();
let current: { readonly url: string; readonly mutant: Mutant } | undefined;

registerHooks({
  // Every mutant gets modules of its own, told apart by what follows the question mark.
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const mark = /\?mutant=\d+$/.exec(context.parentURL ?? '')?.[0];
    return mark && isFresh.test(resolved.url) ? { ...resolved, url: resolved.url + mark } : resolved;
  },
  load(url, context, next) {
    const [plain = url, mark] = url.split('?');
    if (mark === undefined || !isFresh.test(plain)) return next(url, context);
    return { format: 'module', shortCircuit: true, source: sourceOf(plain) };
  },
});

function sourceOf(url: string): string {
  if (current?.url === url) {
    return stripTypeScriptTypes(mutated(readFileSync(fileURLToPath(url), 'utf8'), current.mutant));
  }
  let source = sources.get(url);
  if (source === undefined) {
    source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    sources.set(url, source);
  }
  return source;
}

const cases = evaluationCases();
const compiled = compileCases();
// Neighbours test the same, so a case from everywhere comes first.
const step = 101;
const order = cases.map((_, index) => (index * step) % cases.length);

let number = 0;
for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (line === '') continue;
  const mutant: Mutant = JSON.parse(line);
  const url = pathToFileURL(mutant.file).href;
  current = { url, mutant };
  process.stdout.write(`${JSON.stringify({ killedBy: await killerOf(++number) })}\n`);
}

/** The first case that tells the mutant from the original; null where none does. */
async function killerOf(id: number): Promise<string | null> {
  try {
    const folder = new URL('../../conformance/rego/', import.meta.url).href;
    const evaluation: { problemOf: Judge } = await import(`${folder}judge-case.ts?mutant=${id}`);
    const compilation: { compileProblemOf: Judge } = await import(`${folder}compile-case.ts?mutant=${id}`);
    return (
      firstProblem(compiled, compilation.compileProblemOf) ??
      firstProblem(
        order.flatMap((index) => cases[index] ?? []),
        evaluation.problemOf,
      )
    );
  } catch (error) {
    return `does not load: ${String(error)}`;
  }
}

function firstProblem(all: readonly OpaCase[], judge: Judge): string | null {
  for (const one of all) if (judge(one) !== undefined) return String(one.case['note']);
  return null;
}
