import type { Severity } from '@bulwark/model';

/** How a severity looks without colour: shape, letter and word. */
export interface SeverityMark {
  readonly glyph: string;
  /** The shape where only ASCII can be shown. */
  readonly ascii: string;
  readonly letter: string;
  readonly word: string;
}

export const severityMarks: Readonly<Record<Severity, SeverityMark>> = {
  critical: { glyph: '◆', ascii: '#', letter: 'C', word: 'Critical' },
  high: { glyph: '▲', ascii: '^', letter: 'H', word: 'High' },
  medium: { glyph: '■', ascii: '=', letter: 'M', word: 'Medium' },
  low: { glyph: '●', ascii: '*', letter: 'L', word: 'Low' },
  info: { glyph: '○', ascii: '-', letter: 'I', word: 'Info' },
};
