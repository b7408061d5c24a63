import { describe, expect, test } from 'vitest';
import { uncoveredParts } from './covers.ts';
import { allowsRequest, allowsUrl, matchesResource, worksWithNames } from './grants.ts';

const rule = (verbs: string[], apiGroups: string[], resources: string[], resourceNames: string[] = []) => ({
  verbs,
  apiGroups,
  resources,
  ...(resourceNames.length > 0 ? { resourceNames } : {}),
});

describe('a resource of a rule', () => {
  test.each([
    ['pods', 'pods', true],
    ['pods', 'pods/exec', false],
    ['pods/exec', 'pods', false],
    ['*', 'pods', true],
    ['*', 'pods/exec', true],
    ['*/scale', 'deployments/scale', true],
    ['*/scale', 'deployments', false],
    ['*/scale', 'deployments/status', false],
    ['*/scale', 'scale', false],
    ['pods/*', 'pods/exec', false],
    ['Pods', 'pods', false],
  ])('%s for %s: %s', (granted, wanted, expected) => {
    expect(matchesResource(granted, wanted)).toBe(expected);
  });
});

describe('a rule', () => {
  const secrets = rule(['get', 'list', 'create', 'deletecollection'], [''], ['secrets'], ['tls']);
  test.each([
    ['the named object', 'get', 'tls', true],
    ['another object', 'get', 'other', false],
    ['a list that asks for the name', 'list', 'tls', true],
    ['a list of all', 'list', '', false],
    ['create, which has no name', 'create', '', false],
    ['deletecollection, which has no name', 'deletecollection', '', false],
  ])('with names allows %s', (_what, verb, name, expected) => {
    expect(allowsRequest(secrets, { verb, group: '', resource: 'secrets', name })).toBe(expected);
  });

  test('of the core group says nothing about another', () => {
    const request = { verb: 'get', group: 'apps', resource: 'deployments', name: 'web' };
    expect([rule(['*'], [''], ['*']), rule(['*'], ['*'], ['*'])].map((one) => allowsRequest(one, request))).toEqual([
      false,
      true,
    ]);
  });

  test('covers paths to the end of its pattern', () => {
    const paths = { verbs: ['get'], nonResourceURLs: ['/foo/*', '/version'] };
    const asked = ['/foo', '/foo/bar', '/foo/bar/one', '/version', '/version/'];
    expect(asked.filter((path) => allowsUrl(paths, 'get', path))).toEqual(['/foo/bar', '/foo/bar/one', '/version']);
    expect(allowsUrl(paths, 'post', '/version')).toBe(false);
  });
});

test('verbs that work together with resourceNames', () => {
  const asked = [
    ['create', 'pods'],
    ['create', 'pods/exec'],
    ['deletecollection', 'pods'],
    ['list', 'pods'],
    ['delete', 'pods'],
  ] as const;
  expect(asked.map(([verb, resource]) => worksWithNames(verb, resource))).toEqual([false, true, false, true, true]);
});

describe("what an owner's rules leave uncovered", () => {
  test.each([
    ['all by wildcards', [rule(['*'], ['*'], ['*'])], rule(['get', '*'], ['apps'], ['*']), 0],
    [
      'a wildcard, which only a wildcard covers',
      [rule(['get', 'list'], [''], ['pods'])],
      rule(['*'], [''], ['pods']),
      1,
    ],
    [
      'each part by some rule',
      [rule(['get'], [''], ['pods']), rule(['list'], [''], ['*'])],
      rule(['get', 'list'], [''], ['pods']),
      0,
    ],
    [
      'a subresource by its wildcard',
      [rule(['get'], ['*'], ['*/scale'])],
      rule(['get'], ['apps'], ['deployments/scale', 'deployments']),
      1,
    ],
    ['all names, of which the owner has one', [rule(['get'], [''], ['pods'], ['a'])], rule(['get'], [''], ['pods']), 1],
    [
      'two names, of which the owner has one',
      [rule(['get'], [''], ['pods'], ['a'])],
      rule(['get'], [''], ['pods'], ['a', 'b']),
      1,
    ],
    [
      'paths',
      [{ verbs: ['get'], nonResourceURLs: ['/api/*'] }],
      { verbs: ['get'], nonResourceURLs: ['/api/v1', '/api'] },
      1,
    ],
  ])('%s', (_what, owner, asked, missing) => {
    expect(uncoveredParts(owner, asked)).toHaveLength(missing);
  });
});
