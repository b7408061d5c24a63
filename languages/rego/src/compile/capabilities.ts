/** Which builtins policies may call; any other one is an undefined function to them. */
export interface Capabilities {
  readonly builtins: readonly string[];
}

export function isAllowed(name: string, capabilities: Capabilities | undefined): boolean {
  return capabilities === undefined || capabilities.builtins.includes(name);
}
