import type { RegoType } from '../../compile/types/rego-type.ts';

/** What a builtin takes and gives, and what kind of builtin it is. */
export interface Declaration {
  readonly name: string;
  readonly args: readonly NamedType[];
  /** Undefined: called for its effect (`print`). */
  readonly result: NamedType | undefined;
  readonly variadic?: RegoType;
  readonly infix?: string;
  /** Refused in strict mode. */
  readonly deprecated?: true;
  /** Its result may differ from one query to the next. */
  readonly nondeterministic?: true;
  /** Has any number of results. */
  readonly relation?: true;
}

/** A type and the name by which error messages know it, if any. */
interface NamedType {
  readonly name: string | undefined;
  readonly type: RegoType;
}

export type Traits = Omit<Declaration, 'name' | 'args' | 'result'>;

/** Types with names, in order, or types alone. */
type Named = Readonly<Record<string, RegoType>>;

export function declare(
  name: string,
  args: Named | readonly RegoType[],
  result: Named | RegoType | undefined,
  traits: Traits = {},
): Declaration {
  const given =
    result === undefined ? undefined : isType(result) ? { name: undefined, type: result } : named(result)[0];
  return {
    name,
    args: isList(args) ? args.map((type) => ({ name: undefined, type })) : named(args),
    result: given,
    ...traits,
  };
}

function isList(args: Named | readonly RegoType[]): args is readonly RegoType[] {
  return Array.isArray(args);
}

function isType(result: Named | RegoType): result is RegoType {
  return 'kind' in result && typeof result.kind === 'string';
}

function named(types: Named): readonly NamedType[] {
  return Object.entries(types).map(([name, type]) => ({ name, type }));
}
