/** Shannon entropy in bits a character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const placeholder =
  /example|sample|placeholder|change.?me|change.?it|replace|redacted|removed|dummy|your|insert|fill.?in|enter|todo|fixme|foobar|xxxx|\*\*\*|\.\.\.|----|____|abcdef|123456|000000|deadbeef|^x+$/i;

/** Whether a text stands in for a secret: `<your-token>`, `changeme`, `AKIAXXXXXXXXXXXXXXXX`. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text) || /^(.)\1*$/s.test(text);
}

/** Whether a text only points at a secret or will become one: `$(TOKEN)`, `{{ .Values.x }}`, `/etc/token`, `vault:…`. */
export function isReference(text: string): boolean {
  if (/^[$<{[]|^%\w+%$|^![a-z]|[({[]\s*$|\$[({]|\{\{|\}\}|<%|%[({sdv]|^\.{0,2}\/|^[A-Za-z]:\\/.test(text)) return true;
  if (
    /^(?:env|file|vault|ref\+\w{1,20}|op|ssm|arn|secret|secrets|awssm|gcpsm|azurekv|projects|ENC|AQICA\w{8}|s3|gs|sha\d{1,3}|md5)[:/[]/.test(
      text,
    )
  ) {
    return true;
  }
  return /^[a-z][\w+.-]{0,20}:\/\//i.test(text);
}

const stateWords: ReadonlySet<string> = new Set(
  'true false yes no on off null nil none undefined unset empty default disabled disable enabled enable required optional prompt ask auto automatic generated generate random inherit inherited plain basic bearer digest oauth oauth2 oidc jwt ldap saml file env vault external internal kubernetes k8s opaque string text hidden masked encrypted hashed rotate static dynamic manual local remote include omit same-origin always never ifnotpresent header query cookie body form reset change login logout expired invalid valid missing new old current'.split(
    ' ',
  ),
);

/** Whether a text is a switch, a kind or a number rather than something secret. */
export function isPlainWord(text: string): boolean {
  if (stateWords.has(text.toLowerCase())) return true;
  return /^[+-]?[\d.,:]+(?:ns|us|ms|s|m|h|d|[kKMGTP]i?[bB]?)?$|^v?\d{1,4}(?:\.\d{1,6}){1,3}(?:[-+][\w.]{1,40})?$|^\d{4}-\d\d-\d\d/.test(
    text,
  );
}

/** Whether a text is shaped like the name of an object, host, field or type: words joined by `-`, `_`, `.` or capitals. */
export function isName(text: string): boolean {
  const segments = text.split(/[-_.:/]/);
  if (segments.length > 1) return segments.every(isNamePart);
  return /^[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})+\d{0,2}$/.test(text);
}

function isNamePart(segment: string): boolean {
  return /^(?:[a-z]{1,20}|[A-Z]{1,20}|[A-Z]?[a-z]{1,20}(?:[A-Z][a-z]{1,20}){0,4}|[A-Za-z]{1,12}\d{1,3}|\d{1,4}|v\d{1,3}(?:alpha|beta)\d{0,2})?$/.test(
    segment,
  );
}

/** Passwords that everybody tries first, in lower case. */
const knownPasswords: ReadonlySet<string> = new Set(
  'admin administrator adminadmin admin1 admin12 admin123 admin1234 admin@123 password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword p@ssword1 p@ssw0rd1 pass pass123 pass1234 passwd pwd changeme changeme123 change-me change_me changeit secret secret123 supersecret s3cr3t root rootroot root123 rootpassword rootpass toor test test1 test123 test1234 testing testtest guest user user123 demo demo123 default letmein welcome welcome1 welcome123 qwerty qwerty123 abc123 iloveyou monkey dragon master 1234 12345 123456 1234567 12345678 123456789 1234567890 000000 111111 postgres postgresql postgrespassword mysql mysqlpassword mariadb redis redispassword mongo mongodb mongopassword rabbitmq minio minioadmin minio123 elastic kibana grafana prom-operator prometheus jenkins nexus sonar keycloak wordpress drupal joomla nextcloud gitea gitlab harbor harbor12345 bitnami bitnami1 docker vagrant ubuntu cisco oracle tomcat cassandra neo4j couchbase influxdb airflow superset mypassword my-password my-secret-pw mysecretpassword mysecret mysecretkey example'.split(
    ' ',
  ),
);

/** Whether a password is one that comes with a product or heads every word list. */
export function isKnownPassword(text: string): boolean {
  return knownPasswords.has(text.toLowerCase());
}

/** Whether a whole text is nothing but a template or a pointer to a secret kept elsewhere, encrypted ones included. */
export function isUnresolved(text: string): boolean {
  if (text.length > 2000) return text.startsWith('ENC[') && text.endsWith(']');
  return /^(?:\$\{[^{}]+\}|\$\([^()]+\)|\$[A-Z_]+|<[^<>\s]+(?: [^<>\s]+){0,5}>|ENC\[.+\]|(?:vault|ref\+\w{1,20}|op|awssm|gcpsm|azurekv):.+|.{0,100}\{\{.+\}\}.{0,100})$/s.test(
    text.trim(),
  );
}
