/** How a variable came to a scope. */
export type Occurrence = 'argument' | 'seen' | 'assigned' | 'declared';

interface Scope {
  readonly names: Map<string, string>;
  readonly occurrences: Map<string, Occurrence>;
  readonly counts: Map<string, number>;
}

/** The nested scopes of one rule or query while its local variables get names of their own. */
export class LocalScopes {
  readonly #scopes: Scope[];
  /** The names users wrote, by the names that replaced them. */
  readonly rewritten: Map<string, string>;

  constructor(scopes: Scope[] = [newScope()], rewritten: Map<string, string> = new Map()) {
    this.#scopes = scopes;
    this.rewritten = rewritten;
  }

  /** With the same variables declared, on a life of its own. */
  copy(): LocalScopes {
    const merged = newScope();
    for (const scope of this.#scopes) {
      for (const [name, value] of scope.names) merged.names.set(name, value);
      for (const [name, value] of scope.occurrences) merged.occurrences.set(name, value);
      for (const [name, value] of scope.counts) merged.counts.set(name, value);
    }
    return new LocalScopes([merged], new Map(this.rewritten));
  }

  push(): void {
    this.#scopes.push(newScope());
  }

  pop(): void {
    this.#scopes.pop();
  }

  get current(): Scope {
    return this.#scopes.at(-1) ?? newScope();
  }

  insert(name: string, replacement: string, occurrence: Occurrence): void {
    const { names, occurrences, counts } = this.current;
    names.set(name, replacement);
    occurrences.set(name, occurrence);
    counts.set(name, 1);
    if (name !== replacement) this.rewritten.set(replacement, name);
  }

  /** What replaces a variable, looking outwards. */
  declared(name: string): string | undefined {
    return this.#find((scope) => scope.names.get(name));
  }

  /** How the variable occurred in the innermost scope. */
  occurrence(name: string): Occurrence | undefined {
    return this.current.occurrences.get(name);
  }

  occurrenceAnywhere(name: string): Occurrence | undefined {
    return this.#find((scope) => scope.occurrences.get(name));
  }

  /** Counts one more use. */
  seen(name: string): void {
    const scope = this.#find((one) => (one.counts.has(name) ? one : undefined)) ?? this.current;
    scope.counts.set(name, (scope.counts.get(name) ?? 0) + 1);
  }

  /** How often a variable was used, its declaration included. */
  count(name: string): number {
    return this.#find((scope) => scope.counts.get(name)) ?? 0;
  }

  #find<Found>(by: (scope: Scope) => Found | undefined): Found | undefined {
    for (let at = this.#scopes.length - 1; at >= 0; at--) {
      const scope = this.#scopes[at];
      const found = scope === undefined ? undefined : by(scope);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function newScope(): Scope {
  return { names: new Map(), occurrences: new Map(), counts: new Map() };
}

/** Makes names that nothing else has: `__local0__`, `__local1__` … */
export class LocalNames {
  readonly #taken: ReadonlySet<string>;
  readonly #prefix: string;
  #next = 0;

  constructor(taken: ReadonlySet<string>, prefix = '__local') {
    this.#taken = taken;
    this.#prefix = prefix;
  }

  next(): string {
    for (;;) {
      const name = `${this.#prefix}${this.#next++}__`;
      if (!this.#taken.has(name)) return name;
    }
  }
}
