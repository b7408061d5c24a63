import type { Finding, Report } from '@bulwark/model';
import { ExactDecimal } from '@bulwark/text';
import type { CheckInfoLike, FormatContext } from '../src/format.ts';

const none = { available: false, reason: 'the right value depends on the workload' } as const;

type Given = Pick<Finding, 'id' | 'checkId' | 'title' | 'message' | 'severity' | 'resource' | 'evidence'> &
  Partial<Finding>;

/** A finding with the usual where nothing is given, its fields in the order of interfaces.md. */
function finding(given: Given): Finding {
  return {
    id: given.id,
    checkId: given.checkId,
    title: given.title,
    message: given.message,
    severity: given.severity,
    risk: given.risk ?? { score: 40, factors: [{ name: 'severity', effect: 40 }] },
    resource: given.resource,
    owner: given.owner ?? null,
    evidence: given.evidence,
    controls: given.controls ?? [],
    techniques: given.techniques ?? [],
    fix: given.fix ?? none,
    exception: given.exception ?? null,
    ...(given.notes ? { notes: given.notes } : {}),
  };
}

/** A small report that holds everything a report can hold: the golden files are made of it. */
export const sampleReport: Report = {
  schemaVersion: '1',
  tool: { name: 'bulwark', version: '0.1.0' },
  input: { kind: 'files', name: 'shop/manifests', objects: 12, at: '2027-01-31T00:00:00Z' },
  summary: { critical: 1, high: 2, medium: 1, low: 1, info: 1, excepted: 1 },
  findings: [
    finding({
      id: 'f-00000000000000a1',
      checkId: 'rbac-escalate-verb',
      title: 'Role grants the escalate verb',
      message: 'Rule 2 lets its subjects give themselves any right with "escalate" on clusterroles.',
      severity: 'critical',
      risk: {
        score: 92,
        factors: [
          { name: 'severity', effect: 80 },
          { name: 'exposed-to-internet', effect: 20 },
          { name: 'no-subject', effect: -8 },
        ],
      },
      resource: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'admin-helper' },
      owner: 'platform',
      evidence: [
        { pointer: '/rules/1/verbs/0', value: 'escalate', file: 'shop/manifests/rbac.yaml', line: 12, column: 9 },
        {
          pointer: '/subjects/0',
          resource: {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'RoleBinding',
            namespace: 'ci',
            name: 'token-helper',
          },
          file: 'shop/manifests/rbac.yaml',
          line: 30,
          column: 5,
        },
      ],
      controls: ['cis-1.12/5.1.8', 'pci-4.0.1/7.2.1'],
      techniques: ['T1098'],
    }),
    finding({
      id: 'f-00000000000000b1',
      checkId: 'pod-privileged',
      title: 'Container runs privileged',
      message: 'Container "web" runs privileged: it is root on its node.',
      severity: 'high',
      risk: { score: 75, factors: [{ name: 'severity', effect: 75 }] },
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
      owner: 'team-a',
      evidence: [
        {
          pointer: '/spec/template/spec/containers/0/securityContext/privileged',
          value: true,
          file: 'shop/manifests/deploy.yaml',
          line: 31,
          column: 15,
        },
      ],
      controls: ['pci-4.0.1/2.2.1'],
      techniques: ['T1611', 'T1610'],
      fix: { available: true, summary: 'set privileged to false' },
      notes: ['exception expired on 2026-12-31'],
    }),
    finding({
      id: 'f-00000000000000b2',
      checkId: 'pod-privileged',
      title: 'Container runs privileged',
      message: 'Container "側車" runs privileged: it is root on its node.',
      severity: 'high',
      risk: { score: 70, factors: [{ name: 'severity', effect: 70 }] },
      resource: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'kube-system', name: 'agent' },
      evidence: [{ pointer: '/spec/template/spec/containers/1/securityContext/privileged', value: true }],
      techniques: ['T1611', 'T1610'],
      fix: { available: true, summary: 'set privileged to false' },
    }),
    finding({
      id: 'f-00000000000000c1',
      checkId: 'workload-no-memory-limit',
      title: 'Container has no memory limit',
      message: 'Container "\u001b[31mred\u001b[0m" of\n<script>alert(1)</script> may use all memory, `x`|y, @team #1.',
      severity: 'medium',
      resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: '=cmd|calc\u202e' },
      evidence: [
        {
          pointer: '/spec/containers/0/resources',
          value: {
            big: 9007199254740993n,
            exact: new ExactDecimal('1e400'),
            ratio: new ExactDecimal('1.0'),
            word: 'yes',
            list: [1.5, 'no', null],
          },
          file: 'shop/manifests/odd name,%.yaml',
          line: 3,
          column: 1,
        },
      ],
    }),
    finding({
      id: 'f-00000000000000d1',
      checkId: 'gatekeeper:K8sRequiredLabels/all-must-have-owner',
      title: 'All objects must have an owner',
      message: 'Label "owner" is missing.',
      severity: 'low',
      risk: { score: 10, factors: [{ name: 'severity', effect: 10 }] },
      resource: { apiVersion: 'v1', kind: 'Namespace', name: 'shop' },
      evidence: [{ pointer: '' }],
    }),
    finding({
      id: 'f-00000000000000e1',
      checkId: 'image-tag',
      title: 'Image has a tag that can move',
      message: 'Image "web:1.2" is named by a tag, which may name other contents tomorrow.',
      severity: 'info',
      risk: { score: 5, factors: [{ name: 'severity', effect: 5 }] },
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
      evidence: [
        {
          pointer: '/spec/template/spec/containers/0/image',
          value: 'web:1.2',
          file: 'shop/manifests/deploy.yaml',
          line: 24,
          column: 16,
        },
      ],
      fix: { available: false, reason: 'the digest is only known to the registry' },
    }),
    finding({
      id: 'f-00000000000000f1',
      checkId: 'network-load-balancer',
      title: 'Service is reachable from outside the cluster',
      message: 'Service "web" opens port 80 to every address.',
      severity: 'medium',
      resource: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
      evidence: [
        { pointer: '/spec/type', value: 'LoadBalancer', file: 'shop/manifests/service.yaml', line: 8, column: 9 },
      ],
      exception: {
        reason: 'the shop is public',
        owner: 'team-a',
        expires: '2027-06-30',
        ticket: 'SEC-12',
        source: '.bulwark/exceptions.yaml',
      },
    }),
  ],
  coverage: {
    complete: false,
    evaluated: {
      objects: 12,
      checks: [
        { id: 'image-tag', version: 1 },
        { id: 'network-load-balancer', version: 1 },
        { id: 'pod-host-ports', version: 2 },
        { id: 'pod-privileged', version: 1 },
        { id: 'rbac-escalate-verb', version: 1 },
        { id: 'workload-no-memory-limit', version: 1 },
      ],
      withoutChecks: [{ what: 'example.org/v1 Widget', count: 4 }],
    },
    skipped: [
      {
        what: 'shop/manifests/broken.yaml',
        reason: 'unparsed',
        detail: 'broken.yaml:12:3: expected a value, found the end of the file',
        count: 1,
      },
      {
        what: 'secrets',
        reason: 'forbidden',
        detail: 'the identity may not list them',
        count: 2,
        objects: [{ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'db' }],
        checks: ['cert-expiry', 'secret-unused'],
      },
    ],
  },
};

/** What is known about two of its checks. */
const sampleChecks: ReadonlyMap<string, CheckInfoLike> = new Map([
  [
    'pod-privileged',
    {
      title: 'Container runs privileged',
      why: 'A privileged container has every capability and every device of its node.',
      remedy: 'Remove `privileged: true` and grant the single capability or device that is needed.',
      references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
    },
  ],
  [
    'rbac-escalate-verb',
    {
      title: 'Role grants the escalate verb',
      why: 'Who may escalate may write roles with rights that they do not have.',
      remedy: 'Remove the verb `escalate`, and grant the rights themselves.',
      references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
    },
  ],
]);

/** A reader of 80 columns without colour who wants the usual. */
export const plainReader: FormatContext = {
  colour: false,
  unicode: true,
  width: 80,
  verbose: false,
  severities: ['critical', 'high', 'medium', 'low', 'info'],
  showSuppressed: false,
  failOn: 'high',
  checks: sampleChecks,
};

/** A reader who is shown everything. */
export const thoroughReader: FormatContext = { ...plainReader, verbose: true, showSuppressed: true };

/** A format's whole text. */
export function textOf(chunks: Iterable<string>): string {
  return [...chunks].join('');
}
