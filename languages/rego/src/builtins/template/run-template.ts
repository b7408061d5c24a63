import { getText } from '../../values/object.ts';
import { isMapObject, isObject, type RegoValue } from '../../values/value.ts';
import { type BuiltinContext, BuiltinError } from '../builtin.ts';
import { type Element, elementsOf } from './elements.ts';
import { GoNumber, type GoValue, goInteger, goType, isTrue, printed } from './go-value.ts';
import { wholeTemplate } from './parse-template.ts';
import {
  type Branches,
  type Command,
  type Operand,
  type Pipeline,
  type Shown,
  shown,
  type TemplateList,
  type TemplateNode,
  type TemplateTree,
} from './syntax.ts';
import { CallError, countProblem, templateFunctions, textProblem } from './template-functions.ts';

/** Templates within templates; Go allows 100 000. */
const deepest = 500;

/** No value came from the pipeline. */
const nothing = Symbol('nothing');

type Jump = 'break' | 'continue' | undefined;

/** What a template gives for a value. Throws BuiltinError with Go's words. */
export function runTemplate(tree: TemplateTree, data: RegoValue, context: BuiltinContext): string {
  return new Run(tree, context).whole(data);
}

class Run {
  readonly #tree: TemplateTree;
  readonly #context: BuiltinContext;
  #text = '';
  #name = wholeTemplate;
  #node: Shown | undefined;
  #variables: { readonly name: string; value: GoValue }[] = [];
  #depth = 0;

  constructor(tree: TemplateTree, context: BuiltinContext) {
    this.#tree = tree;
    this.#context = context;
  }

  whole(data: RegoValue): string {
    this.#variables = [{ name: '$', value: data }];
    this.#walkList(this.#tree.definitions.get(wholeTemplate) ?? [], data);
    return this.#text;
  }

  #fail(message: string): never {
    const { text } = this.#tree;
    const before = text.slice(0, this.#node?.at ?? 0);
    const line = 1 + (before.match(/\n/g)?.length ?? 0);
    const column = new TextEncoder().encode(before.slice(before.lastIndexOf('\n') + 1)).length;
    const node = this.#node === undefined ? '' : shown(this.#node);
    const place = `template:${line}:${column}: executing ${JSON.stringify(this.#name)} at <${node}>`;
    throw new BuiltinError(`template: ${place}: ${message}`);
  }

