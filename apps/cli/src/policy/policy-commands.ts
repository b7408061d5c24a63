import type { CommandSpec } from '../command-spec.ts';
import { dataFlags, inputFlags, languageFlags, pathFlags, queryFlags, timeoutFlag } from './rego-flags.ts';

const resultFormats = ['json', 'pretty', 'raw', 'values', 'bindings', 'discard'];

/** The commands about policies; each is loaded when it runs, and the Rego engine with it. */
export const policyCommands: readonly CommandSpec[] = [
  {
    name: 'policy eval',
    args: '[QUERY]',
    summary: 'evaluate a Rego query, as opa eval does',
    details:
      'Exit codes: 0, 1 as --fail and --fail-defined say, 2 on an error. With --batch 3 when a line was no question.',
    flags: [
      ...dataFlags,
      ...inputFlags,
      { name: 'format', short: 'f', value: 'FORMAT', choices: resultFormats, about: 'how results are printed' },
      { name: 'output', short: 'o', value: 'FORMAT', choices: resultFormats, about: 'the same as --format' },
      ...queryFlags,
      ...languageFlags,
      { name: 'stdin', about: 'read the query from standard input' },
      { name: 'fail', about: 'exit 1 when the query is undefined' },
      { name: 'fail-defined', about: 'exit 1 when the query is defined' },
      {
        name: 'explain',
        value: 'MODE',
        choices: ['off', 'full', 'notes', 'fails', 'debug'],
        about: 'tell how the result came about',
      },
      { name: 'coverage', about: 'report which lines of the policy took part' },
      { name: 'profile', about: 'report what expressions cost' },
      { name: 'metrics', about: 'report how long parsing, compiling and evaluating took' },
      { name: 'count', value: 'N', about: 'evaluate so many times' },
      timeoutFlag,
      {
        name: 'batch',
        about: 'answer JSON lines of {modules, data, input, query, v0, strict, env} on standard input, line for line',
      },
    ],
    examples: [
      "bulwark policy eval -d policy.rego -i input.json 'data.x.allow' --format pretty",
      "bulwark policy eval -b bundle.tar.gz 'data.x.deny[msg]' --fail-defined",
    ],
    load: () => import('../commands/policy-eval.ts'),
  },
  {
    name: 'policy test',
    args: '[PATH...]',
    summary: 'run the tests of policies',
    details:
      'Rego: rules whose names begin with test_. Exit codes: 0 all passed, 1 one failed or --threshold was missed, 3 a module is broken or there is no test.',
    flags: [
      ...pathFlags,
      { name: 'run', short: 'r', value: 'REGEX', about: 'only tests whose full name (data.x.test_y) matches' },
      { name: 'coverage', short: 'c', about: 'report how many lines of the policies the tests evaluated' },
      { name: 'threshold', value: 'PERCENT', about: 'exit 1 when fewer lines are covered; implies --coverage' },
      {
        name: 'output',
        short: 'o',
        value: 'FORMAT',
        default: 'table',
        choices: ['table', 'json', 'junit'],
        about: 'how results are printed',
      },
      ...languageFlags,
      timeoutFlag,
      { name: 'allow-incomplete', about: 'exit 0 although a module is broken or there is no test' },
    ],
    examples: ['bulwark policy test policies/', 'bulwark policy test policies/ --threshold 80 -o junit > tests.xml'],
    load: () => import('../commands/policy-test.ts'),
  },
  {
    name: 'policy check',
    args: '[PATH...]',
    summary: 'parse and compile Rego modules and say what is wrong with them',
    details: 'Exit codes: 0 all modules compile, 1 errors, 3 no module was found.',
    flags: [
      ...pathFlags.filter(({ name }) => name !== 'filename'),
      {
        name: 'format',
        short: 'f',
        value: 'FORMAT',
        choices: ['pretty', 'json'],
        about: 'how errors are printed (default: pretty)',
      },
      { name: 'output', short: 'o', value: 'FORMAT', choices: ['pretty', 'json'], about: 'the same as --format' },
      ...languageFlags,
    ],
    examples: ['bulwark policy check policies/', 'bulwark policy check --strict policies/ -o json'],
    load: () => import('../commands/policy-check.ts'),
  },
  {
    name: 'policy fmt',
    args: '[PATH...]',
    summary: 'lay out Rego modules as opa fmt does',
    details: 'Without a PATH standard input is read. Exit codes: 0, 1 as --fail says, 2 for a module that is broken.',
    flags: [
      { name: 'list', short: 'l', about: 'only the names of files that would change' },
      { name: 'diff', short: 'd', about: 'only the changes, as a unified diff' },
      { name: 'write', short: 'w', about: 'write the files' },
      { name: 'fail', about: 'exit 1 when a file would change' },
      { name: 'v0-compatible', about: 'read and write Rego v0' },
      { name: 'v0-v1', about: 'read Rego v0, write what is v0 and v1' },
      { name: 'ignore', value: 'GLOB', repeatable: true, about: 'names of files and folders to leave out' },
    ],
    examples: ['bulwark policy fmt --diff policies/', 'bulwark policy fmt --write policies/'],
    load: () => import('../commands/policy-fmt.ts'),
  },
];
