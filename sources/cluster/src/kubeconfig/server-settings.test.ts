import { expect, test } from 'vitest';
import { publicUrl, serverSettings } from './server-settings.ts';

const plain = { ca: undefined, insecure: false, serverName: undefined, proxyUrl: undefined, compress: true };
const pem = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n';
const inline = Buffer.from(pem).toString('base64');

const entries: readonly (readonly [Record<string, string | boolean>, object])[] = [
  [{ server: 'https://a:6443/' }, { url: 'https://a:6443', ...plain }],
  [{ server: 'a.example:6443' }, { url: 'https://a.example:6443', ...plain }],
  [{ server: 'http://127.0.0.1:8001' }, { url: 'http://127.0.0.1:8001', ...plain }],
  [{ server: 'https://r/k8s/clusters/c-1/' }, { url: 'https://r/k8s/clusters/c-1', ...plain }],
  [
    { server: 'https://a', 'certificate-authority-data': inline, 'certificate-authority': '/does/not/matter' },
    { ...plain, url: 'https://a', ca: pem },
  ],
  [
    {
      server: 'https://a',
      'insecure-skip-tls-verify': true,
      'tls-server-name': 'b',
      'proxy-url': 'socks5://c:1080',
      'disable-compression': true,
    },
    { url: 'https://a', ca: undefined, insecure: true, serverName: 'b', proxyUrl: 'socks5://c:1080', compress: false },
  ],
  [{}, { message: /expected a server address, found none/ }],
  [{ server: 'ftp://a' }, { message: /expected server to be a URL with https:\/\/ or http:\/\// }],
  [{ server: 'https://a', 'proxy-url': 'socks4://me:secret@b' }, { message: /expected proxy-url to be a URL.*socks5/ }],
  [
    { server: 'https://a', 'certificate-authority-data': 'AAAA' },
    { message: /expected PEM in certificate-authority-data/ },
  ],
  [{ server: 'https://a', 'certificate-authority': '/does/not/exist' }, { message: /exist: no such file/ }],
  [
    { server: 'https://a', 'certificate-authority-data': inline, 'insecure-skip-tls-verify': true },
    { message: /exclude each other/ },
  ],
  [{ server: 'https://a', 'insecure-skip-tls-verify': 'true' }, { message: /expected true or false/ }],
];

test.each(entries)('%j', (value, expected) => {
  if (!('message' in expected)) expect(serverSettings({ value, file: '' })).toEqual(expected);
  else {
    const message = expect.stringMatching(String(expected.message).slice(1, -1));
    expect(() => serverSettings({ value, file: '' })).toThrow(
      expect.objectContaining({ code: 'BAD_KUBECONFIG', message }),
    );
    expect(() => serverSettings({ value, file: '' })).not.toThrow(/secret/);
  }
});

test('a password in an address is not shown', () => {
  expect(publicUrl('https://me:secret@a:6443/b')).toBe('https://a:6443/b');
});
