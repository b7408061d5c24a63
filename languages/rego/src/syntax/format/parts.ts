import { writeBody, writeExpr } from './format-expr.ts';
import { writeOperand, writeTerm } from './format-term.ts';
import type { Parts } from './format-writer.ts';

/** All writers, for a new FormatWriter. */
export const parts: Parts = { writeTerm, writeOperand, writeExpr, writeBody };
