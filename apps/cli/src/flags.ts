import type { FlagSpec } from './command-spec.ts';

export const outputFormats = ['table', 'json', 'yaml', 'sarif', 'junit', 'html', 'markdown', 'csv', 'github'] as const;

export const globalFlags: readonly FlagSpec[] = [
  { name: 'quiet', short: 'q', about: 'no progress and no notes on stderr', configurable: true },
  { name: 'verbose', short: 'v', about: 'more detail; the stack of a bug', configurable: true },
  { name: 'no-color', about: 'no colour, also by NO_COLOR', configurable: true },
  { name: 'config', value: 'FILE', about: 'the configuration file instead of the bulwark.yaml found upward' },
  { name: 'offline', about: 'open no socket at all', configurable: true },
];

export const inputFlags: readonly FlagSpec[] = [
  {
    name: 'filename',
    short: 'f',
    value: 'PATH',
    repeatable: true,
    about: 'a file, folder, glob or - to read; repeatable',
  },
  { name: 'snapshot', value: 'FILE', repeatable: true, about: 'the same as --filename' },
  { name: 'allow-remote', about: 'let Kustomize read remote bases', configurable: true },
  { name: 'helm-values', value: 'FILE', repeatable: true, about: 'values file for Helm charts', configurable: true },
  { name: 'helm-set', value: 'KEY=VALUE', repeatable: true, about: 'value for Helm charts', configurable: true },
];

export const clusterFlags: readonly FlagSpec[] = [
  { name: 'kubeconfig', value: 'FILE', about: 'kubeconfig file', configurable: true },
  { name: 'context', value: 'NAME', about: 'kubeconfig context: read this cluster', configurable: true },
  { name: 'cluster', value: 'NAME', about: 'kubeconfig cluster' },
  { name: 'user', value: 'NAME', about: 'kubeconfig user' },
  { name: 'as', value: 'USER', about: 'act as this user' },
  { name: 'as-group', value: 'GROUP', repeatable: true, about: 'act as a member of this group' },
  {
    name: 'request-timeout',
    value: 'SECONDS',
    default: '30',
    about: 'longest time for one request',
    configurable: true,
  },
  { name: 'page-size', value: 'N', default: '500', about: 'objects asked for at a time', configurable: true },
  { name: 'request-rate', value: 'N', default: '20', about: 'requests a second at most', configurable: true },
];

export const objectFlags: readonly FlagSpec[] = [
  { name: 'namespace', short: 'n', value: 'NAME', about: 'only objects of this namespace', configurable: true },
  { name: 'all-namespaces', short: 'A', about: 'objects of all namespaces (the default)' },
  { name: 'selector', short: 'l', value: 'SELECTOR', about: 'only objects with these labels (app=web,tier!=test)' },
  { name: 'include-namespaces', value: 'GLOB', repeatable: true, about: 'only these namespaces', configurable: true },
  { name: 'exclude-namespaces', value: 'GLOB', repeatable: true, about: 'not these namespaces', configurable: true },
];

export const checkFlags: readonly FlagSpec[] = [
  {
    name: 'check',
    value: 'ID',
    repeatable: true,
    about: 'only these checks: id, family, glob, pss:baseline, pss:restricted',
    configurable: true,
  },
  { name: 'skip-check', value: 'ID', repeatable: true, about: 'not these checks', configurable: true },
  {
    name: 'kube-version',
    value: 'VERSION',
    about: 'judge by this Kubernetes version (default: the cluster’s, else 1.37)',
    configurable: true,
  },
  { name: 'now', value: 'TIME', about: 'judge expiry at this moment (ISO 8601)' },
];

export const resultFlags: readonly FlagSpec[] = [
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT[=PATH]',
    repeatable: true,
    default: 'table',
    about: `${outputFormats.join(', ')}; several at once`,
    configurable: true,
  },
  {
    name: 'severity',
    value: 'LEVELS',
    about: 'show only these severities (critical,high or >=medium); the exit code does not change',
    configurable: true,
  },
  {
    name: 'where',
    value: 'EXPR',
    about: 'show only findings that match, e.g. severity>=high and namespace~"prod-*"',
    configurable: true,
  },
  {
    name: 'fail-on',
    value: 'LEVEL',
    default: 'high',
    about: 'exit 1 at this severity or above; risk=NN; none',
    configurable: true,
  },
  { name: 'allow-incomplete', about: 'exit 0 although something was not evaluated', configurable: true },
  {
    name: 'baseline',
    value: 'REPORT',
    about: 'show and count only findings that this report has not',
    configurable: true,
  },
  {
    name: 'exceptions',
    value: 'FILE',
    repeatable: true,
    about: 'accepted findings (default: .bulwark/exceptions.yaml)',
    configurable: true,
  },
  { name: 'show-suppressed', about: 'list the excepted findings too', configurable: true },
  { name: 'digest-key', value: 'FILE', about: 'key for the digests of Secret values, to compare snapshots' },
];
