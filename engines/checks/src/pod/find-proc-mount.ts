import { type Container, containerPointer } from '@bulwark/model';
import { none, type Problem } from '../define-check.ts';
import { problem, titleOf } from './security-context.ts';

/** A container that asks for another view of /proc than the default one. */
export function findProcMount(container: Container): readonly Problem[] {
  const value = container.securityContext['procMount'];
  if (typeof value !== 'string' || value === 'Default') return none;
  return problem(
    containerPointer(container, '/securityContext/procMount'),
    value,
    `${titleOf(container)} sets procMount to "${value}": parts of /proc that the runtime hides are open to it.`,
  );
}
