// A table: longer than other files. Goal S-20: recall ≥ 99 % on ≥ 40 known formats, precision ≥ 95 %.
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../testkit/src/random-from.ts';
import { findSecretInAssignment, findSecrets } from './find-secrets.ts';
import { secretPatterns } from './pattern-index.ts';

// Tokens are put together here from a form and a seeded generator: the repository holds none, not even a false one.
const alphabets: Readonly<Record<string, string>> = {
  w: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  u: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
  b: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  s: './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  h: '0123456789abcdef',
  d: '0123456789',
  l: 'abcdefghijklmnopqrstuvwxyz0123456789',
  L: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  k: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  q: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  p: 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#+=_',
};

const whole = 2 ** 32;
const random = randomFrom(20_260_101);
const next = (): number => random(whole) / whole;

/** Fills `‹36w›` with 36 characters of alphabet w. */
function fill(form: string): string {
  return form.replaceAll(/‹(\d+)(\w)›/g, (_match, count: string, alphabet: string) => {
    const letters = alphabets[alphabet] ?? '';
    return Array.from({ length: Number(count) }, () => letters[Math.floor(next() * letters.length)]).join('');
  });
}

const uuid = '‹8h›-‹4h›-‹4h›-‹4h›-‹12h›';
const dashes = '-----';

