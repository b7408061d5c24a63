export { countReaching, type ExitOptions, exitCode, parseThreshold, type Threshold } from './exit-code.ts';
export type { CheckInfoLike, Format, FormatContext } from './format.ts';
export { formats } from './formats/index.ts';
export { asciiText, inertJson, inertLines, inertText } from './inert.ts';
