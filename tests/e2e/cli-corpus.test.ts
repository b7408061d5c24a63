// needs: ../shared/corpus and ../shared/suites/schemas; skipped with the reason where they are missing
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Report } from '@bulwark/model';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaErrors } from './report-schema.ts';
import { type Run, Workspace } from './workspace.ts';

const corpus = resolve('../shared/corpus');
const sarifSchema = resolve('../shared/suites/schemas/open/sarif/sarif-schema-2.1.0.json');
const missing = [corpus, sarifSchema].filter((path) => !existsSync(path));
if (missing.length > 0) process.stdout.write(`skipped: scans of the corpus: ${missing.join(', ')} missing\n`);

describe.skipIf(missing.length > 0)('the corpus', () => {
  const installs = missing.length > 0 ? [] : readdirSync(corpus).filter((name) => name !== 'README.md');
  const validateSarif = compileSarif();
  let workspace: Workspace;
  let runs: ReadonlyMap<string, Run>;
  const reports = new Map<string, Report>();

  beforeAll(() => {
    workspace = new Workspace();
    const outputs = (name: string): readonly string[] =>
      ['json', 'sarif', 'junit', 'html'].flatMap((format) => ['-o', `${format}=${name}.${format}`]);
    const all = workspace.runAll(
      installs.map((name) => ['scan', `${corpus}/${name}`, '-o', 'table', ...outputs(name)]),
    );
    runs = new Map(all.map((run, index) => [installs[index] ?? '', run]));
    for (const name of installs) reports.set(name, JSON.parse(workspace.read(`${name}.json`)));
  }, 60_000);
  afterAll(() => workspace?.remove());

  test.each(installs)('%s is scanned without a crash, the report is valid, every gap has a known reason', (name) => {
    const run = runs.get(name);
    const report = reports.get(name);
    expect({ code: run?.code, bug: run?.stderr.includes('bug:'), errors: schemaErrors(report) }).toEqual({
      code: expect.toBeOneOf([0, 1, 3]),
      bug: false,
      errors: [],
    });
    const reasons = new Set(report?.coverage.skipped.map(({ reason }) => reason));
    expect([...reasons].filter((reason) => reason !== 'missing-tool')).toEqual([]);
    expect(report?.findings.length).toBeGreaterThan(0);
  });

  test.each(installs)('%s: each finding stands where it says', (name) => {
    const lines = new Map<string, readonly string[]>();
    const linesOf = (file: string): readonly string[] => {
      const known = lines.get(file) ?? readFileSync(file, 'utf8').split('\n');
      lines.set(file, known);
      return known;
    };
    const wrong = (reports.get(name)?.findings ?? []).flatMap(({ checkId, evidence: [first] }) => {
      const last = first?.pointer.split('/').at(-1) ?? '';
      const line = linesOf(first?.file ?? '')[(first?.line ?? 0) - 1] ?? '';
      // A value that is there is named by its key on that very line; an element of a list has none.
      const named = first?.value === undefined || /^(?:\d+|)$/.test(last) || line.includes(last.replaceAll('~1', '/'));
      return named ? [] : [`${checkId} ${first?.file}:${first?.line} ${first?.pointer}`];
    });
    expect(wrong).toEqual([]);
  });

  test.each(installs)('%s: SARIF is valid and has a place for each result', (name) => {
    const sarif = JSON.parse(workspace.read(`${name}.sarif`));
    validateSarif(sarif);
    expect(validateSarif.errors).toBeNull();
    const [{ results }] = sarif.runs;
    const unplaced = results.filter(
      (result: SarifResult) => !((result.locations[0]?.physicalLocation.region.startLine ?? 0) > 0),
    );
    expect(unplaced).toEqual([]);
  });

  test('JUnit is one document and HTML is one page that loads nothing', () => {
    for (const name of installs) {
      const html = workspace.read(`${name}.html`);
      expect(html).not.toMatch(/<(?:script|link|img|iframe)\b[^>]*(?:src|href)=/i);
      expect(html).toMatch(/<html lang="en">/);
      expect(workspace.read(`${name}.junit`)).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\s*<testsuites/i);
    }
  });

  describe('Kubernetes Goat shows its planted weaknesses', () => {
    const planted: readonly (readonly [string, string, string, string])[] = [
      [
        'the host’s root, writable',
        'system-monitor-deployment',
        'workload-host-root-writable',
        '/spec/template/spec/volumes/0/hostPath/path',
      ],
      ['the host’s processes', 'system-monitor-deployment', 'pod-host-namespaces', '/spec/template/spec/hostPID'],
      ['the host’s shared memory', 'system-monitor-deployment', 'pod-host-namespaces', '/spec/template/spec/hostIPC'],
      [
        'a privileged container',
        'system-monitor-deployment',
        'pod-privileged',
        '/spec/template/spec/containers/0/securityContext/privileged',
      ],
      [
        'privilege escalation allowed',
        'system-monitor-deployment',
        'pod-allow-privilege-escalation',
        '/spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation',
      ],
      [
        'a Secret handed over in the environment',
        'system-monitor-deployment',
        'workload-secret-in-env',
        '/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef',
      ],
      ['a Secret in the repository', 'goatvault', 'secret-plain-in-file', '/data'],
      [
        'the container runtime’s socket',
        'health-check-deployment',
        'workload-runtime-socket',
        '/spec/template/spec/volumes/0/hostPath/path',
      ],
      [
        'a privileged container beside it',
        'health-check-deployment',
        'pod-privileged',
        '/spec/template/spec/containers/0/securityContext/privileged',
      ],
      ['an account that is cluster-admin', 'superadmin', 'rbac-cluster-admin-binding', '/subjects/0/name'],
      [
        'a Role that reads all Secrets of its namespace',
        'secret-reader',
        'rbac-wildcard-core-read',
        '/rules/0/resources/0',
      ],
      [
        'a workload without limits',
        'hunger-check-deployment',
        'workload-memory-limit',
        '/spec/template/spec/containers/0/resources/limits/memory',
      ],
      ['a Service on every node', 'internal-proxy-info-app-service', 'network-service-node-port', '/spec/type'],
      [
        'an image by a tag that moves',
        'hidden-in-layers',
        'image-latest-tag',
        '/spec/template/spec/containers/0/image',
      ],
      [
        'etcd’s data in a job',
        'kube-bench-master',
        'workload-host-etcd-data',
        '/spec/template/spec/volumes/0/hostPath/path',
      ],
      [
        'the kubelet’s credentials in a job',
        'kube-bench-node',
        'workload-host-kubelet-directory',
        '/spec/template/spec/volumes/1/hostPath/path',
      ],
      [
        'a socket and everything else in a DaemonSet',
        'docker-bench-security',
        'workload-runtime-socket',
        '/spec/template/spec/volumes/6/hostPath/path',
      ],
    ];

    test.each(planted)('%s: %s', (_title, name, checkId, pointer) => {
      const found = reports
        .get('kubernetes-goat')
        ?.findings.filter((finding) => finding.resource.name === name && finding.checkId === checkId);
      expect(found?.map(({ evidence }) => evidence[0]?.pointer)).toContain(pointer);
    });

    test('without helm its two charts are named in the coverage', () => {
      const gaps = reports.get('kubernetes-goat')?.coverage.skipped ?? [];
      expect(gaps.map(({ what, reason }) => [reason, what.replace(`${corpus}/`, '')])).toEqual([
        ['missing-tool', 'Helm chart kubernetes-goat/infrastructure/helm-tiller/pwnchart'],
        ['missing-tool', 'Helm chart kubernetes-goat/scenarios/metadata-db'],
      ]);
      expect(runs.get('kubernetes-goat')?.code).toBe(1);
    });

    test('with helm the chart’s ClusterRole over everything is found', () => {
      const chart = `${corpus}/kubernetes-goat/infrastructure/helm-tiller/pwnchart`;
      workspace.write({
        rendered: ['clusterrole', 'clusterrolebinding']
          .map(
            (name) =>
              `---\n# Source: pwnchart/templates/${name}.yaml\n${readFileSync(`${chart}/templates/${name}.yaml`, 'utf8').replaceAll(/\{\{[^}]*\}\}/g, 'tiller')}`,
          )
          .join(''),
      });
      workspace.tool('helm', `while IFS= read -r line; do printf '%s\\n' "$line"; done < rendered`);
      const [run] = workspace.runAll([['scan', chart, '-o', 'json']]);
      const report: Report = JSON.parse(run?.stdout ?? '');
      const role = report.findings.find(({ resource }) => resource.name === 'all-your-base');
      expect({
        code: run?.code,
        complete: report.coverage.complete,
        severity: role?.severity,
        file: role?.evidence[0]?.file,
      }).toEqual({
        code: 1,
        complete: true,
        severity: 'critical',
        file: `${chart}/templates/clusterrole.yaml`,
      });
    });
  });
});

/** The schema is one of draft 4, of which it uses nothing that later drafts read otherwise. */
function compileSarif(): ValidateFunction {
  if (missing.length > 0) return new Ajv().compile(true);
  const { $schema, id, ...schema } = JSON.parse(readFileSync(sarifSchema, 'utf8'));
  return new Ajv({ strict: false, validateFormats: false }).compile(schema);
}

interface SarifResult {
  readonly locations: readonly { readonly physicalLocation: { readonly region: { readonly startLine: number } } }[];
}
