import { type Container, containerPointer, type PodTemplate, type Resource } from '@bulwark/model';

/** The pod of the object in whose spec a pointer lies. */
export function podOf(pointer: string, { templates }: Resource): PodTemplate | undefined {
  return templates.find(({ specPointer }) => pointer.startsWith(`${specPointer}/`));
}

/** The container in which a pointer lies. */
export function containerOf(pointer: string, resource: Resource): Container | undefined {
  return podOf(pointer, resource)?.containers.find((one) => pointer.startsWith(containerPointer(one, '/')));
}