  #write(text: string): void {
    this.#context.count(0, text.length);
    this.#text += text;
  }

  #walkList(list: TemplateList, dot: GoValue): Jump {
    for (const node of list) {
      const jump = this.#walk(node, dot);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  #walk(node: TemplateNode, dot: GoValue): Jump {
    this.#context.count(1);
    switch (node.kind) {
      case 'text':
        this.#write(node.text);
        return undefined;
      case 'action': {
        const value = this.#pipeline(node.pipeline, dot);
        if (node.pipeline.variables.length === 0) this.#write(printed(value));
        return undefined;
      }
      case 'template':
        this.#template(node, dot);
        return undefined;
      case 'break':
      case 'continue':
        return node.kind;
      default: {
        const mark = this.#variables.length;
        const jump = node.kind === 'range' ? this.#range(node, dot) : this.#branch(node, dot);
        this.#variables.length = mark;
        return jump;
      }
    }
  }

  #branch(node: Branches & { readonly kind: 'if' | 'with' | 'range' }, dot: GoValue): Jump {
    const value = this.#pipeline(node.pipeline, dot);
    if (isTrue(value)) return this.#walkList(node.list, node.kind === 'with' ? value : dot);
    return node.otherwise && this.#walkList(node.otherwise, dot);
  }

  #range(node: Branches, dot: GoValue): Jump {
    const value = this.#pipeline(node.pipeline, dot);
    const mark = this.#variables.length;
    let none = true;
    for (const [index, element] of this.#elements(value, node.pipeline)) {
      none = false;
      this.#context.count(1);
      this.#setElement(node.pipeline, index, element);
      const jump = this.#walkList(node.list, element);
      this.#variables.length = mark;
      if (jump === 'break') break;
    }
    return none && node.otherwise ? this.#walkList(node.otherwise, dot) : undefined;
  }

  #elements(value: GoValue, { variables }: Pipeline): Iterable<Element> {
    const elements = elementsOf(value);
    if (elements === undefined) return this.#fail(`range can't iterate over ${printed(value)}`);
    if (variables.length > 1 && value instanceof GoNumber) {
      this.#fail(`can't use ${printed(value)} to iterate over more than one variable`);
    }
    return elements;
  }

  #setElement({ variables, assigns }: Pipeline, index: GoValue, element: GoValue): void {
    const [first, second] = variables;
    if (first !== undefined) this.#set(first, second === undefined ? element : index, assigns);
    if (second !== undefined) this.#set(second, element, assigns);
  }

  /** Variables that a range declares are the last ones of their names. */
  #set(name: string, value: GoValue, assigns: boolean): void {
    const variable = this.#variables.findLast((known) => known.name === name);
    if (variable !== undefined) variable.value = value;
    else if (assigns) this.#fail(`undefined variable: ${name}`);
  }

  #template(node: Extract<TemplateNode, { kind: 'template' }>, dot: GoValue): void {
    this.#node = node;
    const list = this.#tree.definitions.get(node.name);
    if (list === undefined) this.#fail(`template ${JSON.stringify(node.name)} not defined`);
    if (this.#depth === deepest) this.#fail(`exceeded maximum template depth (${deepest})`);
    const inner = node.pipeline === undefined ? undefined : this.#pipeline(node.pipeline, dot);
    const [name, variables] = [this.#name, this.#variables];
    this.#name = node.name;
    this.#variables = [{ name: '$', value: inner }];
    this.#depth++;
    this.#walkList(list, inner);
    this.#depth--;
    this.#name = name;
    this.#variables = variables;
  }

  #pipeline(pipeline: Pipeline, dot: GoValue): GoValue {
    this.#node = pipeline;
    let value: GoValue | typeof nothing = nothing;
    for (const command of pipeline.commands) value = this.#command(command, dot, value) ?? undefined;
    const result = value === nothing ? undefined : value;
    for (const name of pipeline.variables) {
      if (pipeline.assigns) this.#set(name, result, true);
      else this.#variables.push({ name, value: result });
    }
    return result;
  }

  #command(command: Command, dot: GoValue, final: GoValue | typeof nothing): GoValue {
    this.#context.count(1);
    const [first, ...rest] = command.words;
    if (first.kind === 'function') {
      this.#node = first;
      return this.#call(first.name, { at: command, words: rest, final }, dot);
    }
    if (rest.length > 0 || final !== nothing) this.#refuseArguments(first, dot);
    if (first.kind === 'nil') {
      this.#node = first;
      this.#fail('nil is not a command');
    }
    return this.#operand(first, dot);
  }

  #refuseArguments(first: Operand, dot: GoValue): never {
    this.#node = first;
    const path = 'path' in first ? first.path : [];
    const last = path.at(-1);
    if (last === undefined) return this.#fail(`can't give argument to non-function ${shown(first)}`);
    this.#operand(first, dot);
    return this.#fail(`${last} is not a method but has arguments`);
  }

  #operand(operand: Operand, dot: GoValue): GoValue {
    switch (operand.kind) {
      case 'pipeline':
        return this.#pipeline(operand, dot);
      case 'dot':
        return dot;
      case 'boolean':
      case 'string':
        return operand.value;
      case 'nil':
        return null;
      default:
        this.#node = operand;
        return this.#reference(operand, dot);
    }
  }

  #reference(
    operand: Extract<Operand, { kind: 'number' | 'function' | 'field' | 'variable' | 'chain' }>,
    dot: GoValue,
  ): GoValue {
    switch (operand.kind) {
      case 'function':
        return this.#call(operand.name, { at: operand, words: [], final: nothing }, dot);
      case 'field':
        return this.#path(dot, operand.path);
      case 'variable': {
        const variable = this.#variables.findLast(({ name }) => name === operand.name);
        if (variable === undefined) this.#fail(`undefined variable: ${operand.name}`);
        return this.#path(variable.value, operand.path);
      }
      case 'chain':
        if (operand.of.kind === 'nil') this.#fail(`indirection through explicit nil in ${shown(operand)}`);
        return this.#path(this.#operand(operand.of, dot), operand.path);
      default:
        return this.#number(operand);
    }
  }

  #number({ value, source }: Extract<Operand, { kind: 'number' }>): GoValue {
    if (typeof value === 'number') return new GoNumber('float64', value);
    if (BigInt.asIntN(64, value) !== value) this.#fail(`${source} overflows int`);
    return goInteger(value);
  }

  #path(start: GoValue, path: readonly string[]): GoValue {
    let value = start;
    for (const [index, name] of path.entries()) {
      if (value === undefined) return undefined;
      if (value === null) this.#fail(`nil pointer evaluating interface {}.${name}`);
      if (value instanceof GoNumber || !isObject(value) || isMapObject(value)) {
        return this.#fail(`can't evaluate field ${name} in type ${index > 0 ? 'interface {}' : goType(value)}`);
      }
      value = getText(value, name);
    }
    return value;
  }

  #call(name: string, call: Call, dot: GoValue): GoValue {
    const count = call.words.length + (call.final === nothing ? 0 : 1);
    if (name === 'and' || name === 'or') {
      if (count < 1) this.#fail(`wrong number of args for ${name}: want at least 1 got 0`);
      return this.#choose(name, call, dot);
    }
    const called = Object.hasOwn(templateFunctions, name) ? templateFunctions[name] : undefined;
    if (called === undefined) return this.#fail(`${JSON.stringify(name)} is not a defined function`);
    const miscount = countProblem(name, called, { given: call.words.length, piped: count - call.words.length });
    if (miscount !== undefined) this.#fail(miscount);
    const args = call.words.map((word) => this.#argument(word, dot));
    if (call.final !== nothing) args.push(call.final);
    const misfit = called.takesText && textProblem(args[0]);
    if (misfit) this.#fail(misfit);
    try {
      const result = called.call(args, (length) => this.#context.count(1, length));
      this.#context.count(1, typeof result === 'string' ? result.length : 0);
      return result;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#node = call.at;
      return this.#fail(`error calling ${name}: ${error.message}`);
    }
  }

  #argument(word: Operand, dot: GoValue): GoValue {
    this.#node = word;
    return this.#operand(word, dot);
  }

  /** The first argument that decides `and` or `or`, else the last one. */
  #choose(name: 'and' | 'or', { words, final }: Call, dot: GoValue): GoValue {
    let value: GoValue;
    for (const word of words) {
      value = this.#argument(word, dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return final === nothing ? value : final;
  }
}

interface Call {
  readonly at: Shown;
  readonly words: readonly Operand[];
  readonly final: GoValue | typeof nothing;
}
