import type { FlagSpec } from '../command-spec.ts';

export const dataFlags: readonly FlagSpec[] = [
  {
    name: 'data',
    short: 'd',
    value: 'PATH',
    repeatable: true,
    about:
      'policies and data: a .rego, .json or .yaml file, or a folder of them; PREFIX:PATH puts data below data.PREFIX',
  },
  { name: 'bundle', short: 'b', value: 'PATH', repeatable: true, about: 'a bundle: .tar.gz or folder' },
  { name: 'ignore', value: 'GLOB', repeatable: true, about: 'names of files and folders to leave out' },
  { name: 'verification-key', value: 'FILE', about: 'bundles must be signed: PEM of the public key, or the secret' },
  { name: 'verification-alg', value: 'NAME', default: 'RS256', about: 'how bundles are signed' },
  { name: 'scope', value: 'NAME', about: 'the scope that the signature of bundles must name' },
];

export const languageFlags: readonly FlagSpec[] = [
  { name: 'v0-compatible', about: 'read modules and queries as Rego v0' },
  { name: 'strict', short: 'S', about: 'strict mode: unused variables and imports, deprecated builtins are errors' },
];

export const inputFlags: readonly FlagSpec[] = [
  { name: 'input', short: 'i', value: 'FILE', about: 'the input document: JSON or YAML' },
  { name: 'stdin-input', short: 'I', about: 'read the input document from standard input' },
];

export const queryFlags: readonly FlagSpec[] = [
  { name: 'package', value: 'NAME', about: 'read the query as in a module of this package' },
  { name: 'import', value: 'REF', repeatable: true, about: 'import for the query: data.a, input.b' },
  { name: 'strict-builtin-errors', about: 'an error of a builtin ends the evaluation' },
];

export const timeoutFlag: FlagSpec = {
  name: 'timeout',
  value: 'DURATION',
  default: '60s',
  about: 'longest time for compiling, and for one evaluation',
};

/** Of commands that take policies as arguments. */
export const pathFlags: readonly FlagSpec[] = [
  { name: 'filename', short: 'f', value: 'PATH', repeatable: true, about: 'a file or folder; the same as an argument' },
  { name: 'bundle', short: 'b', about: 'the PATHs are bundles' },
  ...dataFlags.filter(({ name }) => name !== 'data' && name !== 'bundle'),
];
