import type { Resource } from '@bulwark/model';
import { isObject } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { entriesOf } from './entries-of.ts';

export default defineCheck({
  id: 'secret-plain-in-file',
  version: 1,
  title: 'Secret is written with its values in a file',
  severity: 'medium',
  why: 'Base64 is an encoding and hides nothing. Everybody who may read the repository, its history, its clones and its build logs has the values.',
  attack:
    'A leaked clone, a fork or the account of one developer is enough to read the credentials, years later still.',
  remedy:
    'Change the values and keep them out of the files: seal or encrypt the Secret (Sealed Secrets, SOPS), or let the External Secrets Operator fetch it from a store.',
  accept: 'Files that never leave the machine, and values that are public or made up for tests.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/#avoid-sharing-secret-manifests',
    'https://owasp.org/www-project-kubernetes-top-ten/',
  ],
  techniques: ['T1552.001'],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    lookup.info.kind === 'files' ? problemsOf(resource, lookup) : none,
  repair: {
    kind: 'none',
    reason:
      'The values are in the history of the file already: they have to be changed, and kept elsewhere from then on.',
  },
});

function problemsOf(resource: Resource, lookup: Lookup): readonly Problem[] {
  const exposed = entriesOf(resource, lookup).filter(
    (entry) =>
      entry.bytes > 0 && !entry.unresolved && (entry.certificates === undefined || entry.privateKey !== undefined),
  );
  return (['data', 'stringData'] as const)
    .filter((field) => isObject(resource.object[field]) && exposed.some((entry) => entry.field === field))
    .map((field) => ({
      pointer: `/${field}`,
      message: `Secret "${resource.name}" is written in a file with the values of ${keysOf(exposed.filter((entry) => entry.field === field))}.`,
    }));
}

const mostNamed = 5;

function keysOf(entries: readonly { readonly key: string }[]): string {
  const named = entries.slice(0, mostNamed).map((entry) => `"${entry.key}"`);
  const rest = entries.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}
