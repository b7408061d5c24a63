import { parseBody, parseLiteral } from './parse-body.ts';
import { parseInfix, parseInfixInList, parseTerm, parseTerms } from './parse-term.ts';
import type { Grammar } from './parser-state.ts';

/** The whole grammar, for a new ParserState. */
export const grammar: Grammar = { parseTerm, parseInfix, parseInfixInList, parseTerms, parseBody, parseLiteral };
