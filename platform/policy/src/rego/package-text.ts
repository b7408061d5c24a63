import type { Module } from '@bulwark/rego';

/** `a.b` of `package a.b`. */
export function packageText(module: Module): string {
  return packageParts(module).join('.');
}

/** `data["a"]["b"]["name"]`: a name of the module's package as a query. */
export function placeText(module: Module, name: string): string {
  return `data${[...packageParts(module), name].map((part) => `[${JSON.stringify(part)}]`).join('')}`;
}

function packageParts(module: Module): readonly string[] {
  return module.package.path.path.map((part) => (part.type === 'string' ? part.value : ''));
}
