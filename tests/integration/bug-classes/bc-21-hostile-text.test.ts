// BC-21: text from a file that steers a terminal, a page or a pipeline is shown inert in every format.

import { formats } from '@bulwark/report';
import { jsonText } from '@bulwark/text';
import { expect, test } from 'vitest';
import { judgeFiles } from './judge-files.ts';

const hostile = [
  '\u001b[2J\u001b[31mred',
  'two\nlines',
  '\u202eright to left',
  '\u0000nul',
  '<script>alert(1)</script>',
  '{{ .Values }}',
  '${x}',
  "'; DROP TABLE x; --",
  '=cmd()',
  '::error::x',
  '%0A::warning::',
  '\u200bzero',
  '\ud800lone',
  'x'.repeat(10_000),
];
const context = {
  colour: false,
  unicode: true,
  width: 80,
  verbose: true,
  severities: ['critical', 'high', 'medium', 'low', 'info'],
  showSuppressed: true,
  failOn: 'high',
  checks: new Map(),
} as const;

/** An object with the text wherever a person may write one. */
function objectWith(text: string): string {
  const named = { name: text, namespace: text, labels: { [text]: text }, annotations: { [text]: text } };
  const container = {
    name: text,
    image: text,
    command: [text],
    env: [{ name: text, value: text }],
    securityContext: { privileged: true },
  };
  return jsonText({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: named,
    spec: {
      template: {
        metadata: named,
        spec: { containers: [container], volumes: [{ name: text, hostPath: { path: text } }] },
      },
    },
  });
}

test.each(formats.map((format) => [format.name, format] as const))('%s', (name, format) => {
  for (const text of hostile) {
    const { report, failures } = judgeFiles({ 'a.json': objectWith(text) });
    expect(failures).toEqual([]);
    expect(report.findings.length).toBeGreaterThan(0);
    const written = [...format.write(report, context)].join('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect({ name, found: /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u200b]/.exec(written)?.[0] }).toEqual({
      name,
      found: undefined,
    });
    if (name === 'html') expect(written).not.toContain('<script>alert');
    if (name === 'github') expect(written.split('\n').filter((line) => line.startsWith('::error::x'))).toEqual([]);
  }
});
