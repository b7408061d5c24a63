import { readFileSync } from 'node:fs';
import { items, record, text } from '@bulwark/model';
import { parseYaml, SourceText } from '@bulwark/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExceptions } from '../parse-exceptions.ts';
import { exceptionsText } from './exceptions-text.ts';
import { type ImportDefaults, importExceptions } from './import-exceptions.ts';

const casesFile = new URL('import-exceptions.cases.yaml', import.meta.url).pathname;
const defaults: ImportDefaults = { reason: 'accepted before', expires: '2027-01-31' };

/** What our file says and what was refused, as lines; the text must be read back as it was meant. */
function imported(name: string, content: string, given: ImportDefaults = defaults): string[] {
  const { exceptions, refusals } = importExceptions([{ name, content }], given);
  const { exceptions: parsed, diagnostics } = parseExceptions('exceptions.yaml', exceptionsText(exceptions));
  expect(diagnostics).toEqual([]);
  return [
    ...parsed.map(({ subject, where, reason, expires }) =>
      [subject.pattern, JSON.stringify(where), reason, expires].join(' | '),
    ),
    ...refusals.map(({ source, what, why }) => `not ${source}: ${what}: ${why}`),
  ];
}

const cases = items(parseYaml(new SourceText('cases', readFileSync(casesFile, 'utf8'))).documents[0]?.value).map(
  record,
);

test.each(cases.map((given) => [text(given['title']) ?? '', given] as const))('%s', (_title, given) => {
  const name = text(given['name']) ?? '';
  const content = text(given['content']) ?? '';
  expect(imported(name, content, given['defaults'] ? {} : defaults)).toEqual(given['says']);
});

test('one exception of two origins names both', () => {
  const files = [
    { name: '.trivyignore', content: '# why\nKSV-0017\n' },
    { name: '.checkov.yaml', content: 'skip-check: [CKV_K8S_16]\n' },
  ];
  const { exceptions } = importExceptions(files, { reason: 'why', expires: '2027-01-31' });
  expect(exceptions.map(({ origins }) => origins)).toEqual([
    ['.trivyignore:2: trivy KSV-0017', '.checkov.yaml:1: checkov CKV_K8S_16'],
  ]);
});

describe('hostile text', () => {
  test('a comment for a person stays a comment, also with line ends in its names', () => {
    const content = JSON.stringify([
      {
        name: 'x',
        policyType: 'postureExceptionPolicy',
        reason: 'a\u2028b\r\n- check: "*"\u0085',
        resources: [{ designatorType: 'Attributes', attributes: { namespace: 'a' } }],
        posturePolicies: [{ controlID: 'C-0041' }],
      },
    ]);
    expect(exceptionsText(importExceptions([{ name: 'e\n- check: "*".json', content }], defaults).exceptions)).toBe(
      `# from e\\n- check: "*".json:1: kubescape C-0041
# It would accept more: pod-host-namespaces judges more than hostNetwork. To accept all of it, take the "# " away.
# - check: "pod-host-namespaces"
#   where:
#     namespaces: ["a"]
#   reason: "a\\u2028b\\r\\n- check: \\"*\\"\\u0085"
#   expires: "2027-01-31"
[]
`,
    );
  });

  test('any text is read or refused, and what is written is read back', () => {
    const names = [
      '.trivyignore',
      '.trivyignore.yaml',
      '.kube-linter.yaml',
      '.checkov.baseline',
      'e.json',
      'm.yaml',
      'x',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (name, content, reason) => {
          imported(name, content);
          imported('.trivyignore', `KSV-0017 # ${reason}`);
        },
      ),
    );
  });
});
