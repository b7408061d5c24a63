import { existsSync, readFileSync } from 'node:fs';
import { parseText, SourceText, valueAt } from '@bulwark/text';
import { describe, expect, it } from 'vitest';
import { isMutator, loadPolicies, resourcesOf } from '../../../engines/gatekeeper/src/index.ts';

const folder = '../shared/suites/gatekeeper-library/open/cases/mutation/pod-security-policy';
const isThere = existsSync(folder);

if (!isThere) process.stdout.write(`skipped: gatekeeper mutation samples: ${folder} is not there\n`);

/** Each mutator of the library with an object, and what the documentation of mutation makes of it at these places. */
const expected: readonly (readonly [mutator: string, object: string, changes: Readonly<Record<string, unknown>>])[] = [
  ['users/samples/mutation-runAsUser.yaml', 'users/samples/users/example.yaml', container('runAsUser', 1000)],
  ['users/samples/mutation-runAsGroup.yaml', 'users/samples/users/example.yaml', container('runAsGroup', 2000)],
  ['users/samples/mutation-mustRunAsNonRoot.yaml', 'users/samples/users/example.yaml', container('runAsNonRoot', true)],
  [
    'users/samples/mutation-mustRunAsNonRoot.yaml',
    'users/samples/users/example-nomutation.yaml',
    container('runAsNonRoot', false),
  ],
  ['users/samples/mutation-runAsUser.yaml', 'users/samples/users/example-nomutation.yaml', container('runAsUser', 0)],
  [
    'users/samples/mutation-fsGroup.yaml',
    'users/samples/users/example.yaml',
    { '/spec/securityContext': { fsGroup: 3000 } },
  ],
  [
    'users/samples/mutation-supplementalGroups.yaml',
    'users/samples/users/example.yaml',
    { '/spec/securityContext': { supplementalGroups: [3000] } },
  ],
  [
    'read-only-root-filesystem/samples/mutation.yaml',
    'read-only-root-filesystem/samples/read-only-root-filesystem/example.yaml',
    container('readOnlyRootFilesystem', true),
  ],
  [
    'allow-privilege-escalation/samples/mutation.yaml',
    'allow-privilege-escalation/samples/default-allow-privilege-escalation/example.yaml',
    container('allowPrivilegeEscalation', false),
  ],
  [
    'seccomp/samples/mutation.yaml',
    'seccomp/samples/default-seccomp/example.yaml',
    { '/spec/securityContext': { seccompProfile: { type: 'RuntimeDefault' } } },
  ],
];

function container(field: string, value: unknown): Readonly<Record<string, unknown>> {
  return { [`/spec/containers/0/securityContext/${field}`]: value, '/spec/initContainers': undefined };
}

describe.skipIf(!isThere)("mutators of Gatekeeper's library", () => {
  it.each(expected)('%s on %s', (mutator, object, changes) => {
    const policies = loadPolicies(read(mutator).filter(isMutator));
    expect(policies.diagnostics).toEqual([]);
    const [resource] = read(object);
    if (resource === undefined) throw new Error(`${object}: no object`);
    const mutation = policies.mutators.mutate({ object: resource.object });
    if ('problem' in mutation) throw new Error(mutation.problem);
    for (const [pointer, value] of Object.entries(changes)) expect(valueAt(mutation.object, pointer)).toEqual(value);
  });
});

function read(path: string) {
  const resources = resourcesOf(parseText(new SourceText(path, readFileSync(`${folder}/${path}`, 'utf8'))));
  if ('problem' in resources) throw new Error(resources.problem);
  return resources;
}
