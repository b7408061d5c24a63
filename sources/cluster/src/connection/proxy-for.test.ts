import { expect, test } from 'vitest';
import { proxyFor } from './proxy-for.ts';

const proxy = 'http://proxy:3128';

const cases: readonly (readonly [string, Record<string, string>, string | undefined])[] = [
  ['https://api.example', {}, undefined],
  ['https://api.example', { HTTPS_PROXY: proxy }, proxy],
  ['https://api.example', { https_proxy: 'proxy:3128' }, proxy],
  ['https://api.example', { HTTP_PROXY: proxy }, undefined],
  ['http://api.example', { HTTP_PROXY: proxy }, proxy],
  ['https://localhost:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://127.0.0.1:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
  ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
  ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'example' }, undefined],
  ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'other, .example' }, undefined],
  ['https://api.example', { HTTPS_PROXY: proxy, NO_PROXY: 'i.example' }, proxy],
  ['https://api.example:6443', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example:6443' }, undefined],
  ['https://api.example:6443', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example:443' }, proxy],
  ['https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, undefined],
  ['https://11.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8,fd00::/8,10.0.0.0/x' }, proxy],
  ['https://[fd00::7]', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, undefined],
  ['https://10.1.2.3', { HTTPS_PROXY: proxy, NO_PROXY: '10.1.2.3' }, undefined],
];

test.each(cases)('%s by %j', (url, environment, expected) => {
  expect(proxyFor(url, undefined, environment)).toBe(expected);
});

test('the proxy of the kubeconfig goes before the environment', () => {
  expect(proxyFor('https://a', 'socks5://b', { HTTPS_PROXY: proxy, NO_PROXY: '*' })).toBe('socks5://b');
});