/** Form of the token by the id that must find it. */
const positives: readonly (readonly [string, string])[] = [
  ['aws-access-key-id', 'AKIA‹16k›'],
  ['aws-access-key-id', 'ASIA‹16k›'],
  ['aws-secret-access-key', 'aws_secret_access_key = ‹40b›'],
  ['aws-secret-access-key', '"SecretAccessKey": "‹40b›"'],
  ['aws-session-token', 'IQoJb3JpZ2lu‹300b›='],
  ['aws-bedrock-key', 'ABSK‹128b›'],
  ['gcp-api-key', 'AIza‹35u›'],
  ['gcp-service-account-key', '{"type": "service_account", "private_key_id": "‹40h›"}'],
  ['gcp-oauth-client-secret', 'GOCSPX-‹28u›'],
  ['gcp-access-token', 'ya29.‹120u›'],
  ['azure-storage-key', 'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=‹86b›=='],
  ['azure-shared-access-key', 'SharedAccessKeyName=Root;SharedAccessKey=‹43b›='],
  ['azure-sas-token', '?sv=2022-11-02&ss=b&sig=‹43w›%3D'],
  ['azure-client-secret', '‹3w›8Q~‹34u›'],
  ['azure-devops-token', '‹76w›AZDO‹4w›'],
  ['digitalocean-token', 'dop_v1_‹64h›'],
  ['heroku-token', 'HRKU-AA‹58u›'],
  ['heroku-token', `HEROKU_API_KEY=${uuid}`],
  ['alibaba-access-key-id', 'LTAI‹20w›'],
  ['tencent-secret-id', 'AKID‹32w›'],
  ['cloudflare-origin-ca-key', 'v1.0-‹24h›-‹146h›'],
  ['cloudflare-token', 'CLOUDFLARE_API_TOKEN=‹40u›'],
  ['fly-token', 'fo1_‹43u›'],
  ['databricks-token', 'dapi‹32h›'],
  ['vault-token', 'hvs.‹95u›'],
  ['vault-token', 'hvb.‹140u›'],
  ['terraform-token', '‹14w›.atlasv1.‹67u›'],
  ['pulumi-token', 'pul-‹40h›'],
  ['doppler-token', 'dp.pt.‹43w›'],
  ['planetscale-token', 'pscale_tkn_‹43u›'],
  ['supabase-token', 'sbp_‹40h›'],
  ['netlify-token', 'nfp_‹36w›'],
  ['tailscale-key', 'tskey-auth-‹17w›-‹32w›'],
  ['openshift-token', 'sha256~‹43u›'],
  ['k3s-token', 'K10‹64h›::server:‹32h›'],
  ['github-token', 'ghp_‹36w›'],
  ['github-token', 'ghs_‹36w›'],
  ['github-fine-grained-token', 'github_pat_‹22w›_‹59w›'],
  ['gitlab-token', 'glpat-‹20u›'],
  ['gitlab-token', 'glrt-‹20u›'],
  ['gitlab-trigger-token', 'glptt-‹40h›'],
  ['gitlab-oauth-secret', 'gloas-‹64h›'],
  ['gitlab-runner-token', 'GR1348941‹20u›'],
  ['bitbucket-token', 'ATBB‹32w›'],
  ['atlassian-token', 'ATATT3xFfGF0‹180u›=‹8L›'],
  ['npm-token', 'npm_‹36w›'],
  ['npm-token', `//registry.example.org/:_authToken=${uuid}`],
  ['pypi-token', 'pypi-AgEIcHlwaS5vcmc‹160u›'],
  ['rubygems-token', 'rubygems_‹48h›'],
  ['crates-token', 'cio‹32w›'],
  ['nuget-token', 'oy2‹43l›'],
  ['clojars-token', 'CLOJARS_‹60l›'],
  ['docker-hub-token', 'dckr_pat_‹27u›'],
  ['artifactory-token', 'AKCp‹69w›'],
  ['sonarqube-token', 'squ_‹40h›'],
  ['circleci-token', 'CCIPAT_‹22w›_‹40h›'],
  ['buildkite-token', 'bkua_‹40h›'],
  ['sourcegraph-token', 'sgp_‹40h›'],
  ['postman-key', 'PMAK-‹24h›-‹34h›'],
  ['openai-key', 'sk-‹20w›T3BlbkFJ‹20w›'],
  ['openai-key', 'sk-proj-‹74u›T3BlbkFJ‹74u›'],
  ['anthropic-key', 'sk-ant-api03-‹93u›AA'],
  ['openrouter-key', 'sk-or-v1-‹64h›'],
  ['huggingface-token', 'hf_‹34w›'],
  ['replicate-token', 'r8_‹37w›'],
  ['groq-key', 'gsk_‹52w›'],
  ['perplexity-key', 'pplx-‹48w›'],
  ['xai-key', 'xai-‹80w›'],
  ['langsmith-key', 'lsv2_pt_‹32h›_‹10h›'],
  ['slack-token', 'xoxb-‹12d›-‹13d›-‹24w›'],
  ['slack-token', 'xapp-1-A‹10L›-‹13d›-‹64h›'],
  ['slack-webhook', 'https://hooks.slack.com/services/T‹8L›/B‹10L›/‹24w›'],
  ['discord-token', 'MT‹24w›.‹6u›.‹38u›'],
  ['discord-webhook', 'https://discord.com/api/webhooks/‹18d›/‹68u›'],
  ['teams-webhook', `https://x.webhook.office.com/webhookb2/${uuid}@${uuid}/IncomingWebhook/‹32h›/${uuid}`],
  ['telegram-token', '‹10d›:AAH‹32u›'],
  ['twilio-key', 'SK‹32h›'],
  ['sendgrid-key', 'SG.‹22u›.‹43u›'],
  ['mailgun-key', 'key-‹32h›'],
  ['mailchimp-key', '‹32h›-us14'],
  ['brevo-key', 'xkeysib-‹64h›-‹16w›'],
  ['stripe-key', 'sk_live_‹24w›'],
  ['stripe-key', 'rk_test_‹99w›'],
  ['stripe-webhook-secret', 'whsec_‹32b›'],
  ['square-token', 'sq0atp-‹22u›'],
  ['shopify-token', 'shpat_‹32h›'],
  ['braintree-token', 'access_token$production$‹16l›$‹32h›'],
  ['datadog-key', 'DD_API_KEY=‹32h›'],
  ['datadog-key', 'datadog_app_key: "‹40h›"'],
  ['new-relic-key', 'NRAK-‹27L›'],
  ['new-relic-license-key', '‹36h›NRAL'],
  ['pagerduty-key', 'routing_key: ‹32h›'],
  ['grafana-token', 'glsa_‹32w›_‹8h›'],
  ['sentry-token', 'sntryu_‹64h›'],
  ['dynatrace-token', 'dt0c01.‹24L›.‹64L›'],
  ['linear-key', 'lin_api_‹40w›'],
  ['notion-token', 'ntn_‹46w›'],
  ['okta-token', 'Authorization: SSWS 00‹40u›'],
  ['airtable-token', 'pat‹14w›.‹64h›'],
  ['figma-token', 'figd_‹40u›'],
  ['hubspot-token', `pat-na1-${uuid}`],
  ['mapbox-token', 'sk.eyJ‹80w›.‹22u›'],
  ['onepassword-token', 'ops_eyJ‹250w›'],
  ['facebook-token', 'EAAG‹150w›'],
  ['private-key', `${dashes}BEGIN RSA PRIVATE KEY${dashes}\n‹64b›\n‹64b›\n${dashes}END RSA PRIVATE KEY${dashes}`],
  ['private-key', `{"private_key": "${dashes}BEGIN PRIVATE KEY${dashes}\\n‹64b›\\n‹40b›=\\n${dashes}END"}`],
  ['private-key', `${dashes}BEGIN OPENSSH PRIVATE KEY${dashes}\n‹70b›\n`],
  ['encrypted-private-key', `${dashes}BEGIN ENCRYPTED PRIVATE KEY${dashes}\n‹64b›\n`],
  ['private-key-base64', 'client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tL‹200w›'],
  ['putty-private-key', 'PuTTY-User-Key-File-3: ssh-ed25519'],
  ['age-key', 'AGE-SECRET-KEY-1‹58q›'],
  ['wireguard-key', 'PrivateKey = ‹42b›A='],
  ['jwt', 'eyJ‹33w›.eyJ‹120u›.‹43u›'],
  ['basic-auth-url', 'https://deploy:‹14w›@git.example.org/team/app.git'],
  ['database-url-password', 'postgres://app:‹14w›@db.shop.svc:5432/shop'],
  ['database-url-password', 'redis://:‹20w›@cache:6379/0'],
  ['authorization-header', 'Authorization: Basic ‹32w›'],
  ['bearer-token', 'HEADER=Bearer ‹40w›'],
  ['curl-login', 'curl -sf -u admin:‹12w› https://x.example.org'],
  ['password-hash', '$2a$10$‹53s›'],
  ['password-hash', '$6$‹8s›$‹86s›'],
  ['kubeconfig-token', 'token: ‹6l›.‹16l›'],
  ['secret-value', 'client_secret: ‹32w›'],
  ['secret-value', 'SESSION_SECRET=‹64h›'],
  ['secret-value', `apiToken: "${uuid}"`],
  ['password', 'db.password=‹10p›7a'],
  ['password', '"password": "‹12p›4x"'],
  ['password', 'run --admin-password ‹12p›9z --verbose'],
  ['password', '<password>‹12w›3q</password>'],
];

