import type { Format } from '../format.ts';
import { csv } from './csv.ts';
import { github } from './github.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { table } from './table.ts';
import { yaml } from './yaml.ts';

/** Every output format, as `-o` names them. */
export const formats: readonly Format[] = [table, json, yaml, sarif, junit, html, markdown, csv, github];
