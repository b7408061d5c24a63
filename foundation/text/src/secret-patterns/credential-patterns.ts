import type { SecretPattern } from './secret-pattern.ts';

/** Credentials that belong to no vendor: keys, tokens of open formats, logins in addresses, password hashes. */
export const credentialPatterns: readonly SecretPattern[] = [
  {
    id: 'private-key',
    title: 'a private key',
    starts: ['BEGIN'],
    pattern:
      /(?<=-----)BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ANY|PGP) )?PRIVATE KEY(?: BLOCK)?-----[\s\\nr"',+|]{0,60}(?:Version: [^\n\\]{0,80}[\s\\nr]{1,12})?(?:Comment: [^\n\\]{0,80}[\s\\nr]{1,12})?(?<value>[A-Za-z0-9+/=]{32,76})/y,
  },
  {
    id: 'encrypted-private-key',
    title: 'an encrypted private key',
    starts: ['BEGIN'],
    pattern:
      /(?<=-----)BEGIN (?:ENCRYPTED PRIVATE KEY-----[\s\\nr"',+|]{0,60}|(?:RSA|EC|DSA) PRIVATE KEY-----[\s\\nr"',+|]{0,60}Proc-Type: 4,ENCRYPTED[\s\\nr]{1,12}DEK-Info: [\w-]{1,40},)(?<value>[A-Za-z0-9+/=]{32,76})/y,
  },
  {
    id: 'private-key-base64',
    title: 'a private key in base64',
    starts: ['LS0tLS1CRUdJTi'],
    pattern:
      /LS0tLS1CRUdJTi(?:BQUklWQVRFIEtFWS0tLS0t|BSU0EgUFJJVkFURSBLRVktLS0tL|BFQyBQUklWQVRFIEtFWS0tLS0t|BPUEVOU1NIIFBSSVZBVEUgS0VZLS0tLS)[A-Za-z0-9+/]{40,4000}/y,
  },
  {
    id: 'putty-private-key',
    title: 'a PuTTY private key',
    starts: ['PuTTY-User-Key-File'],
    pattern: /PuTTY-User-Key-File-[23]: [\w-]{5,30}/y,
  },
  {
    id: 'age-key',
    title: 'an age secret key',
    starts: ['AGE-SECRET-KEY-', 'AGE-PLUGIN-'],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}(?![\w-])/y,
  },
  {
    id: 'wireguard-key',
    title: 'a WireGuard private key',
    starts: ['PrivateKey'],
    pattern: /PrivateKey\s{1,3}=\s{1,3}(?<value>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)/y,
  },
  {
    id: 'jwt',
    title: 'a JSON web token',
    starts: ['eyJ'],
    pattern: /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,6000}\.[\w-]{16,2000}/y,
  },
  {
    id: 'basic-auth-url',
    title: 'an address with a password in it',
    starts: ['://'],
    pattern:
      /(?<=(?<![\w+.-])(?:https?|ftps?|sftp|ssh|git|wss?|socks5h?|telnet|svn(?:\+ssh)?)):\/\/(?![Uu]ser(?:name)?:(?:[Pp]ass|[Ss]ecret|pw))[^\s/:@'"<>`?#]{0,128}:(?<value>[^\s/@'"<>`:]{3,200})@[\w.[-]/y,
    entropy: 0,
  },
  {
    id: 'database-url-password',
    title: 'a connection address with a password in it',
    starts: ['://'],
    pattern:
      /(?<=(?<![\w+.-])(?:jdbc:)?(?:postgres(?:ql)?(?:\+\w{1,12})?|mysql(?:\+\w{1,12})?|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|oracle|cockroachdb|clickhouse|cassandra|neo4j|nats|ldaps?|smtps?|imaps?|memcached|influxdb|elasticsearch|mqtts?|db2|couchbase)):\/\/(?![Uu]ser(?:name)?:(?:[Pp]ass|[Ss]ecret|pw))[^\s/:@'"<>`?#]{0,128}:(?<value>[^\s/@'"<>`]{3,200})@[\w.[(-]/y,
    entropy: 0,
  },
  {
    id: 'authorization-header',
    title: 'an HTTP Authorization header',
    starts: ['authorization'],
    pattern:
      /authorization["']?\s{0,3}[:=,]?\s{0,3}["']?(?:basic|bearer|token|apikey)\s{1,3}(?<value>[\w+/=.~-]{12,2000})/iy,
    entropy: 3.2,
  },
  {
    id: 'bearer-token',
    title: 'an HTTP bearer token',
    starts: ['Bearer'],
    pattern: /Bearer\s{1,2}(?<value>[\w+/=.~-]{20,2000})/y,
    entropy: 3.2,
    accepts: (value) => /\d.{0,40}\d/.test(value),
  },
  {
    id: 'curl-login',
    title: 'a login in a curl command',
    starts: ['curl'],
    pattern: /curl\s[^\n|;&]{0,200}?(?:-u|--user)[ =]{0,2}["']?[\w.@-]{1,64}:(?<value>[^\s'":$<{]{4,128})/y,
    entropy: 0,
  },
  {
    id: 'password-hash',
    title: 'a password hash',
    starts: ['$2a$', '$2b$', '$2y$', '$apr1$', '$5$', '$6$', '$y$', '$argon2', '{SHA}', '{SSHA}'],
    pattern:
      /(?:\$2[aby]\$\d{2}\$[./A-Za-z0-9]{53}|\$apr1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|\$5\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}|\$6\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}|\$y\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{1,24}\$[./A-Za-z0-9]{43}|\$argon2(?:id|i|d)\$v=\d{1,3}\$[\w=,]{1,60}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,128}|\{S?SHA\}[A-Za-z0-9+/]{27,60}={0,2})(?![\w./])/y,
  },
  {
    id: 'kubeconfig-token',
    title: 'a bootstrap token',
    starts: ['token'],
    pattern: /token["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[a-z0-9]{6}\.[a-z0-9]{16})(?![\w.-])/y,
  },
];
