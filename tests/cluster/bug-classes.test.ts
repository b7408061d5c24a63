// needs: cluster (Go, openssl, etcd); skipped with the reason where one is missing
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { checks, Judge, selectChecks } from '@bulwark/checks';
import { record, Snapshot, toResource } from '@bulwark/model';
import { schemaSet, validate } from '@bulwark/schema';
import {
  ExactDecimal,
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  parseText,
  SourceText,
  valueAt,
} from '@bulwark/text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterAvailable } from './availability.ts';
import { createNamespace } from './create-namespace.ts';
import { createObject } from './create-object.ts';
import { doubled } from './doubled-documents.ts';
import { type EdgeDocument, edgeDocuments } from './edge-documents.ts';
import { type PostText, type TextAnswer, textPoster } from './post-text.ts';
import { type Cluster, startCluster } from './start-cluster.ts';

const available = clusterAvailable();
if (!available.ok) process.stdout.write(`skipped: what files say against a real API server: ${available.reason}\n`);

const seed = 20_261_123;
const documents = 500;
const notations = ['yaml', 'json'] as const;

interface Compared {
  readonly text: string;
  readonly answer: TextAnswer;
}

describe.skipIf(!available.ok)('BC-01, BC-02, BC-03: the API server stores what is judged', () => {
  let cluster: Cluster;
  const compared: Compared[] = [];

  beforeAll(async () => {
    cluster = await startCluster({});
    await createNamespace(cluster.request, 'edges');
    await createObject(cluster.request, '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', widgets);
    const post = textPoster(cluster);
    await untilServed(post);
    const edges = edgeDocuments(seed);
    for (let index = 0; index < documents; index++) {
      const document: EdgeDocument = edges.next().value;
      for (const notation of notations) compared.push(await send(post, document, notation));
    }
  });
  afterAll(async () => await cluster?.stop());

  const accepted = (): Compared[] => compared.filter(({ answer }) => answer.status === 201);

  test('most documents are taken, so that there is something to compare', () => {
    const statuses = Map.groupBy(compared, ({ answer }) => answer.status);
    process.stdout.write(
      `edge documents by status: ${[...statuses].map(([status, list]) => `${status}: ${list.length}`).join(', ')}\n`,
    );
    expect(new Set(statuses.keys())).toEqual(new Set([201, 400, 422]));
    expect(accepted().length).toBeGreaterThan(documents);
  });

  test('values: 0 mismatches', () => {
    const mismatches = accepted().flatMap(({ text, answer }) => {
      const [ours, theirs] = [parsed(text), exact(answer.text)];
      return pointersOf(ours).flatMap((pointer) => {
        const [here, there] = [valueAt(ours, pointer), valueAt(theirs, pointer)];
        return isSame(here, there) ? [] : [{ text, pointer, here: shown(here), there: shown(there) }];
      });
    });
    expect(mismatches).toEqual([]);
  });

  test('verdicts of the Pod Security Standards: 0 mismatches', () => {
    const mismatches = accepted().flatMap(({ text, answer }) => {
      const [ours, theirs] = [verdict(parsed(text)), verdict(exact(answer.text))];
      return ours === theirs ? [] : [{ text, ours, theirs }];
    });
    expect(mismatches).toEqual([]);
  });

  test('a duplicate key is said wherever the server says one', () => {
    const mismatches = accepted().flatMap(({ text, answer }) => {
      const theirs = answer.warnings.some((warning) => /duplicate field|already set in map/.test(warning));
      const ours = parseText(new SourceText('edge', text)).documents[0]?.ambiguous ?? false;
      // Into a field that it does not know the server does not look; we say what stands twice there too.
      const unseen = answer.warnings.some((warning) => warning.includes('unknown field'));
      return ours === theirs || (ours && unseen) ? [] : [{ text, ours, warnings: answer.warnings }];
    });
    expect(mismatches).toEqual([]);
  });

  test('a field is unknown exactly where the server says so', () => {
    const mismatches = accepted().flatMap(({ text, answer }) => {
      const theirs = [...answer.warnings.join().matchAll(/unknown field \\?"([^"\\]+)/g)].map(([, field]) => field);
      const ours = validate(parsed(text), schemas).problems.filter(({ kind }) => kind === 'unknown-field');
      const fields = ours.map(({ pointer }) =>
        pointer
          .slice(1)
          .replaceAll(/\/(\d+)(?=\/)/g, '[$1]')
          .replaceAll('/', '.'),
      );
      return fields.sort().join() === theirs.sort().join() ? [] : [{ text, ours: fields, theirs }];
    });
    expect(mismatches).toEqual([]);
  });

  test('a field is of a wrong type exactly where the server cannot read it', () => {
    const mismatches = compared.flatMap(({ text, answer }) => {
      // The server reads the first of two values too, before it drops it.
      if (answer.status === 422 || parseText(new SourceText('edge', text)).documents[0]?.ambiguous) return [];
      const wrong = validate(parsed(text), schemas).problems.filter(({ kind }) => kind === 'wrong-type');
      return wrong.length > 0 === (answer.status === 400) ? [] : [{ text, wrong, answer: answer.text }];
    });
    expect(mismatches).toEqual([]);
  });

  // YAML 1.2 forbids it; the reader of kubectl and the API server does not. What is read so is no gap of coverage.
  test.each([
    ['double quotes', '"x\n  y"'],
    ['single quotes', "'x\ny'"],
    ['three lines', '"x\n\n  y\nz"'],
  ])('indented too little inside %s: the same value', async (_title, note) => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    note: ${note}\nspec:\n  containers: [{name: a, image: a}]\n`;
    const answer = await textPoster(cluster)('/api/v1/namespaces/edges/pods?dryRun=All', 'application/yaml', text);
    expect({ status: answer.status, note: valueAt(exact(answer.text), '/metadata/annotations/note') }).toEqual({
      status: 201,
      note: valueAt(parsed(text), '/metadata/annotations/note'),
    });
  });

  // kubectl reads a file as maps, where the last one wins, before it sends it; who posts JSON himself gets Go's reading of a
  // struct, which reads a second object over the first. We judge files, as kubectl reads them, and call such objects ambiguous.
  test.each(doubled)('posted past kubectl: %s', async (_title, notation, body, pointer, ours, theirs) => {
    const text =
      notation === 'json'
        ? `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},${body}}`
        : `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n${body}\n`;
    const answer = await textPoster(cluster)(
      '/api/v1/namespaces/edges/pods?dryRun=All',
      `application/${notation}`,
      text,
    );
    expect({
      status: answer.status,
      ambiguous: parseText(new SourceText('edge', text)).documents[0]?.ambiguous,
      ours: valueAt(parsed(text), pointer) ?? false,
      theirs: valueAt(exact(answer.text), pointer) ?? false,
    }).toEqual({ status: 201, ambiguous: true, ours, theirs });
  });
});

async function send(post: PostText, document: EdgeDocument, notation: 'yaml' | 'json'): Promise<Compared> {
  const collection =
    document.kind === 'Pod' ? '/api/v1/namespaces/edges/pods' : '/apis/example.org/v1/namespaces/edges/widgets';
  const text = document[notation];
  const answer = await post(`${collection}?dryRun=All&fieldValidation=Warn`, `application/${notation}`, text);
  return { text, answer };
}

async function untilServed(post: PostText): Promise<void> {
  const body = '{"apiVersion":"example.org/v1","kind":"Widget","metadata":{"name":"first"}}';
  const path = '/apis/example.org/v1/namespaces/edges/widgets?dryRun=All';
  for (let tries = 0; tries < 100; tries++) {
    if ((await post(path, 'application/json', body)).status === 201) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the API server does not serve Widgets');
}

function parsed(text: string): JsonObject {
  return record(parseText(new SourceText('edge', text)).documents[0]?.value);
}

function exact(text: string): JsonValue {
  return parseJson(new SourceText('answer', text)).documents[0]?.value ?? null;
}

// Fields that the server keeps as they are: it neither fills them in nor changes them.
const kept =
  /^\/spec\/(?:host(?:Network|PID|IPC)|shareProcessNamespace|automountServiceAccountToken|activeDeadlineSeconds|(?:containers\/0\/)?securityContext\/(?:privileged|runAs(?:User|Group|NonRoot)|fsGroup|readOnlyRootFilesystem|allowPrivilegeEscalation)|containers\/0\/(?:stdin|tty)|(?:(?:deep|Deep|DEEP)\/)?[fF]\d)$/;

function pointersOf(value: JsonValue, at = ''): string[] {
  const children = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return children
    .flatMap(([key, child]) => [`${at}/${key}`, ...pointersOf(child, `${at}/${key}`)])
    .filter((pointer) => kept.test(pointer));
}

/** The same to whoever reads it: what is false or null may be left out. */
function isSame(ours: JsonValue | undefined, theirs: JsonValue | undefined): boolean {
  if (theirs === undefined) return ours === false || ours === null;
  if (isNumber(ours) && isNumber(theirs)) return sameNumber(String(ours), String(theirs));
  return typeof ours === typeof theirs && shown(ours) === shown(theirs);
}

function isNumber(value: JsonValue | undefined): value is number | bigint | ExactDecimal {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof ExactDecimal;
}

/** Integers of 64 bits to the last digit; the server keeps all other numbers as float64. */
function sameNumber(ours: string, theirs: string): boolean {
  const isInt64 = /^-?\d{1,19}$/.test(ours) && BigInt.asIntN(64, BigInt(ours)) === BigInt(ours);
  return isInt64 && /^-?\d+$/.test(theirs) ? BigInt(ours) === BigInt(theirs) : Number(ours) === Number(theirs);
}

function shown(value: JsonValue | undefined): string {
  return value === undefined
    ? 'nothing'
    : JSON.stringify(value, (_key, item: unknown) =>
        typeof item === 'bigint' || item instanceof ExactDecimal ? String(item) : item,
      );
}

const schemas = schemaSet(JSON.parse(gunzipSync(readFileSync('content/schemas/kubernetes.json.gz')).toString()));
const controls = selectChecks(checks, { include: ['pss:restricted'] }).checks;

function verdict(object: JsonValue): string {
  const resource = toResource(object);
  const snapshot = Snapshot.of(resource ? [resource] : [], {
    kind: 'files',
    name: '',
    takenAt: '',
    skipped: [],
    incompleteKinds: [],
  });
  const judge = new Judge(snapshot, { checks: controls, kubeMinor: 36, at: 0 });
  expect([...judge.failures()]).toEqual([]);
  return [...judge.judgements()]
    .map(({ check, problem }) => `${check.id} ${problem.pointer}`)
    .sort()
    .join('\n');
}

const widgets = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
};
