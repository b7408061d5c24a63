import { inertText } from '@bulwark/report';
import { countTests, type TestOutcome, type TestResult } from './test-result.ts';

const words: Readonly<Record<TestOutcome, string>> = { pass: 'PASS', fail: 'FAIL', skip: 'SKIPPED', error: 'ERROR' };
const rule = `${'-'.repeat(80)}\n`;

/** Results as `opa test` prints them: what did not pass, then the counts; all of them and times where `verbose`. */
export function testsText(results: readonly TestResult[], { verbose }: { readonly verbose: boolean }): string {
  const shown = results.filter(({ outcome }) => verbose || outcome !== 'pass');
  let text = '';
  let lastFile: string | undefined;
  for (const result of shown) {
    if (lastFile !== undefined && lastFile !== result.file) text += '\n';
    lastFile = result.file;
    text += oneText(result, verbose);
  }
  if (shown.length > 0) text += rule;
  const counts = countTests(results);
  const total = counts.pass + counts.fail + counts.skip + counts.error;
  for (const outcome of ['pass', 'fail', 'skip', 'error'] as const) {
    if (counts[outcome] > 0) text += `${words[outcome]}: ${counts[outcome]}/${total}\n`;
  }
  return text;
}

function oneText(result: TestResult, verbose: boolean): string {
  const { suite, name, file, line, outcome, cases, output, message, milliseconds } = result;
  const place = line === undefined ? file : `${file}:${line}:`;
  const time = verbose && outcome !== 'skip' ? ` (${milliseconds.toFixed(3)}ms)` : '';
  const head = `${inertText(place)}\n${inertText(`${suite}.${name}`)}: ${words[outcome]}${time}\n`;
  const inner = cases
    .filter((one) => verbose || one.outcome !== 'pass')
    .map(
      (one) =>
        `  ${inertText(one.name)}: ${words[one.outcome]}\n${one.message ? `    ${inertText(one.message)}\n` : ''}`,
    );
  const said = outcome === 'error' || (line === undefined && outcome === 'fail') ? `  ${inertText(message)}\n` : '';
  return head + inner.join('') + said + (output === '' ? '' : `\n${indented(output)}\n\n`);
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${inertText(line)}`)
    .join('\n');
}

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
