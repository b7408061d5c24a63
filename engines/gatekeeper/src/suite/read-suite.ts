import { items, type Resource, record, text, texts } from '@bulwark/model';
import { type Diagnostic, isObject, type JsonObject, type JsonValue, nearestName } from '@bulwark/text';
import { diagnosed } from '../diagnosed.ts';
import type { Assertion, Suite, SuiteCase, SuiteTest } from './suite.ts';

export interface ReadSuite {
  readonly suite: Suite;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a Suite; `path` is its file's. Fields that gator does not know are told as warnings, wrong values as errors. */
export function readSuite(resource: Resource, path: string): ReadSuite {
  const diagnostics: Diagnostic[] = [];
  const reader = new SuiteReader(resource, diagnostics);
  reader.checkFields(resource.object, suiteFields, '');
  const suite: Suite = {
    resource,
    path,
    name: resource.name,
    skip: resource.object['skip'] === true,
    tests: items(resource.object['tests']).map((test, at) => reader.test(test, `/tests/${at}`)),
  };
  return { suite, diagnostics };
}

const suiteFields = ['apiVersion', 'kind', 'metadata', 'tests', 'skip'];
const testFields = ['name', 'template', 'constraint', 'expansion', 'cases', 'invalid', 'skip'];
const caseFields = ['name', 'object', 'inventory', 'assertions', 'skip'];
const assertionFields = ['violations', 'message'];

class SuiteReader {
  readonly #resource: Resource;
  readonly #diagnostics: Diagnostic[];

  constructor(resource: Resource, diagnostics: Diagnostic[]) {
    this.#resource = resource;
    this.#diagnostics = diagnostics;
  }

  test(value: JsonValue, pointer: string): SuiteTest {
    const given = this.#object(value, testFields, pointer);
    return {
      name: text(given['name']) ?? '',
      template: text(given['template']) ?? '',
      constraint: text(given['constraint']) ?? '',
      expansion: text(given['expansion']) ?? '',
      invalid: given['invalid'] === true,
      skip: given['skip'] === true,
      cases: items(given['cases']).map((one, at) => this.#case(one, `${pointer}/cases/${at}`)),
      pointer,
    };
  }

  #case(value: JsonValue, pointer: string): SuiteCase {
    const given = this.#object(value, caseFields, pointer);
    return {
      name: text(given['name']) ?? '',
      object: text(given['object']) ?? '',
      inventory: texts(given['inventory']),
      assertions: items(given['assertions']).flatMap((one, at) => this.#assertion(one, `${pointer}/assertions/${at}`)),
      skip: given['skip'] === true,
      pointer,
    };
  }

  #assertion(value: JsonValue, pointer: string): Assertion[] {
    const given = this.#object(value, assertionFields, pointer);
    const violations = violationsOf(given['violations']);
    if (violations === undefined) {
      const message = 'violations: expected "yes", "no" or a number that is not negative';
      this.#diagnostics.push(
        diagnosed(this.#resource, { code: 'suite-assertion', pointer: `${pointer}/violations`, message }),
      );
      return [];
    }
    return [{ violations, message: text(given['message']) }];
  }

  #object(value: JsonValue, fields: readonly string[], pointer: string): JsonObject {
    if (!isObject(value)) {
      const message = `${pointer}: expected an object with ${fields.join(', ')}`;
      this.#diagnostics.push(diagnosed(this.#resource, { code: 'suite-field', pointer, message }));
    }
    const given = record(value);
    this.checkFields(given, fields, pointer);
    return given;
  }

  checkFields(given: JsonObject, fields: readonly string[], pointer: string): void {
    for (const name of Object.keys(given).filter((key) => !fields.includes(key))) {
      const near = nearestName(name, fields);
      const message = `${pointer}/${name}: unknown field${near === undefined ? '' : `; did you mean "${near}"?`}`;
      this.#diagnostics.push(
        diagnosed(this.#resource, { severity: 'warning', code: 'suite-field', pointer: `${pointer}/${name}`, message }),
      );
    }
  }
}

/** YAML 1.1 reads yes and no as booleans. */
function violationsOf(value: JsonValue | undefined): Assertion['violations'] | undefined {
  if (value === undefined || value === null || value === true || value === 'yes') return 'yes';
  if (value === false || value === 'no') return 'no';
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
