import { own, type Resource, text } from '@bulwark/model';

const keys = [
  'bulwark.dev/owner',
  'app.kubernetes.io/owner',
  'owner',
  'team',
  'app.kubernetes.io/team',
  'contact',
  'maintainer',
];

/** Who answers for an object, by the labels and annotations people use for that; then its namespace's. */
export function teamOf(resource: Resource, namespace: Resource | undefined): string | null {
  for (const at of [resource, namespace]) {
    if (at === undefined) continue;
    for (const key of keys) {
      const value = text(own(at.labels, key)) ?? text(own(at.annotations, key));
      if (value) return value;
    }
  }
  return null;
}
