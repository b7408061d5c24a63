import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInKinds, lifecycleOf } from './api-lifecycles.ts';

describe('lives of API versions', () => {
  const all = [...builtInKinds()].flatMap(([kind, versions]) => versions.map((version) => [version, kind] as const));

  test('come before they are deprecated, and are deprecated before they go', () => {
    const wrong = all.filter(([version, kind]) => {
      const {
        introduced,
        deprecated = introduced,
        removed = deprecated + 1,
      } = lifecycleOf(version, kind) ?? { introduced: 99 };
      return introduced > deprecated || deprecated >= removed;
    });
    expect(wrong).toEqual([]);
  });

  test('lead to a version that has the kind and stays', () => {
    const wrong = all.filter(([version, kind]) => {
      const { replacement, move } = lifecycleOf(version, kind) ?? {};
      if (replacement === undefined || move?.kind === 'manual') return false;
      return lifecycleOf(replacement, kind) === undefined;
    });
    expect(wrong).toEqual([]);
  });

  test('say what to do about each version that goes', () => {
    const silent = all.filter(([version, kind]) => {
      const lifecycle = lifecycleOf(version, kind);
      return lifecycle?.replacement !== undefined && lifecycle.move === undefined;
    });
    expect(silent).toEqual([]);
  });
});

// Names like apps.v1.Deployment.json, one for each kind that k8s.io/api v0.37.2 registers.
const samples = '../shared/suites/schemas/open/kubernetes-api-samples';
// Parts of requests and answers, not objects that are kept.
const partsOnly =
  /Options$|^RangeAllocation$|^SerializedReference$|^(?:AdmissionReview|ImageReview|APIGroupDiscovery|APIGroup|APIVersions|Status|WatchEvent)$/;

test.skipIf(!existsSync(samples))(
  existsSync(samples)
    ? 'hold every kind of k8s.io/api'
    : 'hold every kind of k8s.io/api: skipped, the samples are not beside the repository',
  () => {
    const missing = readdirSync(samples, { recursive: true, encoding: 'utf8' })
      .map((path) => /(?:^|\/)([a-z0-9.]*?)\.?(v\d+(?:(?:alpha|beta)\d+)?)\.(\w+)\.(?:json|yaml)$/.exec(path))
      .flatMap((match) =>
        match === null ? [] : [{ group: match[1] ?? '', version: match[2] ?? '', kind: match[3] ?? '' }],
      )
      .filter(({ group, version, kind }) => {
        const apiVersion = group === '' || group === 'core' ? version : `${group}/${version}`;
        return !partsOnly.test(kind) && lifecycleOf(apiVersion, kind) === undefined;
      });
    expect(missing).toEqual([]);
  },
);
