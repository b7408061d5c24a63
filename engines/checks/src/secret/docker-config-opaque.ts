import type { Resource } from '@bulwark/model';
import { pointer } from '@bulwark/text';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { entriesOf } from './entries-of.ts';

export default defineCheck({
  id: 'secret-docker-config-opaque',
  version: 1,
  title: 'Registry login is kept in a Secret of another type',
  severity: 'low',
  why: 'The kubelet takes registry logins only from Secrets of type kubernetes.io/dockerconfigjson, and rights, audits and policies that go by the type do not see this one.',
  attack:
    'A login that inventories miss is not rotated; whoever finds it pulls private images, and pushes where it may write.',
  remedy:
    'Create it again with `kubectl create secret docker-registry`; the type of an existing Secret cannot be changed.',
  accept: 'Logins for build tools (Kaniko, Buildah) that read a config.json and never pull by the kubelet.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets'],
  techniques: ['T1552.007'],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    const { type } = resource.object;
    if (type !== undefined && type !== 'Opaque') return none;
    return entriesOf(resource, lookup)
      .filter((entry) => entry.patterns?.includes('docker-config-auth'))
      .map((entry) => ({
        pointer: pointer(`/${entry.field}`, entry.key),
        message: `Secret "${resource.name}" holds a registry login in key "${entry.key}" but is not of type kubernetes.io/dockerconfigjson.`,
      }));
  },
  repair: {
    kind: 'none',
    reason: 'The type of a Secret is immutable: it has to be made anew, under the key that the type asks for.',
  },
});
