export { buildFunction } from './build-function.ts';
export { cryptoPort } from './crypto-port.ts';
