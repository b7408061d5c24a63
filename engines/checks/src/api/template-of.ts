import type { PodTemplate, Resource } from '@bulwark/model';

/** The pod template whose part the pointer is, given what follows the template's own pointer. */
export function templateOf(resource: Resource, pointer: string, rest: string): PodTemplate | undefined {
  return resource.templates.find((template) => pointer.startsWith(template.pointer + rest));
}
