import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ReadmeExample {
  readonly code: string;
  /** What it prints, by what stands behind each `console.log`. */
  readonly prints: readonly string[];
}

const told = /console\.log\(.*\); \/\/ (.*)/g;

/** The examples of a package's README that tell what they print. */
export function readmeExamples(folder: string): ReadmeExample[] {
  const text = readFileSync(join(folder, 'README.md'), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)]
    .map(([, code = '']) => ({ code, prints: [...code.matchAll(told)].map(([, said = '']) => plain(said)) }))
    .filter(({ prints }) => prints.length > 0);
}

/** What was printed, in the form of `prints`: Node may put spaces into lists. */
export function printedLines(text: string): string[] {
  return text.trim().split('\n').map(plain);
}

function plain(text: string): string {
  return text.replace(/\s+/g, '');
}
