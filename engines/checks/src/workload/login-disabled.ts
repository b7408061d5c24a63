import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inContainers } from './containers.ts';

interface Option {
  /** The option, alone or with its value behind `=` or in the next word. */
  readonly option: string;
  readonly value?: RegExp;
  /** The program whose option this is: a part of the image's name or of the command. */
  readonly of: RegExp;
  readonly server: string;
}

const options: readonly Option[] = [
  { option: '--enable-skip-login', value: /^(?:true)?$/, of: /dashboard/, server: 'the Kubernetes Dashboard' },
  { option: '--disable-auth', value: /^(?:true)?$/, of: /argocd/, server: 'Argo CD' },
  { option: '--auth-mode', value: /^server$/, of: /argo|workflow/, server: 'Argo Workflows' },
  { option: '--noauth', value: /^$/, of: /mongo/, server: 'MongoDB' },
  { option: '--protected-mode', value: /^no$/, of: /redis|valkey/, server: 'Redis' },
  { option: '--skip-grant-tables', value: /^(?:1|on)?$/i, of: /mysql|mariadb/, server: 'MySQL' },
  { option: '--NotebookApp.token', value: /^(?:''|"")?$/, of: /jupyter|notebook/, server: 'Jupyter' },
  { option: '--ServerApp.token', value: /^(?:''|"")?$/, of: /jupyter|notebook/, server: 'Jupyter' },
  { option: '--IdentityProvider.token', value: /^(?:''|"")?$/, of: /jupyter|notebook/, server: 'Jupyter' },
];

interface Variable {
  readonly value: RegExp;
  readonly server: string;
  /** Another variable that sets a password after all. */
  readonly unless?: RegExp;
}

const variables: ReadonlyMap<string, Variable> = new Map([
  ['POSTGRES_HOST_AUTH_METHOD', { value: /^trust$/, server: 'PostgreSQL' }],
  ['MYSQL_ALLOW_EMPTY_PASSWORD', { value: /^(?:yes|true|1)$/i, server: 'MySQL', unless: /ROOT_PASSWORD/ }],
  [
    'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
    { value: /^(?:yes|true|1)$/i, server: 'MariaDB', unless: /^M(?:ARIADB|YSQL)_(?:RANDOM_)?ROOT_PASSWORD/ },
  ],
  [
    'ALLOW_EMPTY_PASSWORD',
    { value: /^(?:yes|true|1)$/i, server: 'the database', unless: /^(?!ALLOW_).*_PASSWORD(?:_FILE)?$/ },
  ],
  ['ALLOW_ANONYMOUS_LOGIN', { value: /^(?:yes|true|1)$/i, server: 'the server' }],
  ['xpack.security.enabled', { value: /^false$/i, server: 'Elasticsearch' }],
  ['DISABLE_SECURITY_PLUGIN', { value: /^true$/i, server: 'OpenSearch' }],
  ['ME_CONFIG_BASICAUTH', { value: /^false$/i, server: 'Mongo Express' }],
]);

export default defineCheck({
  id: 'workload-login-disabled',
  version: 1,
  title: 'Login of a server is turned off',
  severity: 'high',
  why: 'The option lets everybody who reaches the server use it, with the rights of an administrator or of its service account.',
  attack:
    'An intruder in any pod, or outside where the service is exposed, opens the database or console and needs no password.',
  remedy: 'Remove the option and set up users; see that the port cannot be reached by others until then.',
  accept: 'Throw-away instances for tests.',
  references: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  techniques: ['T1190', 'T1133', 'T1078.001'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'env'],
  find: (pod) => inContainers(pod, (container) => [...wordProblems(container), ...envProblems(container)]),
  repair: { kind: 'none', reason: 'Users or passwords have to exist before the login can be turned on.' },
});

function wordProblems(container: Container): readonly Problem[] {
  const { command, args } = container.value;
  if ((command ?? args) === undefined) return none;
  const words = [...items(command), ...items(args)].map((word) => text(word) ?? '');
  const first = items(command).length;
  return words.flatMap((word, index) => {
    const option = word.startsWith('--') ? optionAt(words, index) : undefined;
    if (option === undefined || !option.of.test(`${text(container.value['image']) ?? ''} ${words[0]}`)) return none;
    const at = index < first ? `/command/${index}` : `/args/${index - first}`;
    return [problem(container, at, option.server)];
  });
}

function optionAt(words: readonly string[], index: number): Option | undefined {
  return options.find((option) => isSet(option, words[index] ?? '', words[index + 1]));
}

function isSet({ option, value }: Option, word: string, next: string | undefined): boolean {
  if (word === option) return value === undefined || value.test(next?.startsWith('-') ? '' : (next ?? ''));
  return word.startsWith(`${option}=`) && (value === undefined || value.test(word.slice(option.length + 1)));
}

function envProblems(container: Container): readonly Problem[] {
  return items(container.value['env']).flatMap((entry, index) => variableProblem(container, entry, index));
}

function variableProblem(container: Container, entry: JsonValue, index: number): readonly Problem[] {
  const { name, value } = record(entry);
  if (name === 'GF_AUTH_ANONYMOUS_ORG_ROLE') return grafanaProblem(container, value, index);
  const variable = variables.get(text(name) ?? '');
  if (variable === undefined || !variable.value.test(text(value) ?? '') || hasPassword(container, variable))
    return none;
  return [problem(container, `/env/${index}/value`, variable.server)];
}

/** Whether another variable sets a password, or may do so from where we cannot see. */
function hasPassword({ value }: Container, { unless }: Variable): boolean {
  if (unless === undefined) return false;
  return (
    items(value['envFrom']).length > 0 ||
    items(value['env']).some((entry) => unless.test(text(record(entry)['name']) ?? ''))
  );
}

/** Guests of Grafana are harmless as viewers; as editors or administrators they reach every data source. */
function grafanaProblem(container: Container, role: JsonValue | undefined, index: number): readonly Problem[] {
  const isOpen = items(container.value['env']).some((entry) => {
    const { name, value } = record(entry);
    return name === 'GF_AUTH_ANONYMOUS_ENABLED' && value === 'true';
  });
  return isOpen && (role === 'Admin' || role === 'Editor')
    ? [problem(container, `/env/${index}/value`, 'Grafana')]
    : none;
}

function problem(container: Container, at: string, server: string): Problem {
  return {
    pointer: containerPointer(container, at),
    message: `Container "${container.name}" lets everybody who reaches it use ${server} without a login.`,
  };
}
