import { type Container, containerPointer, items, record, text } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { none, type Problem } from '../define-check.ts';

/** What any container may add by the baseline: the default set of the runtimes without NET_RAW. */
export const baselineCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** The container's `securityContext.capabilities`, empty where it has none. */
export function capabilitiesOf(container: Container): JsonObject {
  return record(container.securityContext['capabilities']);
}

/** A problem for each added capability that `forbids` names, the last first so that they can be removed in this order. */
export function addedCapabilities(
  container: Container,
  forbids: (name: string) => boolean,
  say: (name: string) => string,
): readonly Problem[] {
  const added = items(capabilitiesOf(container)['add']);
  if (added.length === 0) return none;
  return added
    .flatMap((value, index): readonly Problem[] => {
      // The API server reads null as an empty string here.
      const name = value === null ? '' : text(value);
      if (name === undefined || !forbids(name)) return none;
      const pointer = containerPointer(container, `/securityContext/capabilities/add/${index}`);
      return [{ pointer, ...(value === undefined ? {} : { value }), message: say(name) }];
    })
    .reverse();
}

/** The name as Kubernetes spells it: `CAP_chown` is CHOWN. */
export function capabilityName(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.toUpperCase().replace(/^CAP_/, '') : '';
}
