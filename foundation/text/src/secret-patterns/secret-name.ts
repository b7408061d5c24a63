/** What a name says its value is: something a person chose, or something that was generated. */
export type SecretNameKind = 'password' | 'token';

const passwordWords: ReadonlySet<string> = new Set(
  'password passwd passwort pwd pass passphrase passcode requirepass masterauth userpassword userpass dbpassword dbpass dbpwd'.split(
    ' ',
  ),
);
const tokenWords: ReadonlySet<string> = new Set(
  'secret token apikey appkey authkey accesskey secretkey privatekey encryptionkey signingkey masterkey clientsecret accesstoken authtoken apitoken apisecret bearer credential credentials psk authtoken jwtsecret'.split(
    ' ',
  ),
);
// `key` alone says nothing; with one of these before it, it does.
const keyKinds: ReadonlySet<string> = new Set(
  'api app access secret private auth encryption encrypt signing sign master shared account service session storage root hmac jwt vault license licence crypto aes ssh fernet cookie admin unseal recovery batch cosmos function host cli deploy write ingest ingestion integration datadog sendgrid mailgun twilio stripe openai algolia'.split(
    ' ',
  ),
);
// Words after which it is still the secret itself.
const neutralEndings: ReadonlySet<string> = new Set(
  'value default prod production dev test staging old new current previous primary secondary base64 b64 plain plaintext text string base data content'.split(
    ' ',
  ),
);
// `nextToken` and the like are positions; `pullSecret` and the like are names of objects.
const harmlessBefore: ReadonlySet<string> = new Set(
  'next page continue continuation stop pad eos bos sep unk mask cls pull existing tls image cert certificate from max min num has is use no without require requires enable disable forgot reset show hide change public'.split(
    ' ',
  ),
);

// Most names are told by this alone.
const tellingPart = /pass|pwd|secret|token|key|psk|cred|bearer|auth/i;

/** What kind of secret a key, variable or flag of this name holds; undefined where its name does not say so. */
export function secretNameKind(name: string): SecretNameKind | undefined {
  if (name.length > 128 || !tellingPart.test(name)) return undefined;
  const words = wordsOf(name);
  let last = words.length - 1;
  while (last > 0 && isNeutral(words[last] ?? '')) last--;
  const word = words[last] ?? '';
  const before = words[last - 1] ?? '';
  if (harmlessBefore.has(before)) return undefined;
  if (passwordWords.has(word) || word.endsWith('password') || word.endsWith('passwd')) return 'password';
  if (tokenWords.has(word) || (word === 'key' && keyKinds.has(before))) return 'token';
  return /(?:secret|token|apikey)$/.test(word) ? 'token' : undefined;
}

function isNeutral(word: string): boolean {
  return neutralEndings.has(word) || /^\d{1,4}$/.test(word);
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]/)
    .filter((word) => word !== '');
}
