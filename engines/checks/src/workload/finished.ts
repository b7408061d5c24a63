import { integer, items, type Resource, record } from '@bulwark/model';

/**
 * Whether no pod will start from this object again: a Job or Pod that has ended or is being deleted, or an earlier
 * revision of a Deployment, which keeps the references of its time.
 */
export function isFinished(resource: Resource): boolean {
  if (resource.metadata['deletionTimestamp'] !== undefined) return true;
  const { spec, status } = resource.object;
  switch (resource.kind) {
    case 'Pod':
      return endedPhases.has(record(status)['phase']);
    case 'Job.batch':
      return items(record(status)['conditions']).some((condition) => isEnd(record(condition)));
    case 'ReplicaSet.apps':
    case 'ReplicationController':
      return integer(record(spec)['replicas']) === 0 && items(resource.metadata['ownerReferences']).length > 0;
    default:
      return false;
  }
}

const endedPhases: ReadonlySet<unknown> = new Set(['Succeeded', 'Failed']);

function isEnd({ type, status }: Readonly<Record<string, unknown>>): boolean {
  return status === 'True' && (type === 'Complete' || type === 'Failed');
}
