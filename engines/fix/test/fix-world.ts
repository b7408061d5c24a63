import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Check, checks, defineCheck, type Edit, Judge, type Judgement, type Problem, set } from '@bulwark/checks';
import { items, type Resource, Snapshot, toResource } from '@bulwark/model';
import { schemaSet } from '@bulwark/schema';
import { isObject, type JsonValue, parseText, SourceText, valueAt } from '@bulwark/text';
import type { FixWorld } from '../src/fix.ts';
import { planFixes } from '../src/plan-fixes.ts';

const schemaFile = new URL('../../../content/schemas/kubernetes.json.gz', import.meta.url);
const schemas = schemaSet(JSON.parse(gunzipSync(readFileSync(schemaFile)).toString('utf8')));

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
export const idOf = ({ check, resource, problem }: Judgement): string =>
  `${check.id} ${resource.name}${problem.pointer}`;

function resourcesIn(source: SourceText): Resource[] {
  return parseText(source).documents.flatMap((document) => {
    const { value, format, start, end } = document;
    const isSet = isObject(value) && value['kind'] === 'List';
    const values = isSet ? items(value['items']) : [value];
    return values.flatMap((object, index) => {
      const itemStart = document.items?.[index]?.start;
      const base = isSet && itemStart === undefined ? `/items/${index}` : '';
      const resource = toResource(object, { place: { source, format, start: itemStart ?? start, end, base } });
      return resource?.name ? [resource] : [];
    });
  });
}

function judgeOf(sources: readonly SourceText[], using: readonly Check[]): Judge {
  const snapshot = Snapshot.of(sources.flatMap(resourcesIn), {
    kind: 'files',
    name: 'test',
    takenAt: '2026-01-01T00:00:00Z',
    skipped: [],
    incompleteKinds: [],
  });
  return new Judge(snapshot, {
    checks: using,
    kubeMinor: 37,
    at: Date.parse('2026-01-01T00:00:00Z'),
    incremental: true,
  });
}

export function worldOf(
  text: string | readonly SourceText[],
  using: readonly Check[],
  more: Partial<FixWorld> = {},
): FixWorld {
  const sources = typeof text === 'string' ? [new SourceText('a.yaml', text)] : text;
  return { judge: judgeOf(sources, using), schemas, digest, idOf, ...more };
}

interface Recipe {
  readonly id: string;
  readonly severity?: Check['severity'];
  /** Pointers of problems in an object. */
  readonly find: (object: JsonValue) => readonly string[];
  readonly edits: (problem: Problem) => readonly Edit[] | string;
  readonly appliesTo?: readonly string[];
}

/** A check as a test wants it. */
export function check({
  id,
  severity = 'medium',
  find,
  edits,
  appliesTo = ['ConfigMap', 'Pod', 'Widget.example.org'],
}: Recipe): Check {
  return defineCheck({
    id,
    version: 1,
    title: id,
    severity,
    why: '',
    attack: '',
    remedy: '',
    references: [],
    techniques: [],
    appliesTo,
    find: (resource) => find(resource.object).map((pointer) => ({ pointer, message: id })),
    repair: { kind: 'edit', summary: `mend ${id}`, disruption: 'restart', edits },
  });
}

/** Finds a value of `data` and sets it to another. */
export function dataCheck(
  id: string,
  { key, bad, good, severity }: { key: string; bad: string; good: JsonValue; severity?: Check['severity'] },
): Check {
  return check({
    id,
    ...(severity ? { severity } : {}),
    find: (object) => (valueAt(object, `/data/${key}`) === bad ? [`/data/${key}`] : []),
    edits: ({ pointer }) => [set(pointer, good)],
  });
}

export const configMap = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: ${data}\n`;

/** What came of each finding: `fix`, or the reason why there is none. */
export function outcome(world: FixWorld): Record<string, string> {
  const plan = planFixes([...world.judge.judgements()], world);
  return Object.fromEntries([
    ...plan.fixes.flatMap(({ fix }) => fix.closes.map((id) => [id, 'fix'])),
    ...plan.alsoClosed.map((judgement) => [idOf(judgement), 'also closed']),
    ...plan.suggestions.map(({ judgement, reason }) => [idOf(judgement), `suggestion: ${reason}`]),
    ...plan.unfixed.map(({ judgement, reason }) => [idOf(judgement), `none: ${reason}`]),
  ]);
}

export const privileged = checks.filter(({ id }) => id === 'pod-privileged');
export const pod = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop}
spec:
  containers:
    - name: app # the app
      image: nginx
      securityContext: {privileged: true}
`;
