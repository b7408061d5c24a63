import { inertText } from '@bulwark/report';
import { countTests, type TestResult } from './test-result.ts';

/** Results as JUnit XML, a suite for each package. */
export function testsJunit(results: readonly TestResult[]): string {
  const suites = Map.groupBy(results, ({ suite }) => suite);
  const { pass, fail, skip, error } = countTests(results);
  const parts = [...suites].map(([name, tests]) => {
    const counts = countOf(tests);
    return `  <testsuite name="${xml(name)}" ${counts}>\n${tests.map(testCase).join('')}  </testsuite>\n`;
  });
  const total = pass + fail + skip + error;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${total}" failures="${fail}" errors="${error}" skipped="${skip}">\n${parts.join('')}</testsuites>\n`;
}

function countOf(results: readonly TestResult[]): string {
  const { pass, fail, skip, error } = countTests(results);
  return `tests="${pass + fail + skip + error}" failures="${fail}" errors="${error}" skipped="${skip}"`;
}

function testCase(result: TestResult): string {
  const { suite, name, cases, outcome, message } = result;
  if (cases.length === 0 || outcome === 'error') return oneCase({ ...result, suite, name, outcome, message });
  return cases
    .map((one) =>
      oneCase({
        ...result,
        name: `${name}/${one.name}`,
        outcome: one.outcome,
        message: one.message ?? 'expected true',
      }),
    )
    .join('');
}

function oneCase({ suite, name, file, line, outcome, message, output }: TestResult): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const tag = outcome === 'fail' ? 'failure' : outcome === 'skip' ? 'skipped' : outcome;
  const inner = outcome === 'pass' ? '' : `      <${tag} message="${xml(message)}">${xml(place)}</${tag}>\n`;
  const printed = output === '' ? '' : `      <system-out>${xml(output)}</system-out>\n`;
  const attributes = `classname="${xml(suite)}" name="${xml(name)}" file="${xml(file)}"${line === undefined ? '' : ` line="${line}"`}`;
  return inner + printed === ''
    ? `    <testcase ${attributes}/>\n`
    : `    <testcase ${attributes}>\n${inner}${printed}    </testcase>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function xml(text: string): string {
  return text
    .split('\n')
    .map((line) => inertText(line).replace(/[&<>"]/g, (character) => entities[character] ?? ''))
    .join('\n');
}
