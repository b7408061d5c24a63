import { coreDeclarations } from './declarations/core.ts';
import type { Declaration } from './declarations/declare.ts';
import { documentsDeclarations } from './declarations/documents.ts';
import { outsideDeclarations } from './declarations/outside.ts';
import { textDeclarations } from './declarations/text.ts';

/** All builtins of OPA 1.22 by name, whether this engine has them or not. */
export const declarations: ReadonlyMap<string, Declaration> = new Map(
  [...coreDeclarations, ...textDeclarations, ...documentsDeclarations, ...outsideDeclarations].map(
    (declaration) => [declaration.name, declaration] as const,
  ),
);
