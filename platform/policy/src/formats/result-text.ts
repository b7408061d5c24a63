import { indentedJsonText, jsonTextOf, type QueryResult } from '@bulwark/rego';
import { type Shape, shape, shapeText } from './opa-json.ts';
import { textTable } from './text-table.ts';

export const resultFormats = ['json', 'values', 'bindings', 'pretty', 'raw', 'discard'] as const;
export type ResultFormat = (typeof resultFormats)[number];

const indented = { prefix: '', indent: '  ' };

/** OPA's result set as JSON; absent where the query is undefined. */
export function resultShape(results: readonly QueryResult[]): Shape | undefined {
  if (results.length === 0) return undefined;
  return {
    list: results.map(({ expressions, bindings }) =>
      shape({
        expressions: {
          list: expressions.map(({ value, text, location: { row, col } }) =>
            shape({
              value: { value },
              text: { value: text },
              location: shape({ row: { value: row }, col: { value: col } }),
            }),
          ),
        },
        bindings: bindings === undefined ? undefined : { value: bindings },
      }),
    ),
  };
}

/** The results in a format of `opa eval`; `more` are parts that only JSON has beside the result. */
export function resultText(
  results: readonly QueryResult[],
  format: ResultFormat,
  more: Readonly<Record<string, Shape | undefined>> = {},
): string {
  switch (format) {
    case 'json':
      return `${shapeText(shape({ result: resultShape(results), ...more }), 'indented')}\n`;
    case 'discard': {
      const result: Shape | undefined = results.length === 0 ? undefined : { value: 'discarded' };
      return `${shapeText(shape({ result, ...more }), 'indented')}\n`;
    }
    case 'values':
      return lines(
        results.map(({ expressions }) =>
          indentedJsonText(
            expressions.map(({ value }) => value),
            indented,
          ),
        ),
      );
    case 'bindings':
      return lines(results.map(({ bindings = {} }) => indentedJsonText(bindings, indented)));
    case 'raw':
      return lines(results.map(({ expressions }) => expressions.map(rawText).join(' ')));
    case 'pretty':
      return results.length === 0 ? 'undefined\n' : prettyText(results);
  }
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

function rawText({ value }: QueryResult['expressions'][number]): string {
  return typeof value === 'string' ? value : jsonTextOf(value);
}

/** One value as it is, else a table of variables and of the expressions that say more than true. */
function prettyText(results: readonly QueryResult[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const [only] = first.expressions;
  const hasNames = first.bindings !== undefined && Object.keys(first.bindings).length > 0;
  if (results.length === 1 && !hasNames && only !== undefined) {
    const allBoolean = first.expressions.every(({ value }) => typeof value === 'boolean');
    if (first.expressions.length === 1 || allBoolean) return `${indentedJsonText(only.value, indented)}\n`;
  }
  const names = Object.keys(first.bindings ?? {}).sort();
  const shown = [...first.expressions.keys()].filter(
    (at) => !hasNames || typeof first.expressions[at]?.value !== 'boolean',
  );
  const titles = [...shown.map((at) => first.expressions[at]?.text ?? ''), ...names];
  const rows = results.map(({ expressions, bindings = {} }) => [
    ...shown.map((at) => jsonTextOf(expressions[at]?.value ?? null)),
    ...names.map((name) => jsonTextOf(bindings[name] ?? null)),
  ]);
  return textTable(titles, rows);
}