/** What stands around a token in configurations. */
const contexts: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => `KEY=${token}\nOTHER=1`,
  (token) => `a: b\nfield: ${token}\nc: d`,
  (token) => `{"field": "${token}", "n": 1}`,
  (token) => `exec tool --flag '${token}' --now`,
];

const negatives: readonly string[] = [
  '‹40h›',
  'sha256:‹64h›',
  'nginx@sha256:‹64h›',
  'checksum/config: ‹64h›',
  `uid: ${uuid}`,
  'resourceVersion: "‹9d›"',
  'pod-template-hash: ‹10l›',
  'app.kubernetes.io/version: v1.2.‹2d›',
  'generation ‹12d› of build ‹8h›',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5‹48b› user@host',
  'ssh-rsa AAAAB3NzaC1yc2E‹340b›== user@host',
  `${dashes}BEGIN CERTIFICATE${dashes}\nMII‹61b›\n‹64b›\n${dashes}END CERTIFICATE${dashes}`,
  `${dashes}BEGIN PUBLIC KEY${dashes}\nMII‹61b›\n${dashes}END PUBLIC KEY${dashes}`,
  'caBundle: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t‹200w›',
  'data:image/png;base64,iVBORw0KGgo‹400b›',
  'https://example.org/a/b?x=‹8l›#‹6l›',
  'https://registry.example.org:5000/team/app@sha256:‹64h›',
  'mail alice@example.org or bob:smith@',
  'passwordFile: /etc/secrets/‹6l›/password',
  'password: $‹0w›{DB_PASSWORD}',
  'password: $(DB_PASSWORD)',
  'password: "{{ .Values.db.password }}"',
  'password: <your password here>',
  'password: changeme',
  'password: ********',
  'PASSWORD=$PASSWORD_‹3L›',
  'password = os.environ["PASSWORD_‹4L›"]',
  'token: process.env.TOKEN_‹4L›',
  'secretName: shop-tls-‹2d›',
  'existingSecret: my-release-postgresql',
  'imagePullSecret: registry-credentials-v2',
  'secretKeyRef: {name: db-credentials, key: password}',
  'tokenTTL: ‹4d›',
  'token_expiration: 24h0m0s',
  'max_tokens: ‹4d›',
  'nextPageToken: ‹20w›',
  'tokenReviewerServiceAccount: vault-auth',
  'apiKeySecretRef.name: datadog-keys',
  'api_key_header: X-Api-Key',
  'secret_key: metadata.name',
  'private_key: /etc/ssl/private/server.key',
  'auth: "kubernetes"',
  '"auth": "Viewer‹4d›"',
  'auth_type: client_secret_basic',
  'key: node-role.kubernetes.io/control-plane',
  'accessKeyId: AKIAIOSFODNN7EXAMPLE',
  'token: xxxxxxxxxxxxxxxxxxxxxxxx',
  'ghp_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
  'sk-your-key-here',
  'AIzaSyExampleExampleExampleExampleExample'.slice(0, 30),
  'postgres://user:password@host:5432/db',
  'postgres://$(USER):$(PASSWORD)@db:5432/x',
  'amqp://$‹0w›{USER}:$‹0w›{PASS}@mq',
  'https://{{user}}:{{pass}}@example.org',
  'http://localhost:8080/user@example.org',
  'Authorization: Bearer $TOKEN',
  'Bearer authentication-with-oauth2 is used',
  'WWW-Authenticate: Bearer realm="https://auth.example.org/token"',
  'Authorization: Bearer {{ token }}',
  'curl -H "Authorization: token $GITHUB_TOKEN" -u "$USER:$PASS" https://x',
  'echo "password for ‹6l› is stored in the vault"',
  'The token is read from the file given by --token-file.',
  'description: Password of the user; a reference to a Secret key.',
  'bcrypt cost $2 of $10',
  'sum(rate(http_requests_total{job="‹6l›"}[5m])) by (le)',
  'vault:secret/data/shop#password',
  'password: ENC[AES256_GCM,data:‹12b›,iv:‹20b›,type:str]',
  'token: ref+vault://secret/shop#token',
  'PuTTY is a terminal',
  `echo "${dashes}BEGIN RSA PRIVATE KEY${dashes}" > key.pem`,
  'webhook secret: see the settings page',
  'credentials: include',
  'csi.storage.k8s.io/node-stage-secret-name: rook-csi-rbd-node',
  'POSTGRES_PASSWORD_FILE=/run/secrets/pg',
  'usePassword=true',
  'passwordPolicy: {minLength: 12, digits: 1}',
  'arn:aws:secretsmanager:eu-west-1:‹12d›:secret:shop-‹6w›',
  'projects/‹12d›/secrets/db-password/versions/latest',
  'kid=‹16h› alg=RS256',
  'nonce ‹22u›',
  'etag: "‹32h›"',
  'md5: ‹32h›',
  'x-request-id: ‹32h›',
];

