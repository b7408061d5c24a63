// npm run new check <family>/<name>: writes the two files of a check, ready to be filled in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { generateCheckIndex } from './gen/check-index.ts';

const [what, path = ''] = process.argv.slice(2);
const match = /^([a-z]+)\/([a-z][a-z0-9-]*)$/.exec(path);
if (what !== 'check' || !match) {
  process.stderr.write(
    'usage: npm run new check <family>/<name>, for example: npm run new check network/open-admin-port\n',
  );
  process.exit(2);
}
const [, family, name] = match;
const file = `engines/checks/src/${family}/${name}`;
if (existsSync(`${file}.ts`)) {
  process.stderr.write(`error: ${file}.ts exists already\n`);
  process.exit(2);
}
mkdirSync(`engines/checks/src/${family}`, { recursive: true });
writeFileSync(`${file}.ts`, checkSource(`${family}-${name}`));
writeFileSync(`${file}.cases.yaml`, casesSource());
generateCheckIndex();
process.stdout.write(
  `${file}.ts\n${file}.cases.yaml\nFill them in, add the id to a control in content/frameworks, then: npx vitest run engines/checks && npm run gen\n`,
);

function checkSource(id: string): string {
  return `import { containerPointer } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: '${id}',
  version: 1,
  title: 'What is wrong, in a few words',
  severity: 'medium',
  why: 'Why it matters, in a sentence or two.',
  attack: 'How an attacker uses it.',
  remedy: 'How to mend it.',
  references: ['https://kubernetes.io/docs/'],
  techniques: [],
  appliesTo: 'workload',
  find: (pod) =>
    pod.containers
      .filter((container) => container.value['tty'] === true)
      .map((container) => ({
        pointer: containerPointer(container, '/tty'),
        value: true,
        message: \`Container "\${container.name}" … and what follows from it.\`,
      })),
  repair: { kind: 'edit', summary: 'set tty to false', disruption: 'restart', edits: (problem) => [set(problem.pointer, false)] },
});
`;
}

function casesSource(): string {
  return `- pass: a container that says nothing
  pod: { containers: [{ name: app, image: a }] }
- fail: a container that does
  pod: { containers: [{ name: app, image: a, tty: true }] }
  at: [/spec/containers/0/tty]
- pass: the case someone would argue about
  pod: { containers: [{ name: app, image: a, tty: false }] }
`;
}
