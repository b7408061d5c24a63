import type { Linker } from '../evaluate/link.ts';
import { filterOf } from '../evaluate/link-filter.ts';
import type { Block, CallStep, EveryStep, RuleBody, ScanStep, Step } from '../plan/plan.ts';
import { CodeWriter } from './code-writer.ts';
import { writeEqual, writePattern, writeValue, writeValues } from './write-value.ts';

/** Writes what happens at each solution; `exit` is the block to jump out of to go on to the next one. */
export type WriteSolution = (exit: string) => void;

/** Writes one rule as JavaScript. Registers are its variables, a failing step jumps out of the block that encloses it. */
export class RuleWriter {
  readonly code = new CodeWriter();
  readonly linker: Linker;
  #scans = 0;

  constructor(linker: Linker) {
    this.linker = linker;
  }

  /** The body of the rule, inside the block `rule`. */
  body({ registers, given, block }: RuleBody, solution: WriteSolution): void {
    const { code } = this;
    if (registers > 0) code.line(`let ${Array.from({ length: registers }, (_, at) => `r_${at}`).join(', ')};`);
    code.line('rule: {');
    given.forEach((pattern, at) => {
      code.line(`const a_${at} = args[${at}];`);
      code.line(`if (a_${at} === undefined) break rule;`);
      writePattern(this, pattern, { value: `a_${at}`, exit: 'rule' });
    });
    code.line('machine.step();');
    this.block(block, 'rule', solution);
    code.line('}');
  }

  block(block: Block, exit: string, solution: WriteSolution): void {
    const at = block.findIndex(isIteration);
    const step = block[at];
    if (step === undefined) {
      for (const check of block) this.#check(check, exit);
      solution(exit);
      return;
    }
    for (const check of block.slice(0, at)) this.#check(check, exit);
    const rest = block.slice(at + 1);
    this.#iteration(step, exit, (inner) => this.block(rest, inner, solution));
  }

