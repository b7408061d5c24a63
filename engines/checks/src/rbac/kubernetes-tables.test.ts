// What upstream's own test tables say about rules, read from the suites beside the repository.
import { existsSync, readFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { allowsRequest, allowsUrl, matchesUrl } from './grants.ts';

const folder = new URL('../../../../../shared/suites/rbac/open/kubernetes-tables/', import.meta.url).pathname;
const present = existsSync(folder);
if (!present) console.warn('skipped: the tables of ../shared/suites/rbac/open/kubernetes-tables are not here');

interface Table {
  readonly func: string;
  readonly rows: readonly Record<string, unknown>[];
}

function table(file: string, func: string): readonly Record<string, unknown>[] {
  const tables = JSON.parse(readFileSync(folder + file, 'utf8')) as Record<string, readonly Table[]>;
  return Object.values(tables)
    .flat()
    .filter((candidate) => candidate.func === func)
    .flatMap((candidate) => candidate.rows);
}

/** The arguments of each call in a chain such as `resourceRequest("get").Group("apps").New`. */
function chain(call: string): Readonly<Record<string, readonly string[]>> {
  const calls = [...call.matchAll(/(\w+)\(([^)]*)\)/g)];
  return Object.fromEntries(calls.map(([, name = '', args = '']) => [name, args.split(',').map(unquoted)]));
}

function unquoted(text: string): string {
  return text.trim().replace(/^"|"$/g, '');
}

describe.skipIf(!present)("rules of upstream's TestRuleMatches", () => {
  const rows = present ? table('authorizer.json', 'TestRuleMatches') : [];
  test.each(rows.map((row) => [String(row['name']), row] as const))('%s', (_name, row) => {
    const made = chain((row['rule'] as { $call: string }).$call);
    const rule: JsonObject = {
      verbs: made['NewRule'] ?? [],
      apiGroups: made['Groups'] ?? [],
      resources: made['Resources'] ?? [],
      nonResourceURLs: made['URLs'] ?? [],
    };
    const requests = row['requestsToExpected'] as readonly (readonly [{ $call: string }, boolean])[];
    expect(requests.map(([request]) => decide(rule, chain(request.$call)))).toEqual(requests.map(([, is]) => is));
  });
});

function decide(rule: JsonObject, asked: Readonly<Record<string, readonly string[]>>): boolean {
  const first = (name: string): string => asked[name]?.[0] ?? '';
  if (asked['URL']) return allowsUrl(rule, first('nonresourceRequest'), first('URL'));
  const subresource = first('Subresource');
  const resource = subresource ? `${first('Resource')}/${subresource}` : first('Resource');
  return allowsRequest(rule, { verb: first('resourceRequest'), group: first('Group'), resource, name: first('Name') });
}

describe.skipIf(!present)("paths of upstream's TestNonResourceURLCovers", () => {
  const rows = present ? (table('component-helpers.json', 'TestNonResourceURLCovers') as unknown) : [];
  test.each(rows as [string, string, boolean][])('%s covers %s: %s', (owner, asked, expected) => {
    expect(matchesUrl(owner, asked)).toBe(expected);
  });
});

interface Call {
  readonly $call: string;
  readonly args: readonly JsonValue[];
}

/** The rules of upstream's roles by name, and who is bound to them where: enough of an authorizer to ask the rows. */
function authorizer(row: Record<string, unknown>): (user: readonly string[]) => boolean {
  const calls = (key: string): readonly Call[] => (row[key] ?? []) as readonly Call[];
  const roles = new Map<string, readonly JsonObject[]>();
  for (const { args } of calls('clusterRoles')) roles.set(String(args[0]), args.slice(1).map(ruleOf));
  for (const { args } of calls('roles')) roles.set(`${args[1]}/${args[0]}`, args.slice(2).map(ruleOf));
  const bindings = [
    ...calls('clusterRoleBindings').map(({ args }) => ({ namespace: '', role: String(args[0]), who: args.slice(1) })),
    ...calls('roleBindings').map(({ args }) => {
      const kind = (args[2] as { $ident?: string } | null)?.$ident;
      const role = kind === 'bindToRole' ? `${args[0]}/${args[1]}` : String(args[1]);
      return { namespace: String(args[0]), role, who: args.slice(3) };
    }),
  ];
  return ([user = '', groups = '', verb = '', resource = '', subresource = '', namespace = '', name = '']) => {
    const names = new Set([`User:${user}`, ...groups.split(',').map((group) => `Group:${group}`)]);
    return bindings
      .filter((binding) => binding.namespace === '' || binding.namespace === namespace)
      .filter(({ who }) => who.some((subject) => names.has(String(subject))))
      .flatMap(({ role }) => roles.get(role) ?? [])
      .some((rule) =>
        resource.startsWith('/')
          ? allowsUrl(rule, verb, resource)
          : allowsRequest(rule, {
              verb,
              group: '',
              resource: subresource ? `${resource}/${subresource}` : resource,
              name,
            }),
      );
  };
}

function ruleOf(value: JsonValue): JsonObject {
  const [verbs = '', groups = '', resources = '', urls = ''] = (value as unknown as Call).args.map(String);
  const list = (text: string): readonly string[] => (text === '' ? [] : text.split(','));
  return {
    verbs: verbs.split(','),
    apiGroups: groups.split(','),
    resources: resources.split(','),
    nonResourceURLs: list(urls),
  };
}

describe.skipIf(!present)("requests of upstream's TestAuthorizer", () => {
  const rows = present ? table('authorizer.json', 'TestAuthorizer') : [];
  const asked = rows.flatMap((row, index) =>
    (['shouldPass', 'shouldFail'] as const).flatMap((key) =>
      ((row[key] ?? []) as readonly { $type?: string; fields?: readonly string[] }[])
        .filter((request) => request.$type === 'defaultAttributes' && request.fields !== undefined)
        .map(
          (request) => [`row ${index} ${key} ${request.fields?.join(' ')}`, row, request.fields ?? [], key] as const,
        ),
    ),
  );
  test.each(asked)('%s', (_title, row, fields, key) => {
    expect(authorizer(row)(fields)).toBe(key === 'shouldPass');
  });
});
