import type { CommandSpec } from './command-spec.ts';
import { checkFlags, clusterFlags, inputFlags, objectFlags, resultFlags } from './flags.ts';
import { policyCommands } from './policy/policy-commands.ts';

/** Every command; help, completion, `help --json` and the reference page come from this list. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'scan',
    args: '[PATH...]',
    summary: 'judge a cluster or a folder of manifests',
    details:
      'Without a PATH the current kubectl context is read, and only read. Exit codes: 0 nothing at the threshold, 1 findings at or above --fail-on, 2 wrong usage, 3 something could not be judged.',
    flags: [
      ...inputFlags,
      ...clusterFlags,
      ...objectFlags,
      ...checkFlags,
      ...resultFlags,
      { name: 'watch', about: 'judge again whenever a file of the folder changes' },
    ],
    examples: [
      'bulwark scan ./manifests',
      'bulwark scan --context prod -o sarif=out.sarif -o table',
      'kubectl get all -o json | bulwark scan -',
    ],
    load: () => import('./commands/scan.ts'),
  },
  {
    name: 'fix',
    args: '[PATH...]',
    summary: 'print proven edits that clear findings as a diff, or write them',
    details:
      'Each edit is judged again: the finding is gone, nothing at or above medium is new, the object stays valid by its schema. Exit code 1 when a selected finding has no fix.',
    flags: [
      { name: 'write', about: 'write the edits into the files instead of printing them' },
      { name: 'finding', value: 'ID', repeatable: true, about: 'only these findings, by id' },
      ...inputFlags,
      ...objectFlags,
      ...checkFlags,
      ...resultFlags.filter((flag) => flag.name === 'exceptions' || flag.name === 'digest-key'),
      {
        name: 'output',
        short: 'o',
        value: 'FORMAT',
        default: 'diff',
        choices: ['diff', 'json'],
        about: 'a unified diff, or the fixes with patch, rollback and proof',
      },
    ],
    examples: [
      'bulwark fix ./manifests',
      'bulwark fix ./manifests --check pod-privileged --write',
      'bulwark fix ./manifests | git apply',
    ],
    load: () => import('./commands/fix.ts'),
  },
  {
    name: 'diff',
    args: '<old> <new>',
    summary: 'compare two reports, snapshots or folders',
    details: 'A snapshot or folder is scanned first. Exit code 1 when a new finding reaches --fail-on.',
    flags: [...inputFlags, ...objectFlags, ...checkFlags, ...resultFlags.filter((flag) => flag.name !== 'baseline')],
    examples: ['bulwark diff yesterday.json today.json', 'bulwark diff main/ branch/'],
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'snapshot',
    args: '[PATH...]',
    summary: 'keep a cluster as one file that everything can be run from',
    flags: [
      { name: 'to', value: 'FILE', about: 'the file to write: gzip of JSON lines' },
      ...inputFlags,
      ...clusterFlags,
      { name: 'digest-key', value: 'FILE', about: 'key for the digests of Secret values, to compare snapshots' },
      { name: 'allow-incomplete', about: 'exit 0 although something could not be read' },
    ],
    examples: ['bulwark snapshot --to cluster.jsonl.gz', 'bulwark scan cluster.jsonl.gz'],
    load: () => import('./commands/snapshot.ts'),
  },
  {
    name: 'explain',
    args: '[ID]',
    summary: 'tell what a check is about, with a failing and a passing example; without ID list all',
    flags: [],
    examples: ['bulwark explain pod-privileged'],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'exceptions lint',
    args: '[PATH...]',
    summary: 'say which exceptions are wrong, expired or match nothing',
    details:
      'With PATHs the objects there are judged, so that exceptions without effect are found. Exit code 1 when there is a problem.',
    flags: [
      ...inputFlags,
      ...checkFlags,
      ...resultFlags.filter((flag) => flag.name === 'exceptions' || flag.name === 'digest-key'),
    ],
    examples: ['bulwark exceptions lint ./manifests'],
    load: () => import('./commands/exceptions-lint.ts'),
  },
  {
    name: 'exceptions import',
    args: '<file...>',
    summary: 'turn what other tools were told to accept into exceptions',
    details:
      'Reads .trivyignore, .trivyignore.yaml, .kube-linter.yaml, .checkov.yaml, .checkov.baseline, exceptions of kubescape, and the annotations of kube-linter, checkov, kube-score and polaris in manifests. Exit code 3 when something could not be carried over; never accepts more than the original.',
    flags: [
      { name: 'expires', value: 'DATE', about: 'end of those that have none (2027-01-31)' },
      { name: 'reason', value: 'TEXT', about: 'reason of those that have none' },
    ],
    examples: [
      "bulwark exceptions import .trivyignore --expires 2027-01-31 --reason 'accepted before' > .bulwark/exceptions.yaml",
    ],
    load: () => import('./commands/exceptions-import.ts'),
  },
  ...policyCommands,
  {
    name: 'config show',
    summary: 'print each setting and where its value comes from',
    flags: [...inputFlags, ...clusterFlags, ...objectFlags, ...checkFlags, ...resultFlags],
    load: () => import('./commands/config-show.ts'),
  },
  {
    name: 'completion',
    args: '<shell>',
    summary: 'print the completion script for bash, zsh, fish or powershell',
    flags: [],
    examples: ['source <(bulwark completion bash)'],
    load: () => import('./commands/completion.ts'),
  },
  {
    name: 'help',
    args: '[command...]',
    summary: 'list the commands; --json for programs',
    flags: [{ name: 'json', about: 'the whole command table as JSON' }],
    load: () => import('./commands/help.ts'),
  },
  {
    name: 'version',
    summary: 'print the version',
    flags: [],
    load: () => import('./commands/version.ts'),
  },
];
