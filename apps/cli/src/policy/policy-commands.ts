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
];
