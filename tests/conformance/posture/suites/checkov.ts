import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostureCase } from '../posture-case.ts';
import { type CaseFile, readResources } from '../read-resources.ts';
import { readFolder, suites } from './suite-folder.ts';

interface Summary {
  readonly id: string;
  readonly check: string;
  readonly dir: string;
  readonly expect: { readonly passed: number; readonly failed: number; readonly skipped: number };
}

// The checks of the folders with objects that refer to one another.
const graphChecks = { RoleBindingPE: 'CKV2_K8S_1', ImpersonatePermissions: 'CKV2_K8S_3', ReadAllSecrets: 'CKV2_K8S_5' };

/** checkov's tests: a folder of manifests and how many fail a check, and folders that fail or pass as a whole. */
export function checkovCases(): readonly PostureCase[] {
  const folder = join(suites, 'checkov');
  return [...summaryCases(folder), ...graphCases(join(folder, 'graph', 'checks', 'resources'))];
}

function summaryCases(folder: string): readonly PostureCase[] {
  const summaries: readonly Summary[] = JSON.parse(readFileSync(join(folder, 'expected-summaries.json'), 'utf8'));
  const seen = new Set<string>();
  // A summary with skipped ones is about checkov’s annotations, which are not the check’s matter.
  return summaries.flatMap((summary) => {
    const { id, dir } = summary;
    if (summary.expect.skipped > 0) return [];
    // Run a second time with other options, which the suite does not tell.
    if (seen.has(`${id} ${dir}`)) return [];
    seen.add(`${id} ${dir}`);
    const files = readFolder(join(folder, 'checks', dir));
    return saysByName(files, summary.expect) ? casesByName(summary, files) : [caseByCount(summary, files)];
  });
}

function graphCases(folder: string): readonly PostureCase[] {
  return Object.entries(graphChecks).flatMap(([dir, check]) =>
    foldersOfFiles(join(folder, dir)).map((path) => ({
      tool: 'checkov' as const,
      name: `${path.slice(folder.length + 1)}: ${check}`,
      check,
      resources: readResources(readFolder(path)),
      expected: failing.test(path) ? ('something' as const) : ('nothing' as const),
    })),
  );
}

/** The folders below that hold no further ones. */
function foldersOfFiles(path: string): readonly string[] {
  const below = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return below.flatMap(({ name }) => {
    const further = foldersOfFiles(join(path, name));
    return further.length > 0 ? further : [join(path, name)];
  });
}

const failing = /fail/i;
const passing = /pass/i;

/** A folder that several checks share names its files for one of them. */
function saysByName(files: readonly CaseFile[], { passed, failed }: Summary['expect']): boolean {
  const marked = files.filter(({ name }) => failing.test(name) !== passing.test(name));
  const fails = marked.filter(({ name }) => failing.test(name)).length;
  return marked.length > 0 && fails <= failed && marked.length - fails <= passed && fails > 0 === failed > 0;
}

function casesByName({ id, dir }: Summary, files: readonly CaseFile[]): readonly PostureCase[] {
  return files
    .filter(({ name }) => failing.test(name) !== passing.test(name))
    .map((file) => ({
      tool: 'checkov',
      name: `${dir}/${file.name}: ${id}`,
      check: id,
      resources: readResources([file]),
      expected: failing.test(file.name) ? 'something' : 'nothing',
    }));
}

function caseByCount({ id, dir, expect }: Summary, files: readonly CaseFile[]): PostureCase {
  return {
    tool: 'checkov',
    name: `${dir}: ${id}`,
    check: id,
    resources: readResources(files),
    expected: expect.failed,
  };
}
