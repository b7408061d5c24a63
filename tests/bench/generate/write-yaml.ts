type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonMap = { readonly [key: string]: Json };

/** One document in block style, as people write manifests: lists flush with their key, quotes only where needed. */
export function writeYaml(map: JsonMap): string {
  return mapLines(map, '').join('\n');
}

function mapLines(map: JsonMap, indent: string): string[] {
  return Object.entries(map).flatMap(([key, value]) => entryLines(`${indent}${scalar(key)}:`, value, indent));
}

function entryLines(key: string, value: Json, indent: string): string[] {
  if (typeof value === 'string' && value.includes('\n')) return [`${key} |`, ...blockLines(value, indent)];
  if (isList(value)) return value.length === 0 ? [`${key} []`] : [key, ...listLines(value, indent)];
  if (isMap(value)) return isEmpty(value) ? [`${key} {}`] : [key, ...mapLines(value, `${indent}  `)];
  return [`${key} ${scalar(value)}`];
}

function listLines(list: readonly Json[], indent: string): string[] {
  return list.flatMap((item) => {
    if (!isMap(item)) return [`${indent}- ${scalar(item)}`];
    if (isEmpty(item)) return [`${indent}- {}`];
    const [first = '', ...rest] = mapLines(item, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  });
}

/** The text ends in one line break, so that `|` needs no chomping sign. */
function blockLines(text: string, indent: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}  ${line}`));
}

const plain = /^(?:--)?[A-Za-z_/.][\w/.@+=()?&;,:~ -]*$/;
const plainTrap = /: |:$| #|\s$/;
const readsAsOther = /^(?:true|false|yes|no|on|off|null|y|n|\.inf|\.nan|[-+.]?\d[\w.:+-]*)$/i;

function scalar(value: Json): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = plain.test(value) && !plainTrap.test(value) && !readsAsOther.test(value);
  const isPlainNumeral = /^\d+[A-Za-z]+$/.test(value) && !/^\d+e\d*$|^0[xo]/i.test(value);
  return isPlain || isPlainNumeral ? value : JSON.stringify(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isEmpty(map: JsonMap): boolean {
  return Object.keys(map).length === 0;
}
