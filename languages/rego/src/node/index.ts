export { codegen } from './codegen.ts';
export { cryptoPort } from './crypto-port.ts';
