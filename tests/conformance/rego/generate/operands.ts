import type { Random } from './random.ts';

/** Operands that a builtin can do something with, by the start of its name and of its parameter. */
const vocabulary: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^net\..* (cidr|addrs|search)/,
    ['10.0.0.0/24', '10.0.0.0/30', '10.0.0.4/31', '192.168.1.7', 'fd00::/126', '10.0.0/8', '::1'],
  ],
  [/^net\./, ['10.0.0.1', '10.0.0.0/28', 'fd00::1', '1.2.3', '10.0.0.255']],
  [
    /^(regex|re_match).* (pattern|template)/,
    ['a+', '^[a-c]*$', '(a)(b)?', '\\d+', '.', '[', 'x{2,3}', '(?i)FOO', 'b|a', ''],
  ],
  [/^regex.globs/, ['[a-c]*', 'a.b', 'x+', '[', 'a?b']],
  [/^regex.template.* delimiter/, ['{', '}', '<', '']],
  [/^semver/, ['1.2.3', '1.2.3-alpha.1', '1.10.0', '1.2', '2.0.0+b1', 'v1.0.0', '1.2.3-1']],
  [/^time.parse_duration/, ['1h', '90m', '1.5s', '-2h45m', '1d', '100us', '']],
  [
    /^time.parse_rfc/,
    ['2024-02-29T12:00:00Z', '2021-01-01T00:00:00+02:00', '2021-13-01T00:00:00Z', '1969-12-31T23:59:59.5Z'],
  ],
  [/^time.parse_ns layout/, ['2006-01-02', 'RFC822', '15:04', 'Mon Jan _2 2006', '2006-01-02T15:04:05Z07:00']],
  [
    /^time.parse_ns value/,
    ['2024-02-29', '02 Jan 06 15:04 MST', '12:30', 'Mon Jan  2 2006', '2023-05-05T05:05:05+01:00'],
  ],
  [
    /^(json\.(unmarshal|is_valid)|yaml\.(unmarshal|is_valid))/,
    ['{"a": 1}', '[1, 2.50, 1e2]', '"x"', '{', 'a: b', '- 1\n- x', '1 2', ''],
  ],
  [/^base64/, ['Zm9v', 'Zm9', 'Zg==', '+/8=', '-_8', 'a b', '']],
  [/^hex/, ['616263', '6', 'zz', '']],
  [/^urlquery/, ['a=b&c=d', 'a%20b', '%zz', 'x=1&x=2', 'a b+c']],
  [/^uri/, ['https://u:p@example.com:80/p/q?a=b#f', '/x', ':', 'http://[::1]/', 'a b']],
  [/^glob.* pattern/, ['*', 'a*', '**', '{foo,bar}', '[a-c]', 'foo/*', '?', '[', '*.b']],
  [/^units/, ['10K', '1.5Mi', '100', '2GB', '1m', 'x', '10 K', '']],
  [/^uuid/, ['00000000-0000-0000-0000-000000000000', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'x']],
  [
    /^sprintf format/,
    ['%v', '%d', '%s-%s', '%5d|%-5s', '%q', '%x', '%.2f', '%t', '%%', '%v %v', '%[2]v', '%!', '%05.1f', '%e', '%c'],
  ],
  [/^strings.render/, ['{{.a}}', '{{range .list}}{{.}}{{end}}', '{{ .b }}-{{ .a }}', 'x', '{{']],
  [/^json.* paths/, ['a', 'a/b', '/a', 'list/0', '', 'x~1y']],
  [/^io\.jwt.* secret/, ['secret', 'secret', 'x', '']],
  [
    /^io\.jwt.* (jwt|token)/,
    [
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhIjoxLCJpc3MiOiJtZSIsImF1ZCI6WyJ4IiwieSJdfQ.gz8uzAm8Jpdc_YYOD8rsT4Y3wjTq-QxacPh8RcN7P5Q',
      'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEsIm5iZiI6MH0.1EU1bOs_o1zlbddrYcpEIPc_11uhWSkHe5wWAfNSm-o',
      'eyJhbGciOiJIUzI1NiIsImtpZCI6ImsifQ.eyJuYmYiOjk5OTk5OTk5OTk5LCJuIjo5MDA3MTk5MjU0NzQwOTkzfQ.k3bwbEiD2H0tkWGKfwEpL8FaOvAwULv1to7B59xdFrw',
      'eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.HNwLDWQX-fHPLAiTK-7IFTgvnrPFuKA8Pw84Rp_0ujA',
      'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.x',
      'a.b.c',
    ],
  ],
  [/^io\.jwt.encode_sign_raw headers/, ['{"alg": "HS256"}', '{"typ":"JWT","alg":"HS512"}', '{"alg":"none"}', '{']],
  [/^io\.jwt.encode_sign_raw payload/, ['{"a": 1.0}', '{ "b" : [1,2] }', 'x', '']],
  [/^io\.jwt.encode_sign_raw key/, ['{"kty":"oct","k":"c2VjcmV0"}', '{"kty":"oct"}', '{"kty":"RSA"}']],
];

