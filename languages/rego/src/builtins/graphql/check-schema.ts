import { compareText } from '../../values/compare.ts';
import { quote } from '../../values/quote.ts';
import { BuiltinError } from '../builtin.ts';
import { type GraphqlNode, kindOf, nodeOf, nodesOf, textOf, textsOf, valueKinds } from './node.ts';
import type { ParsedGraphql } from './parse-query.ts';
import type { GraphqlSchema } from './schema.ts';
import { isCompatible, isNonNull, typeName, typeText } from './type-reference.ts';

/** Checks all definitions of a schema. Throws BuiltinError for the first that is not valid. */
export function checkSchema(schema: GraphqlSchema, own: ParsedGraphql, builtIn: ReadonlySet<string>): void {
  new SchemaChecker(schema, own).check(builtIn);
}

const outputs = ['SCALAR', 'OBJECT', 'INTERFACE', 'UNION', 'ENUM'];
const inputs = ['SCALAR', 'ENUM', 'INPUT_OBJECT'];

class SchemaChecker {
  readonly #schema: GraphqlSchema;
  readonly #own: ParsedGraphql;

  constructor(schema: GraphqlSchema, own: ParsedGraphql) {
    this.#schema = schema;
    this.#own = own;
  }

  check(builtIn: ReadonlySet<string>): void {
    for (const part of [...nodesOf(this.#own.document, 'Schema'), ...nodesOf(this.#own.document, 'SchemaExtension')]) {
      this.#directives(part, 'SCHEMA');
    }
    for (const name of [...this.#schema.types.keys()].sort(compareText)) {
      const type = this.#schema.types.get(name);
      if (type !== undefined) this.#type(type, builtIn.has(name));
    }
    for (const type of this.#schema.types.values()) this.#inputCycle(type, []);
    for (const directive of this.#schema.directives.values()) {
      this.#name(directive);
      this.#arguments(directive, textOf(directive, 'Name'));
    }
  }

  #fail(place: GraphqlNode, message: string): never {
    const token = this.#own.positions.get(place);
    const where = token === undefined ? '' : `${token.line}:${token.column}: `;
    throw new BuiltinError(`Error in gqlparser SchemaDocument to Schema conversion: input:${where}${message}`);
  }

  #name(place: GraphqlNode): void {
    const name = textOf(place, 'Name');
    if (name.startsWith('__')) {
      this.#fail(place, `Name "${name}" must not begin with "__", which is reserved by GraphQL introspection.`);
    }
  }

  #type(type: GraphqlNode, isBuiltIn: boolean): void {
    const kind = textOf(type, 'Kind');
    for (const field of nodesOf(type, 'Fields')) this.#field(field, kind);
    for (const member of textsOf(type, 'Types')) this.#unionMember(type, member);
    for (const implemented of textsOf(type, 'Interfaces')) this.#implementation(type, implemented);
    if (kind === 'OBJECT' || kind === 'INTERFACE') this.#fieldTypes(type, outputs, 'fields');
    else if (kind === 'INPUT_OBJECT') this.#fieldTypes(type, inputs, 'input fields');
    else if (kind === 'ENUM') this.#enumValues(type);
    this.#unique(
      type,
      nodesOf(type, 'Fields').map((field) => textOf(field, 'Name')),
      'Field',
    );
    this.#unique(
      type,
      nodesOf(type, 'EnumValues').map((value) => textOf(value, 'Name')),
      'Enum value',
    );
    this.#unique(type, textsOf(type, 'Types'), 'Union type');
    if (!isBuiltIn) this.#name(type);
    this.#directives(type, kind, { isMerged: true });
  }

  #field(field: GraphqlNode, kind: string): void {
    this.#name(field);
    this.#reference(field);
    this.#arguments(field, undefined);
    this.#directives(field, kind === 'INPUT_OBJECT' ? 'INPUT_FIELD_DEFINITION' : 'FIELD_DEFINITION');
  }

  #reference(place: GraphqlNode): GraphqlNode {
    const name = typeName(nodeOf(place, 'Type'));
    return this.#schema.types.get(name) ?? this.#fail(place, `Undefined type ${name}.`);
  }

  #unionMember(type: GraphqlNode, member: string): void {
    const kind = textOf(this.#schema.types.get(member) ?? this.#fail(type, `Undefined type ${quote(member)}.`), 'Kind');
    if (kind !== 'OBJECT') this.#fail(type, `${textOf(type, 'Kind')} type ${quote(member)} must be OBJECT.`);
  }

  #fieldTypes(type: GraphqlNode, allowed: readonly string[], what: string): void {
    const [kind, name] = [textOf(type, 'Kind'), textOf(type, 'Name')];
    const fields = nodesOf(type, 'Fields');
    if (fields.length === 0) this.#fail(type, `${kind} ${name}: must define one or more ${what}.`);
    const wrong = fields.find((field) => !allowed.includes(textOf(this.#reference(field), 'Kind')));
    if (wrong !== undefined) this.#fail(wrong, `${kind} ${name}: field must be one of ${allowed.join(', ')}.`);
  }

  #enumValues(type: GraphqlNode): void {
    const prefix = `${textOf(type, 'Kind')} ${textOf(type, 'Name')}`;
    const values = nodesOf(type, 'EnumValues');
    if (values.length === 0) this.#fail(type, `${prefix}: must define one or more unique enum values.`);
    for (const value of values) {
      const name = textOf(value, 'Name');
      if (['true', 'false', 'null'].includes(name)) this.#fail(type, `${prefix}: non-enum value ${name}.`);
      this.#directives(value, 'ENUM_VALUE');
    }
  }

  #unique(type: GraphqlNode, names: readonly string[], what: string): void {
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) this.#fail(type, `${what} ${textOf(type, 'Name')}.${twice} can only be defined once.`);
  }

  #arguments(place: GraphqlNode, directive: string | undefined): void {
    for (const argument of nodesOf(place, 'Arguments')) {
      this.#name(argument);
      const kind = textOf(this.#reference(argument), 'Kind');
      if (!inputs.includes(kind)) {
        const text = typeText(nodeOf(argument, 'Type'));
        const name = textOf(argument, 'Name');
        this.#fail(argument, `cannot use ${text} as argument ${name} because ${kind} is not a valid input type`);
      }
      this.#directives(argument, 'ARGUMENT_DEFINITION', { inside: directive });
    }
  }

  #directives(
    place: GraphqlNode,
    location: string,
    { inside, isMerged }: { readonly inside?: string | undefined; readonly isMerged?: true } = {},
  ): void {
    const seen = new Set<string>();
    for (const directive of nodesOf(place, 'Directives')) {
      this.#name(directive);
      const name = textOf(directive, 'Name');
      if (name === inside) this.#fail(directive, `Directive ${name} cannot refer to itself.`);
      const definition = this.#schema.directives.get(name) ?? this.#fail(directive, `Undefined directive ${name}.`);
      if (isMerged === undefined && seen.has(name) && definition['IsRepeatable'] !== true) {
        this.#fail(directive, `The directive ${name} can only be used once at this location.`);
      }
      seen.add(name);
      if (!textsOf(definition, 'Locations').includes(location)) {
        this.#fail(directive, `Directive ${name} is not applicable on ${location}.`);
      }
      this.#directiveArguments(directive, definition);
    }
  }

  #directiveArguments(directive: GraphqlNode, definition: GraphqlNode): void {
    const name = textOf(directive, 'Name');
    const known = nodesOf(definition, 'Arguments');
    const given = nodesOf(directive, 'Arguments');
    const unknown = given.find((argument) => byName(known, textOf(argument, 'Name')) === undefined);
    if (unknown !== undefined) {
      this.#fail(unknown, `Undefined argument ${textOf(unknown, 'Name')} for directive ${name}.`);
    }
    for (const argument of known.filter(isRequired)) {
      const value = nodeOf(byName(given, textOf(argument, 'Name')), 'Value');
      if (value === undefined || kindOf(value) === valueKinds.null) {
        this.#fail(directive, `Argument ${textOf(argument, 'Name')} for directive ${name} cannot be null.`);
      }
    }
  }

  #implementation(type: GraphqlNode, name: string): void {
    const implemented = this.#schema.types.get(name) ?? this.#fail(type, `Undefined type ${quote(name)}.`);
    const kind = textOf(implemented, 'Kind');
    if (kind !== 'INTERFACE') this.#fail(type, `${quote(name)} is a non interface type ${kind}.`);
    const prefix = `For ${textOf(type, 'Name')} to implement ${name}`;
    for (const required of nodesOf(implemented, 'Fields')) {
      const fieldName = textOf(required, 'Name');
      const field =
        byName(nodesOf(type, 'Fields'), fieldName) ??
        this.#fail(type, `${prefix} it must have a field called ${fieldName}.`);
      if (!this.#isCovariant(nodeOf(required, 'Type'), nodeOf(field, 'Type'))) {
        this.#fail(field, `${prefix} the field ${fieldName} must have type ${typeText(nodeOf(required, 'Type'))}.`);
      }
      this.#implementedArguments(field, required, prefix);
    }
    const missing = textsOf(implemented, 'Interfaces').find((parent) => !textsOf(type, 'Interfaces').includes(parent));
    if (missing !== undefined) {
      this.#fail(type, `Type ${textOf(type, 'Name')} must implement ${missing} because it is implemented by ${name}.`);
    }
  }

  #implementedArguments(field: GraphqlNode, required: GraphqlNode, prefix: string): void {
    const name = textOf(required, 'Name');
    const given = nodesOf(field, 'Arguments');
    const wanted = nodesOf(required, 'Arguments');
    for (const argument of wanted) {
      const found = byName(given, textOf(argument, 'Name'));
      if (found === undefined || !isCompatible(nodeOf(argument, 'Type'), nodeOf(found, 'Type'))) {
        this.#fail(field, `${prefix} the field ${name} must have the same arguments: ${textOf(argument, 'Name')}.`);
      }
    }
    const extra = given.find(
      (argument) => isRequired(argument) && byName(wanted, textOf(argument, 'Name')) === undefined,
    );
    if (extra !== undefined) {
      this.#fail(
        extra,
        `${prefix} any additional arguments on ${name} must be optional, but ${textOf(extra, 'Name')} is not.`,
      );
    }
  }

  #isCovariant(required: GraphqlNode | undefined, actual: GraphqlNode | undefined): boolean {
    if (isNonNull(required) && !isNonNull(actual)) return false;
    const [wanted, found] = [textOf(required, 'NamedType'), textOf(actual, 'NamedType')];
    if (wanted !== '') return wanted === found || (this.#schema.possible.get(wanted)?.has(found) ?? false);
    const element = nodeOf(actual, 'Elem');
    return element !== undefined && this.#isCovariant(nodeOf(required, 'Elem'), element);
  }

  /** An input object that must hold itself could never be written. */
  #inputCycle(type: GraphqlNode, path: readonly string[]): void {
    const name = textOf(type, 'Name');
    if (textOf(type, 'Kind') !== 'INPUT_OBJECT') return;
    if (path.includes(name)) {
      this.#fail(type, `Cannot reference Input Object "${name}" within itself through a series of non-null fields.`);
    }
    for (const field of nodesOf(type, 'Fields')) {
      const reference = nodeOf(field, 'Type');
      const next = isNonNull(reference) ? this.#schema.types.get(textOf(reference, 'NamedType')) : undefined;
      if (next !== undefined) this.#inputCycle(next, [...path, name]);
    }
  }
}

export function byName(nodes: readonly GraphqlNode[], name: string): GraphqlNode | undefined {
  return nodes.find((one) => textOf(one, 'Name') === name);
}

/** Whether an argument or input field must be given. */
export function isRequired(definition: GraphqlNode): boolean {
  return isNonNull(nodeOf(definition, 'Type')) && nodeOf(definition, 'DefaultValue') === undefined;
}
