import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, type PostureCase } from '../posture-case.ts';
import { readResources } from '../read-resources.ts';
import { readFile, suites } from './suite-folder.ts';

interface Lint {
  readonly test: string;
  readonly input: string | null;
  readonly args: string | null;
  readonly messages: readonly string[];
  readonly count: number;
}

// How the suite names the objects that have nothing wrong.
const fine = /^(?:dont-fire|good-|valid|should-pass)/;

/** kube-linter's end-to-end tests of one built-in check each. */
export function kubeLinterCases(): readonly PostureCase[] {
  const folder = join(suites, 'kube-linter');
  const lints: readonly Lint[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  return lints.flatMap(({ test, input, args, messages, count }) => {
    const check = /--include (\S+)/.exec(args ?? '')?.[1];
    if (check === undefined || input === null) return [];
    const resources = readResources([readFile(join(folder, input))]);
    if (messages.length === 0) return { tool: 'kube-linter', name: test, check, resources, expected: count };
    // A message begins with the object's kind, sometimes its name.
    const named = new Set(messages.map((message) => message.slice(0, message.indexOf(':'))));
    const failing = resources
      .filter(({ ref }) => !fine.test(ref.name) && (named.has(ref.kind) || named.has(`${ref.kind} ${ref.name}`)))
      .map((resource) => new Set([nameOf(resource)]));
    // Where a message names no object, and more may be meant than failed, only their number is known.
    const expected = failing.length > messages.length ? messages.length : failing;
    return { tool: 'kube-linter', name: test, check, resources, expected };
  });
}