/** Some number operands are sizes: large ones would only measure patience. */
const small = /^(numbers\.range|bits\.[lr]sh|regex\.find|strings\.split_n|format_int|array\.slice|substring)/;

/** A string that suits the parameter, if there are such. */
export function suitableText(random: Random, builtin: string, parameter: string | undefined): string | undefined {
  const place = `${builtin} ${parameter ?? ''}`;
  const found = vocabulary.find(([pattern]) => pattern.test(place));
  return found === undefined || random.once(5) ? undefined : JSON.stringify(random.pick(found[1]));
}

/** A number that suits the parameter, if it must be small. */
export function suitableNumber(random: Random, builtin: string): string | undefined {
  return small.test(builtin) ? random.pick(['0', '1', '2', '3', '8', '10', '16', '-1', '1.5']) : undefined;
}

/** Operands of a form that terms rarely take. */
const special: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^json.patch patches/,
    [
      '[{"op": "add", "path": "/a", "value": 1}]',
      '[{"op": "remove", "path": "a"}, {"op": "add", "path": ["b", 0], "value": {1}}]',
      '[{"op": "replace", "path": "/list/0", "value": null}]',
      '[{"op": "move", "from": "/a", "path": "/c"}]',
      '[{"op": "copy", "from": "/a", "path": "/b/-"}, {"op": "test", "path": "/a", "value": 1}]',
      '[{"op": "add", "path": "", "value": {"x": [1]}}]',
    ],
  ],
  [/^json.* paths/, ['["a/b", "list"]', '{"a", ["b", "c"]}', '[["list", 0]]', '["/rows/0/name"]', '[]']],
  [/^graph.* graph/, ['{"a": ["b", "c"], "b": {"c"}, "c": ["a"]}', '{"a": [], 1: ["a"]}', '{}']],
  [/^graph.* initial/, ['["a"]', '{"a", "c"}', '[1, "zz"]']],
  [
    /^net.cidr_contains_matches/,
    ['["10.0.0.0/8", "10.1.0.0/16"]', '{"a": "10.0.0.0/24"}', '"10.0.0.7"', '{["10.0.0.1/32", 1]}'],
  ],
  [
    /^time.(clock|date|weekday|diff|format)/,
    ['1700000000123456789', '[1600000000000000000, "Europe/Berlin"]', '[0, "UTC"]', '-1', '1e18'],
  ],
  [/^time.add_date ns/, ['1700000000000000000', '0']],
  [/^time.add_date/, ['0', '1', '-1', '13', '31']],
  [/^object.(union_n|subset)/, ['[{"a": {"b": 1}}, {"a": {"c": 2}}]', '[{"a": 1}, {"a": {"b": 2}}]']],
  [/^strings.replace_n patterns/, ['{"a": "b", "b": "c"}', '{"": "x"}', '{"foo": "bar", "fo": "x"}']],
  [/^urlquery.encode_object/, ['{"a": "b", "c": ["d", "e"]}', '{"a": {"x", "y z"}}']],
  [
    /^json.marshal_with_options opts/,
    ['{"pretty": true}', '{"prefix": "> ", "indent": " "}', '{"pretty": false, "indent": "x"}'],
  ],
  [
    /^io\.jwt.decode_verify constraints/,
    [
      '{"secret": "secret"}',
      '{"secret": "secret", "alg": "HS256"}',
      '{"secret": "secret", "alg": "HS384"}',
      '{"secret": "secret", "iss": "me", "aud": "x"}',
      '{"secret": "secret", "aud": "z"}',
      '{"secret": "x"}',
      '{"secret": "secret", "time": 2000000000000000000}',
      '{"secret": "secret", "cert": "x"}',
      '{"secret": "secret", "zz": 1}',
      '{}',
    ],
  ],
  [/^io\.jwt.encode_sign headers/, ['{"alg": "HS256"}', '{"typ": "JWT", "alg": "HS384", "kid": "é"}', '{"typ": "x"}']],
  [/^io\.jwt.encode_sign payload/, ['{"a": 1, "b": ["x", null]}', '{}', '{"n": 1.50, "s": "<&>"}']],
  [/^io\.jwt.encode_sign key/, ['{"kty": "oct", "k": "c2VjcmV0"}', '{"kty": "oct", "k": 1}', '{}']],
  [
    /^json.(match|verify)_schema schema/,
    [
      '{"type": "object", "required": ["a"], "properties": {"a": {"type": "number", "minimum": 2}}}',
      '{"type": ["string", "null"], "maxLength": 2}',
      '{"type": "array", "items": {"enum": ["a", 1, null]}, "uniqueItems": true}',
      '{"anyOf": [{"type": "string"}, {"type": "integer"}]}',
      '{"not": {"const": 1}, "$ref": "#/definitions/x", "definitions": {"x": {"type": "boolean"}}}',
      '{"additionalProperties": false, "patternProperties": {"^a": {}}, "minProperties": 1}',
      '"{\\"type\\": \\"string\\", \\"pattern\\": \\"^a\\", \\"format\\": \\"date\\"}"',
      '{"type": "nope"}',
      '{"allOf": [{"multipleOf": 0.5}, {"exclusiveMaximum": 3}], "if": {"type": "number"}, "then": {"minimum": 1}}',
    ],
  ],
  // Syntax trees as operands OPA reads into its own form and writes anew.
  [
    /^graphql.* query/,
    [
      '"{ a }"',
      '"query Q($x: Int) { b(n: $x) { c } }"',
      '"{ a { b } }"',
      '"fragment F on Q { a } { ...F }"',
      '"{"',
      '"{ x: a x: b }"',
    ],
  ],
  [
    /^graphql.* schema/,
    [
      '"type Query { a: String b(n: Int): B } type B { c: [Int!] }"',
      '"type Query { a: Nope }"',
      '"scalar S"',
      '""',
      '"type"',
    ],
  ],
  [/^crypto.hmac.equal/, ['"a"', '"b"', '""']],
  [/^strings.render_template vars/, ['{"a": 1, "b": "<x>", "list": [1, "b"]}', '{}']],
];

/** A term that suits the parameter, where hardly any other does. */
export function suitableTerm(random: Random, builtin: string, parameter: string | undefined): string | undefined {
  const place = `${builtin} ${parameter ?? ''}`;
  const found = special.find(([pattern]) => pattern.test(place));
  const isOther = found !== undefined && random.once(20) && !builtin.startsWith('graphql');
  return found === undefined || isOther ? undefined : random.pick(found[1]);
}

/** What a generated policy must not call: answers differ from run to run, or reach outside. */
export const excluded: readonly RegExp[] = [
  /^(http\.send|net\.lookup_ip_addr|opa\.runtime|rand\.intn|time\.now_ns|uuid\.rfc4122|trace|print)$/,
  /^(internal\.|rego\.|providers\.|crypto\.(x509|parse)|io\.jwt\.verify_[rpe])/,
  /^(assign|eq)$/,
];
