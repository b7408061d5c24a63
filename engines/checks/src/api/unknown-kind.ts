import { groupOf, type Resource } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { builtInKinds, isBuiltInGroup, lifecycleOf } from './api-lifecycles.ts';

export default defineCheck({
  id: 'api-unknown-kind',
  version: 1,
  title: 'Kubernetes has no such kind in this API version',
  severity: 'medium',
  why: 'The API server refuses the object, mostly because of a misspelt kind or version, so what it brings does not arrive.',
  attack: 'Protection that the manifests describe, such as a policy or a role, is not there.',
  remedy: 'Correct apiVersion and kind.',
  accept: 'An object of another system that uses a group of Kubernetes for its own files.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  techniques: ['T1562.001'],
  appliesTo: 'any',
  find: (resource: Resource): readonly Problem[] => {
    const { apiVersion, kind } = resource.ref;
    if (!isBuiltInGroup(groupOf(apiVersion)) || lifecycleOf(apiVersion, kind) || isOtherwiseKnown(resource))
      return none;
    const versions = currentVersions(kind);
    if (versions.length > 0) {
      const message = `Kubernetes has no ${kind} in ${apiVersion}; it is in ${versions.join(' and ')}.`;
      return [{ pointer: '/apiVersion', value: apiVersion, message }];
    }
    const near = nearestKind(kind);
    const hint = near === undefined ? '' : `; ${near} was meant, perhaps`;
    return [{ pointer: '/kind', value: kind, message: `Kubernetes has no kind ${kind} in ${apiVersion}${hint}.` }];
  },
  repair: {
    kind: 'edit',
    summary: 'correct apiVersion or kind',
    disruption: 'none',
    edits: (problem, resource) => {
      const { apiVersion, kind } = resource.ref;
      if (problem.pointer === '/apiVersion') {
        const [only, ...others] = currentVersions(kind);
        return only !== undefined && others.length === 0
          ? [set('/apiVersion', only)]
          : 'the kind is in more than one version';
      }
      const near = nearestKind(kind);
      return near !== undefined && lifecycleOf(apiVersion, near)
        ? [set('/kind', near)]
        : 'which kind was meant is not known';
    },
  },
});

// Not objects of a cluster: a kubeconfig, what the API server wraps answers in, and options of requests.
const wrappers: ReadonlySet<string> = new Set(['Config', 'List', 'Status', 'WatchEvent', 'Table']);

function isOtherwiseKnown({ ref: { apiVersion, kind } }: Resource): boolean {
  if (apiVersion === 'v1' && (wrappers.has(kind) || kind.endsWith('Options'))) return true;
  return kind.endsWith('List') && lifecycleOf(apiVersion, kind.slice(0, -'List'.length)) !== undefined;
}

/** The stable versions that have a kind; else those that have it at all. */
function currentVersions(kind: string): readonly string[] {
  const versions = builtInKinds().get(kind) ?? [];
  const stable = versions.filter((version) => /(?:^|\/)v\d+$/.test(version));
  return stable.length > 0 ? stable : versions;
}

/** The one built-in kind that differs by case, or by one or two letters. */
function nearestKind(kind: string): string | undefined {
  const near = [...builtInKinds().keys()].filter((known) => isNear(known, kind));
  return near.length === 1 ? near[0] : undefined;
}

function isNear(known: string, kind: string): boolean {
  if (known.toLowerCase() === kind.toLowerCase()) return true;
  // Short names differ by two letters by chance.
  const limit = known.length > 6 ? 2 : 1;
  return Math.abs(known.length - kind.length) <= limit && distance(known, kind) <= limit;
}

const longestKind = 64;

/** Letters to insert, drop or change (Levenshtein). */
function distance(a: string, b: string): number {
  if (b.length > longestKind) return longestKind;
  let row = Array.from({ length: b.length + 1 }, (_item, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (b[j] === letter ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? longestKind;
}