interface Sample {
  readonly text: string;
  readonly id?: string;
}

const rounds = 10;
const samples: readonly Sample[] = [
  ...positives.flatMap(([id, form]) =>
    Array.from({ length: rounds }, (_, round) => ({
      id,
      // Forms of several words bring their own surroundings.
      text: /[\s"'=:]/.test(form) ? fill(form) : (contexts[round % contexts.length] ?? String)(fill(form)),
    })),
  ),
  ...negatives.flatMap((form) => Array.from({ length: rounds }, () => ({ text: fill(form) }))),
];

describe('the labelled set', () => {
  test('has the formats that S-20 asks for, of every pattern one', () => {
    const tried = new Set(positives.map(([id]) => id));
    expect(secretPatterns.map((pattern) => pattern.id).filter((id) => !tried.has(id))).toEqual(['docker-config-auth']);
    expect(secretPatterns.length).toBeGreaterThanOrEqual(60);
  });

  test('recall is at least 99 % and precision at least 95 %', () => {
    const found = samples.map((sample) => ({ sample, ids: findSecrets(sample.text).map((place) => place.id) }));
    const wanted = found.filter(({ sample }) => sample.id !== undefined);
    const missed = wanted.filter(({ sample, ids }) => !ids.includes(sample.id ?? ''));
    const wrong = found.filter(({ sample, ids }) => sample.id === undefined && ids.length > 0);
    const hits = wanted.length - missed.length;
    const recall = hits / wanted.length;
    const precision = hits / (hits + wrong.length);
    console.log(
      `secret patterns: ${secretPatterns.length}, samples ${samples.length}, recall ${percent(recall)}, precision ${percent(precision)}`,
    );
    expect(recall, JSON.stringify(missed.slice(0, 5))).toBeGreaterThanOrEqual(0.99);
    expect(precision, JSON.stringify(wrong.slice(0, 5))).toBeGreaterThanOrEqual(0.95);
  });

  test('says where the secret is and nothing around it', () => {
    const token = fill('ghp_‹36w›');
    expect(findSecrets(`a ${token} b`)).toEqual([{ id: 'github-token', start: 2, end: 42 }]);
    expect(findSecrets('postgres://app:s3cr3tValue@db/x')).toEqual([
      { id: 'database-url-password', start: 15, end: 26 },
    ]);
  });
});

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

describe('a value by its name', () => {
  test.each([
    ['DB_PASSWORD', 'hunter2', 'password'],
    ['POSTGRES_PASSWORD', 'postgres', 'default-password'],
    ['mysqlRootPassword', 'Tr0ub4dor&3', 'password'],
    ['REDIS_PASS', 'correcthorse', 'password'],
    ['ADMIN_PASSWORD', 'ChangeMe', 'default-password'],
    ['MINIO_SECRET_KEY', 'minio123', 'default-password'],
    ['TOKEN', 'default', undefined],
    ['JWT_SECRET', fill('‹32w›'), 'secret-value'],
    ['API_KEY', fill('‹32h›'), 'secret-value'],
    ['GITHUB', fill('ghp_‹36w›'), 'github-token'],
    ['DATABASE_URL', 'mysql://root:root@db/shop', 'database-url-password'],
    ['DB_PASSWORD', '$(OTHER)', undefined],
    ['DB_PASSWORD', 'db-credentials', undefined],
    ['DB_PASSWORD_FILE', '/run/secrets/db', undefined],
    ['PASSWORD_MIN_LENGTH', '12', undefined],
    ['DISABLE_PASSWORD', 'truetrue1', undefined],
    ['AUTH_TOKEN_TTL', '15m', undefined],
    ['SECRET_NAME', 'db-secret', undefined],
    ['TOKEN_URL', 'https://sso.example.org/token', undefined],
    ['SECRET_PROVIDER', 'vault', undefined],
    ['KEY', fill('‹32w›'), undefined],
    ['PUBLIC_KEY', fill('‹32w›'), undefined],
    ['SECRET_KEY', 'metadata.name', undefined],
    ['PASSWORD', '', undefined],
  ])('%s=%s', (name, value, id) => expect(findSecretInAssignment(name, value)).toBe(id));
});

describe('hostile text takes linear time', () => {
  const size = 256 * 1024;
  test.each([
    ['curl ', 'curl -u a'],
    ['urls', '://a:b'],
    ['begin', `${dashes}BEGIN RSA PRIVATE KEY${dashes}\n`],
    ['names', 'password=a'],
    ['one name', 'password'],
    ['jwt', 'eyJeyJeyJeyJeyJ.'],
    ['jwt without end', 'eyJ-'],
    ['flags', '--password '],
    ['spaces', 'authorization:     '],
    ['quotes', '"\\"password\\" : '],
    ['dollars', '$2a$10$'],
    ['tildes', '~8Q~'],
    ['hex', '0123456789abcdef'],
  ])('%s', (_title, piece) => {
    const once = piece.repeat(Math.ceil(size / piece.length));
    const cost = (text: string) => {
      const start = process.cpuUsage().user;
      findSecrets(text);
      return process.cpuUsage().user - start;
    };
    cost(once);
    // Generous: a quadratic search of four times as much would take 16 times as long, and seconds.
    expect(cost(once + once + once + once)).toBeLessThan(10 * cost(once) + 200_000);
  });
});
