import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { harmless, privilegedPod } from './manifests.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({ 'bad.yaml': privilegedPod, 'good.yaml': harmless, 'short.key': 'x' });
  mkdirSync(workspace.path('folder'));
});
afterAll(() => workspace.remove());

/** What is typed, and what the answer must name: the thing, what was expected or is near, what was found. */
const wrong: readonly (readonly [string, readonly string[]])[] = [
  ['', ['Usage: bulwark']],
  ['scn bad.yaml', ["unknown command 'scn'", 'Did you mean scan?']],
  ['scan bad.yaml --outptu json', ["unknown option '--outptu'", 'Did you mean --output?']],
  ['scan bad.yaml --quite', ['Did you mean --quiet?']],
  ['scan bad.yaml -o', ['argument missing']],
  ['scan nothing.yaml', ['no such file, folder or match: "nothing.yaml"']],
  ['scan *.json', ['no such file, folder or match: "*.json"']],
  ['scan https://example.com/a.yaml', ['is a URL', 'download it']],
  ['scan -f json', ['"-f" names a file', 'did you mean "-o json"?']],
  ['scan bad.yaml -o jsn', ['unknown format "jsn"', 'did you mean "json"?']],
  ['scan bad.yaml -o pdf', ['unknown format "pdf"', 'there is table, json, yaml, sarif']],
  ['scan bad.yaml -o json -o sarif', ['json and sarif would both go to stdout', '-o json=FILE']],
  ['scan bad.yaml -o json=folder', ['cannot write "folder"']],
  ['scan bad.yaml -o json=no/such/folder.json', ['cannot write "no/such/folder.json"']],
  ['scan bad.yaml --fail-on hihg', ['--fail-on', 'critical, high', 'found "hihg"']],
  ['scan bad.yaml --fail-on risk=101', ['risk=0…100']],
  ['scan bad.yaml --severity hgih', ['--severity', '"hgih" is none of critical']],
  ['scan bad.yaml --where severity>>high', ['--where', '^']],
  ['scan bad.yaml --where colour=blue', ['--where', 'colour']],
  ['scan bad.yaml --check pod-privilged', ['"pod-privilged"', 'did you mean "pod-privileged"?']],
  ['scan bad.yaml --skip-check nonsense-*', ['"nonsense-*"']],
  ['scan bad.yaml --check pod-privileged --skip-check pod', ['leave no check']],
  ['scan bad.yaml --kube-version latest', ['--kube-version', '1.36', 'found "latest"']],
  ['scan bad.yaml --now tomorrow', ['--now', '2027-01-31T00:00:00Z', 'found "tomorrow"']],
  ['scan bad.yaml --baseline nothing.json', ['--baseline', '"nothing.json"']],
  ['scan bad.yaml --baseline folder', ['--baseline', '"folder"']],
  ['scan bad.yaml --baseline good.yaml', ['good.yaml', 'made with -o json']],
  ['scan bad.yaml --exceptions nothing.yaml', ['--exceptions', '"nothing.yaml"']],
  ['scan bad.yaml --exceptions folder', ['--exceptions', '"folder"']],
  ['scan bad.yaml -l a=b=c', ['-l', '"a=b=c"', 'key=value']],
  ['scan bad.yaml --digest-key nothing', ['--digest-key', '"nothing"']],
  ['scan bad.yaml --digest-key short.key', ['fewer than 16 bytes']],
  ['scan bad.yaml --config nothing.yaml', ['nothing.yaml']],
  ['scan bad.yaml --config folder', ['--config', '"folder"']],
  ['scan - --watch', ['--watch']],
  ['scan', ['no kubeconfig was found', 'bulwark scan PATH']],
  ['scan --watch', ['--watch needs a folder']],
  ['scan --context nothing', ['"nothing"']],
  ['diff', ["missing required argument 'old'"]],
  ['diff good.yaml', ["missing required argument 'new'"]],
  ['diff good.yaml nothing', ['"nothing"']],
  ['diff good.yaml good.yaml good.yaml', ['too many arguments']],
  ['diff good.yaml good.yaml -o sarif', ['table or json', '"sarif"']],
  ['snapshot good.yaml', ['--to FILE']],
  ['snapshot good.yaml --to no/such/file', ['--to: cannot write "no/such/file"']],
  ['explain pod-privilged', ['did you mean "pod-privileged"?']],
  ['explain __proto__', ['no check is named "__proto__"']],
  ['explain pod-privileged more', ['too many arguments']],
  ['exceptions', ['Usage: bulwark exceptions']],
  ['exceptions lnt', ["unknown command 'lnt'", 'Did you mean lint?']],
  ['exceptions lint', ['nothing to lint', '--exceptions']],
  ['exceptions lint nothing', ['"nothing"']],
  ['exceptions lint --exceptions nothing.yaml', ['"nothing.yaml"']],
  ['exceptions import nothing', ['"nothing"']],
  ['exceptions import folder', ['"folder" is not a file']],
  ['config', ['Usage: bulwark config']],
  ['config shwo', ['Did you mean show?']],
  ['config show more', ['too many arguments']],
  ['help scna', ['did you mean "scan"?']],
  ['version more', ['too many arguments']],
  ['completion', ["missing required argument 'shell'"]],
  ['completion csh', ['"csh"', 'bash, zsh, fish, powershell']],
  ['completion constructor', ['"constructor"']],
  ['fix', ['fix needs a PATH']],
  ['fix nothing', ['"nothing"']],
  ['fix - --write', ['--write']],
  ['fix bad.yaml -o yaml', ['"yaml"', 'diff, json']],
  ['fix bad.yaml --finding f-0', ['"f-0"']],
];

test('what is wrong is named, with the way on, and is exit code 2', () => {
  const runs = workspace.runAll(wrong.map(([line]) => line.split(' ').filter((word) => word !== '')));
  const outcomes = runs.map(({ code, stdout, stderr }, index) => {
    const [line = '', named = []] = wrong[index] ?? [];
    return { line, code, stdout, missing: named.filter((part) => !stderr.includes(part)), trace: traces(stderr) };
  });
  expect(outcomes).toEqual(wrong.map(([line]) => ({ line, code: 2, stdout: '', missing: [], trace: false })));
});

test('the process ends with that code', () => {
  const { code, stdout, stderr } = workspace.run('scan', 'bad.yaml', '--outptu', 'json');
  expect({ code, stdout, named: stderr.includes('Did you mean --output?') }).toEqual({
    code: 2,
    stdout: '',
    named: true,
  });
});

function traces(stderr: string): boolean {
  return /^\s+at |node:|bug:/m.test(stderr);
}
