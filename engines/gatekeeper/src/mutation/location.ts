/** One step of a mutator's location: a field of an object, or elements of a list by a field of theirs. */
export type Step =
  | { readonly type: 'field'; readonly name: string }
  /** `value` undefined: every element, `[name: *]`. */
  | { readonly type: 'element'; readonly key: string; readonly value: string | number | undefined };

export type Location = readonly Step[];

/** Reads `spec.containers[name: main].image`; names in quotes may hold anything, `\` stands before a quote in them. */
export function parseLocation(text: string): { readonly location: Location } | { readonly problem: string } {
  const tokens = tokensOf(text);
  if ('problem' in tokens) return tokens;
  const reader = new LocationReader(tokens.tokens);
  const location = reader.location();
  return typeof location === 'string' ? { problem: location } : { location };
}

/** As it is written in locations. */
export function locationText(location: Location): string {
  let text = '';
  for (const step of location) {
    if (step.type === 'field') text += `${text === '' ? '' : '.'}${quoted(step.name)}`;
    else text += `[${quoted(step.key)}: ${valueText(step.value)}]`;
  }
  return text;
}

export function isSameStep(a: Step, b: Step): boolean {
  if (a.type === 'field') return b.type === 'field' && a.name === b.name;
  return b.type === 'element' && a.key === b.key && a.value === b.value;
}

function valueText(value: string | number | undefined): string {
  if (value === undefined) return '*';
  return typeof value === 'number' ? String(value) : quoted(value);
}

function quoted(name: string): string {
  return /^[A-Za-z_-][A-Za-z0-9_-]*$/.test(name) ? name : `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

interface Token {
  readonly type: 'name' | 'integer' | 'end' | '.' | '[' | ']' | '*' | ':';
  readonly text: string;
}

const space = /[ \t\r\n]*/y;
const part = /([0-9]+)|([A-Za-z_-][A-Za-z0-9_-]*)|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([.[\]*:])/y;

function tokensOf(text: string): { readonly tokens: readonly Token[] } | { readonly problem: string } {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    space.exec(text);
    at = space.lastIndex;
    if (at >= text.length) return { tokens: [...tokens, { type: 'end', text: '' }] };
    part.lastIndex = at;
    const found = part.exec(text);
    if (found === null) return { problem: `position ${at + 1}: unexpected ${JSON.stringify(text.slice(at, at + 10))}` };
    at = part.lastIndex;
    tokens.push(tokenOf(found));
  }
}

function tokenOf([whole, integer, name, double, single]: RegExpExecArray): Token {
  if (integer !== undefined) return { type: 'integer', text: integer };
  const inQuotes = double ?? single;
  if (inQuotes !== undefined) return { type: 'name', text: inQuotes.replace(/\\([\s\S])/g, '$1') };
  if (name !== undefined) return { type: 'name', text: name };
  const sign = (['.', '[', ']', '*', ':'] as const).find((one) => one === whole);
  return { type: sign ?? 'end', text: whole };
}

class LocationReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The steps, or what is wrong. */
  location(): Location | string {
    const steps: Step[] = [];
    while (!this.#takes('end')) {
      const name = this.#take('name');
      if (name === undefined) return `expected the name of a field, found ${this.#found()}`;
      steps.push({ type: 'field', name });
      if (this.#takes('[')) {
        const step = this.#element();
        if (typeof step === 'string') return step;
        steps.push(step);
      }
      if (this.#takes('.')) {
        if (this.#is('end')) return 'nothing stands behind the last "."';
      } else if (!this.#is('end')) return `expected "." or the end, found ${this.#found()}`;
    }
    return steps;
  }

  #element(): Step | string {
    const key = this.#take('name');
    if (key === undefined) return `expected the field by which elements are told apart, found ${this.#found()}`;
    if (!this.#takes(':')) return `expected ":" behind ${key}, found ${this.#found()}`;
    const value = this.#value();
    if (value === undefined) return `expected a value or "*" for ${key}, found ${this.#found()}`;
    if (!this.#takes(']')) return `expected "]", found ${this.#found()}`;
    return { type: 'element', key, value: value === '*' ? undefined : value.is };
  }

  #value(): '*' | { readonly is: string | number } | undefined {
    if (this.#takes('*')) return '*';
    const name = this.#take('name');
    if (name !== undefined) return { is: name };
    const integer = this.#is('integer') ? Number(this.#take('integer')) : undefined;
    return integer === undefined || !Number.isSafeInteger(integer) ? undefined : { is: integer };
  }

  #is(type: Token['type']): boolean {
    return this.#tokens[this.#at]?.type === type;
  }

  #take(type: Token['type']): string | undefined {
    return this.#is(type) ? this.#tokens[this.#at++]?.text : undefined;
  }

  #takes(type: Token['type']): boolean {
    return this.#take(type) !== undefined;
  }

  #found(): string {
    const token = this.#tokens[this.#at];
    return token === undefined || token.type === 'end' ? 'the end' : JSON.stringify(token.text);
  }
}
