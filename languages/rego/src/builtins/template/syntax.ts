/** A place in a template: an offset into its text. */
interface Placed {
  readonly at: number;
}

export interface TemplateTree {
  readonly text: string;
  /** By name; the whole is called `template`. */
  readonly definitions: ReadonlyMap<string, TemplateList>;
}

export type TemplateList = readonly TemplateNode[];

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipeline: Pipeline }
  | ({ readonly kind: 'if' | 'with' | 'range' } & Branches)
  | ({ readonly kind: 'template'; readonly name: string; readonly pipeline: Pipeline | undefined } & Placed)
  | { readonly kind: 'break' | 'continue' };

export interface Branches {
  readonly pipeline: Pipeline;
  readonly list: TemplateList;
  readonly otherwise: TemplateList | undefined;
}

/** Commands, each of which gets what the one before it gave as its last argument. */
export interface Pipeline extends Placed {
  readonly kind: 'pipeline';
  readonly variables: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export interface Command extends Placed {
  readonly kind: 'command';
  readonly words: readonly [Operand, ...Operand[]];
}

export type Operand =
  | ({ readonly kind: 'dot' | 'nil' } & Placed)
  | ({ readonly kind: 'boolean'; readonly value: boolean } & Placed)
  | ({ readonly kind: 'string'; readonly value: string; readonly source: string } & Placed)
  | ({ readonly kind: 'number'; readonly value: bigint | number; readonly source: string } & Placed)
  | ({ readonly kind: 'function'; readonly name: string } & Placed)
  | ({ readonly kind: 'field'; readonly path: readonly string[] } & Placed)
  | ({ readonly kind: 'variable'; readonly name: string; readonly path: readonly string[] } & Placed)
  | ({ readonly kind: 'chain'; readonly of: Operand; readonly path: readonly string[] } & Placed)
  | Pipeline;

export type Shown = Operand | Command | Extract<TemplateNode, { kind: 'template' }>;

/** A node as Go writes it in an error. */
export function shown(node: Shown): string {
  switch (node.kind) {
    case 'command':
      return node.words.map(shownWord).join(' ');
    case 'pipeline':
      return shownPipeline(node);
    case 'template':
      return `{{template ${JSON.stringify(node.name)}${node.pipeline ? ` ${shown(node.pipeline)}` : ''}}}`;
    case 'chain':
      return shownWord(node.of) + dotted(node.path);
    case 'field':
      return dotted(node.path);
    case 'variable':
      return node.name + dotted(node.path);
    default:
      return shownLiteral(node);
  }
}

type Literal = Extract<Operand, { kind: 'dot' | 'nil' | 'boolean' | 'string' | 'number' | 'function' }>;

function shownLiteral(node: Literal): string {
  switch (node.kind) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'boolean':
      return String(node.value);
    case 'string':
    case 'number':
      return node.source;
    default:
      return node.name;
  }
}

function shownWord(word: Operand): string {
  return word.kind === 'pipeline' ? `(${shown(word)})` : shown(word);
}

function shownPipeline({ variables, assigns, commands }: Pipeline): string {
  const declared = variables.length === 0 ? '' : `${variables.join(', ')} ${assigns ? '=' : ':='} `;
  return declared + commands.map(shown).join(' | ');
}

function dotted(path: readonly string[]): string {
  return path.map((name) => `.${name}`).join('');
}