  /** A step with one solution at most. */
  #check(step: Step, exit: string): void {
    const { code } = this;
    switch (step.op) {
      case 'fail':
        code.line(`break ${exit};`);
        return;
      case 'test':
        code.line(`if (${writeValue(this, step.value, exit)} === false) break ${exit};`);
        return;
      case 'equal': {
        const left = writeValue(this, step.left, exit);
        const right = writeValue(this, step.right, exit);
        writeEqual(code, [left, right], { values: [step.left, step.right], exit });
        return;
      }
      case 'match':
        writePattern(this, step.pattern, { value: writeValue(this, step.value, exit), exit });
        return;
      case 'filter': {
        const value = writeValue(this, step.value, exit);
        code.line(`if (!${code.constant(filterOf(step.test))}(${value}, machine)) break ${exit};`);
        return;
      }
      case 'call':
        this.#call(step, exit);
        return;
      case 'every':
        this.#every(step, exit);
        return;
      default:
        this.#closure(step, exit);
    }
  }

  #closure(step: Step, exit: string): void {
    const { code } = this;
    const [first, second] = step.op === 'not' || step.op === 'and' || step.op === 'or' ? step.blocks : [];
    if (first === undefined) code.giveUp();
    else if (step.op === 'not') code.line(`if (${this.#exists(first)}) break ${exit};`);
    else if (second === undefined) code.line(`if (!${this.#exists(first)}) break ${exit};`);
    else {
      const holds = this.#exists(first);
      // The second is not asked where the first decides.
      code.line(`if (${step.op === 'and' ? '' : '!'}${holds}) {`);
      code.line(`${holds} = ${this.#exists(second)};`);
      code.line('}');
      code.line(`if (!${holds}) break ${exit};`);
    }
  }

  /** The name of the variable that says whether a block has a solution. */
  #exists(block: Block): string {
    const { code } = this;
    const [holds, label] = [code.fresh('e'), code.fresh('b')];
    code.line(`let ${holds} = false;`);
    code.line(`${label}: {`);
    this.block(block, label, () => {
      code.line(`${holds} = true;`);
      code.line(`break ${label};`);
    });
    code.line('}');
    return holds;
  }

  #every({ domain, key, value, block }: EveryStep, exit: string): void {
    const { code } = this;
    const of = writeValue(this, domain, exit);
    code.line(`if (!isArray(${of}) && !isSet(${of}) && !isObject(${of})) break ${exit};`);
    const [fails, label] = [code.fresh('e'), code.fresh('b')];
    code.line(`let ${fails} = false;`);
    code.line(`${label}: {`);
    this.#elements(of, ({ found, element, inner }) => {
      writePattern(this, key, { value: found, exit: inner });
      writePattern(this, value, { value: element, exit: inner });
      code.line(`if (!${this.#exists(block)}) { ${fails} = true; break ${label}; }`);
    });
    code.line('}');
    code.line(`if (${fails}) break ${exit};`);
  }

  #call(step: CallStep, exit: string): void {
    const { code } = this;
    const result = code.fresh('v');
    const args = `[${writeValues(this, step.args, exit)}]`;
    const { callee } = step;
    if (callee.kind === 'function') {
      code.line(`const ${result} = ${code.constant(this.linker.document(callee.document))}.apply(machine, ${args});`);
    } else {
      const builtin = code.constant(this.linker.builtin(callee.name));
      code.line(`const ${result} = callBuiltin(${builtin}, ${args}, machine, ${code.constant(step.place)});`);
      if (callee.void) return;
    }
    code.line(`if (${result} === undefined) break ${exit};`);
    if (step.output === undefined) code.line(`if (${result} === false) break ${exit};`);
    else writePattern(this, step.output, { value: result, exit });
  }

  #iteration(step: Step, exit: string, solution: WriteSolution): void {
    if (++this.#scans > mostScans) this.code.giveUp();
    else if (step.op === 'scan') this.#scan(step, exit, solution);
    else if (step.op === 'call') this.#relation(step, exit, solution);
    // Replaced documents and keys of rules are the closures' business: they are rare.
    else this.code.giveUp();
  }

  #scan({ of, key, element: at }: ScanStep, exit: string, solution: WriteSolution): void {
    this.#elements(writeValue(this, of, exit), ({ found, element, inner }) => {
      writePattern(this, key, { value: found, exit: inner });
      this.code.line(`r_${at} = ${element};`);
      solution(inner);
    });
  }

  /** A loop over the elements of a collection in their order. */
  #elements(of: string, write: (names: { found: string; element: string; inner: string }) => void): void {
    const { code } = this;
    const [keys, at, found, element, inner] = ['l', 'i', 'f', 'v', 'b'].map((prefix) => code.fresh(prefix));
    if (inner === undefined || found === undefined || element === undefined) return;
    code.line(`const ${keys} = keysOf(${of});`);
    code.line(`for (let ${at} = 0, n = (${keys} ?? ${of}).length; ${at} < n; ${at}++) ${inner}: {`);
    code.line('machine.step();');
    code.line(`const ${found} = ${keys} === undefined ? ${at} : ${keys}[${at}];`);
    code.line(`const ${element} = ${keys} === undefined ? ${of}[${at}] : select(${of}, ${found});`);
    code.line(`if (${element} === undefined) break ${inner};`);
    write({ found, element, inner });
    code.line('}');
  }

  #relation(step: CallStep, exit: string, solution: WriteSolution): void {
    const { code } = this;
    const { callee, place, output } = step;
    const builtin = callee.kind === 'builtin' ? this.linker.builtin(callee.name) : undefined;
    const args = `[${writeValues(this, step.args, exit)}]`;
    const [result, inner] = [code.fresh('v'), code.fresh('b')];
    code.line(
      `for (const ${result} of relationResults(${code.constant(builtin)}, ${args}, machine, ${code.constant(place)})) ${inner}: {`,
    );
    code.line('machine.step();');
    if (output === undefined) code.line(`if (${result} === false) break ${inner};`);
    else writePattern(this, output, { value: result, exit: inner });
    solution(inner);
    code.line('}');
  }
}

/** Loops inside loops: as many as a parser takes without trouble. */
const mostScans = 100;

function isIteration(step: Step): boolean {
  if (step.op === 'call') return step.callee.kind === 'builtin' && step.callee.relation;
  return step.op === 'scan' || step.op === 'scanData' || step.op === 'with';
}
