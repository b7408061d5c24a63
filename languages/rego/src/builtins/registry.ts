import { aggregateBuiltins } from './aggregates.ts';
import { arithmeticBuiltins } from './arithmetic.ts';
import { base64Builtins } from './base64.ts';
import { bitBuiltins } from './bits.ts';
import type { Builtin } from './builtin.ts';
import { collectionBuiltins } from './collections.ts';
import { comparisonBuiltins } from './comparison.ts';
import { hashBuiltins } from './crypto/hashes.ts';
import { tokenBuiltins } from './crypto/tokens.ts';
import { verifiedTokenBuiltins } from './crypto/verified-token.ts';
import { x509Builtins } from './crypto/x509.ts';
import { globBuiltins } from './glob.ts';
import { graphBuiltins } from './graph.ts';
import { graphqlBuiltins } from './graphql/graphql.ts';
import { hostBuiltins } from './host.ts';
import { jsonPatchBuiltins } from './json-patch.ts';
import { jsonPathBuiltins } from './json-paths.ts';
import { jsonSchemaBuiltins } from './json-schema/json-schema.ts';
import { jsonTextBuiltins } from './json-text.ts';
import { messageBuiltins } from './messages.ts';
import { awsBuiltins } from './net/aws.ts';
import { networkBuiltins } from './net/cidr.ts';
import { uriBuiltins } from './net/uri.ts';
import { objectBuiltins } from './objects.ts';
import { randomBuiltins } from './random.ts';
import { regexBuiltins } from './regex.ts';
import { semverBuiltins } from './semver.ts';
import { stringBuiltins } from './strings.ts';
import { templateBuiltins } from './template/render-template.ts';
import { timeBuiltins } from './time/time.ts';
import { trimmingBuiltins } from './trimming.ts';
import { typeBuiltins } from './types.ts';
import { unitBuiltins } from './units.ts';
import { urlBuiltins } from './urls.ts';
import { yamlBuiltins } from './yaml/yaml.ts';

const families: readonly (readonly Builtin[])[] = [
  aggregateBuiltins,
  arithmeticBuiltins,
  base64Builtins,
  bitBuiltins,
  collectionBuiltins,
  comparisonBuiltins,
  hashBuiltins,
  tokenBuiltins,
  verifiedTokenBuiltins,
  x509Builtins,
  globBuiltins,
  graphBuiltins,
  graphqlBuiltins,
  hostBuiltins,
  jsonPatchBuiltins,
  jsonPathBuiltins,
  jsonSchemaBuiltins,
  jsonTextBuiltins,
  messageBuiltins,
  awsBuiltins,
  networkBuiltins,
  uriBuiltins,
  objectBuiltins,
  randomBuiltins,
  regexBuiltins,
  semverBuiltins,
  stringBuiltins,
  templateBuiltins,
  timeBuiltins,
  trimmingBuiltins,
  typeBuiltins,
  unitBuiltins,
  urlBuiltins,
  yamlBuiltins,
];

/** All builtins that this engine has, by name. Whether a host port that one needs is there shows when it is called. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  families.flat().map((builtin) => [builtin.name, builtin] as const),
);
