import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostureCase } from '../posture-case.ts';
import { readResources } from '../read-resources.ts';
import { readFile, suites } from './suite-folder.ts';

interface Score {
  readonly file: string;
  readonly check: string;
  readonly grade: string;
}

/** kube-score's tests: a file, a check by title, and its grade. */
export function kubeScoreCases(): readonly PostureCase[] {
  const folder = join(suites, 'kube-score');
  const scores: readonly Score[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const seen = new Map<string, number>();
  return scores.map(({ file, check, grade }) => {
    const title = `${file}: ${check}`;
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return {
      tool: 'kube-score' as const,
      name: count === 1 ? title : `${title} #${count}`,
      check: check.toLowerCase().replaceAll(' ', '-'),
      resources: readResources([readFile(join(folder, 'testdata', file))]),
      expected: grade === 'GradeAllOK' ? ('nothing' as const) : ('something' as const),
    };
  });
}
