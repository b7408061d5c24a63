/** Which builtins policies may call; any other one is an undefined function to them. */
export interface Capabilities {
  readonly builtins: readonly string[];
}

/** What of all builtins is on. */
export function allowedBuiltins<Named>(
  all: ReadonlyMap<string, Named>,
  capabilities: Capabilities | undefined,
): ReadonlyMap<string, Named> {
  if (capabilities === undefined) return all;
  const names = new Set(capabilities.builtins);
  return new Map([...all].filter(([name]) => names.has(name)));
}
