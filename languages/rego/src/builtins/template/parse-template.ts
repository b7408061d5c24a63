import { quote } from '../../values/quote.ts';
import { BuiltinError } from '../builtin.ts';
import { unquoted } from './go-literal.ts';
import { OperandParser } from './parse-pipeline.ts';
import { scanTemplate, type Token } from './scan-template.ts';
import type { Pipeline, TemplateList, TemplateNode, TemplateTree } from './syntax.ts';

/** The name of the whole template. */
export const wholeTemplate = 'template';

/** Nesting of control structures, which Go does not bound. */
const deepest = 500;

/** Reads a template of Go's `text/template`. Throws BuiltinError with Go's words. */
export function parseTemplate(text: string): TemplateTree {
  const definitions = new Map<string, TemplateList>();
  new TemplateParser(text, scanTemplate(text), definitions).whole();
  return { text, definitions };
}

/** What ended a list. */
type Ending = 'end' | 'else' | 'else if' | 'else with';

class TemplateParser extends OperandParser {
  readonly #definitions: Map<string, TemplateList>;
  #rangeDepth = 0;
  #depth = 0;

  constructor(text: string, tokens: readonly Token[], definitions: Map<string, TemplateList>) {
    super(text, tokens);
    this.#definitions = definitions;
  }

  whole(): void {
    const list: TemplateNode[] = [];
    while (this.peek().kind !== 'end') {
      if (this.#defines()) continue;
      const node = this.#textOrAction();
      if (typeof node === 'string') this.fail(`unexpected {{${node.split(' ')[0]}}}`);
      list.push(node);
    }
    this.#define(wholeTemplate, list);
  }

  #defines(): boolean {
    if (this.peek().kind !== 'left' || this.peekWord(1) !== 'define') return false;
    this.next();
    this.nextWord();
    const name = this.#name('define clause');
    this.expect('right', 'define clause');
    this.#define(name, this.#fresh('define clause'));
    return true;
  }

  /** The list of another template: without the variables and the loops around it. */
  #fresh(context: string): TemplateList {
    const variables = this.variables;
    const rangeDepth = this.#rangeDepth;
    this.variables = ['$'];
    this.#rangeDepth = 0;
    const { list, ending } = this.#list();
    if (ending !== 'end') this.fail(`unexpected {{else}} in ${context}`);
    this.variables = variables;
    this.#rangeDepth = rangeDepth;
    return list;
  }

  #define(name: string, list: TemplateList): void {
    const known = this.#definitions.get(name);
    if (known === undefined || isEmpty(known)) this.#definitions.set(name, list);
    else if (!isEmpty(list)) this.fail(`template: multiple definition of template ${quote(name)}`);
  }

  #list(): { readonly list: TemplateList; readonly ending: Ending } {
    if (++this.#depth > deepest) throw new BuiltinError('the template is nested too deeply');
    const list: TemplateNode[] = [];
    while (this.peek().kind !== 'end') {
      const node = this.#textOrAction();
      if (typeof node === 'string') {
        this.#depth--;
        return { list, ending: node };
      }
      list.push(node);
    }
    return this.fail('unexpected EOF');
  }

  #textOrAction(): TemplateNode | Ending {
    const token = this.nextWord();
    if (token.kind === 'text') return { kind: 'text', text: token.text };
    return token.kind === 'left' ? this.#action() : this.unexpected(token, 'input');
  }

  #action(): TemplateNode | Ending {
    const token = this.peekToken();
    if (token.kind !== 'keyword') return { kind: 'action', pipeline: this.pipeline('command', 'right') };
    const { text } = this.nextWord();
    switch (text) {
      case 'if':
      case 'with':
      case 'range':
        return this.#control(text);
      case 'end':
        this.expect('right', 'end');
        return 'end';
      case 'else':
        return this.#else();
      case 'break':
      case 'continue':
        return this.#jump(text);
      case 'template':
        return this.#template();
      case 'block':
        return this.#block();
      default:
        return this.unexpected(token, 'command');
    }
  }

  #else(): Ending {
    const word = this.peekToken();
    if (word.kind === 'keyword' && (word.text === 'if' || word.text === 'with')) return `else ${word.text}`;
    this.expect('right', 'else');
    return 'else';
  }

  #jump(kind: 'break' | 'continue'): TemplateNode {
    this.expect('right', `{{${kind}}}`);
    if (this.#rangeDepth === 0) this.fail(`{{${kind}}} outside {{range}}`);
    return { kind };
  }

  #control(kind: 'if' | 'with' | 'range'): TemplateNode {
    const known = this.variables.length;
    const pipeline = this.pipeline(kind, 'right');
    if (kind === 'range') this.#rangeDepth++;
    const { list, ending } = this.#list();
    if (kind === 'range') this.#rangeDepth--;
    const otherwise = ending === 'end' ? undefined : this.#otherwise(kind, ending);
    this.variables.length = known;
    return { kind, pipeline, list, otherwise };
  }

  #otherwise(kind: 'if' | 'with' | 'range', ending: Ending): TemplateList {
    if (ending === `else ${kind}` && kind !== 'range') {
      this.nextWord();
      if (++this.#depth > deepest) throw new BuiltinError('the template is nested too deeply');
      const nested = this.#control(kind);
      this.#depth--;
      return [nested];
    }
    const { list, ending: last } = this.#list();
    if (last !== 'end') this.fail('expected end; found {{else}}');
    return list;
  }

  #template(): TemplateNode {
    const { at } = this.peekToken();
    const name = this.#name('template clause');
    let pipeline: Pipeline | undefined;
    if (this.peekToken().kind === 'right') this.nextWord();
    else pipeline = this.pipeline('template clause', 'right');
    return { kind: 'template', at, name, pipeline };
  }

  #block(): TemplateNode {
    const { at } = this.peekToken();
    const name = this.#name('block clause');
    const pipeline = this.pipeline('block clause', 'right');
    this.#define(name, this.#fresh('block clause'));
    return { kind: 'template', at, name, pipeline };
  }

  #name(context: string): string {
    const token = this.nextWord();
    if (token.kind !== 'string' && token.kind !== 'raw string') this.unexpected(token, context);
    return unquoted(token.text) ?? this.fail('invalid syntax');
  }
}

/** Nothing but space: such a definition gives way to another of the same name. */
function isEmpty(list: TemplateList): boolean {
  return list.every((node) => node.kind === 'text' && node.text.trim() === '');
}
