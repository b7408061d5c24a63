import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PostureCase } from '../posture-case.ts';
import { readResources } from '../read-resources.ts';
import { readFile, suites } from './suite-folder.ts';

/** polaris’ `success*` and `failure*` files of each built-in check, and what its mutations make of a failure. */
export function polarisCases(): readonly PostureCase[] {
  const folder = join(suites, 'polaris', 'checks');
  // Folders with a check of their own test how such a one is written, not a built-in one.
  const builtIn = readdirSync(folder).filter((check) => !existsSync(join(folder, check, 'check.yaml')));
  return builtIn.flatMap((check) =>
    readdirSync(join(folder, check)).map((file) => ({
      tool: 'polaris' as const,
      name: `${check}/${file}`,
      check,
      resources: readResources([readFile(join(folder, check, file))]),
      expected: file.startsWith('failure') ? ('something' as const) : ('nothing' as const),
    })),
  );
}
