import { createHash } from 'node:crypto';
import { severities } from '@bulwark/model';
import { describe, expect, test } from 'vitest';
import { sampleReport, textOf, thoroughReader } from '../../test/sample-report.ts';
import { html } from './html.ts';
import { palettes, style, styleHash } from './html-style.ts';

const page = textOf(html.write(sampleReport, thoroughReader));

describe('the page', () => {
  test('lets through its own style sheet and nothing else', () => {
    expect(styleHash).toBe(`sha256-${createHash('sha256').update(style).digest('base64')}`);
    expect(page).toContain(
      `content="default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).toContain(`<style>${style}</style>`);
  });

  test('loads nothing, runs nothing, styles nothing inline', () => {
    const bare = page.replace(style, '');
    expect(bare).not.toMatch(/<(?:script|img|link|iframe|object|embed|form|svg|base)\b/i);
    expect(bare).not.toMatch(/<[^>]*\s(?:on\w+|style|src)=/i);
    expect(style).not.toMatch(/url\(|@import/);
  });

  test('links to web addresses and to itself only', () => {
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(targets.filter((target) => !/^(?:#|https:\/\/)/.test(target))).toEqual([]);
    const anchors = targets.filter((target) => target.startsWith('#')).map((target) => `id="${target.slice(1)}"`);
    expect(anchors.filter((anchor) => !page.includes(anchor))).toEqual([]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://x"onclick=', 'http://a b'])(
    'makes no link of %s',
    (address) => {
      const check = { title: 't', why: 'w', remedy: 'r', references: [address] };
      const checks = new Map([['pod-privileged', check]]);
      expect(textOf(html.write(sampleReport, { ...thoroughReader, checks }))).not.toContain('<a href="http');
    },
  );

  test('has headings in order, landmarks, captions and a language', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    for (const part of ['<html lang="en">', '<header>', '<main>', '<footer>', 'class="skip"'])
      expect(page).toContain(part);
    expect(page.match(/<table/g)?.length).toBe(page.match(/<caption>/g)?.length);
  });
});

describe.each(['light', 'dark'] as const)('%s colours', (theme) => {
  const palette = palettes[theme];
  const texts = ['text', 'faint', 'link', ...severities] as const;

  test.each(texts)('%s has a contrast of 4.5:1 at least', (role) => {
    for (const ground of ['page', 'card'] as const) {
      expect(contrast(palette[role], palette[ground])).toBeGreaterThanOrEqual(4.5);
    }
  });

  // Viénot, Brettel and Mollon 1999, on linear RGB; tritanopia after Brettel, Viénot and Mollon 1997 in one plane.
  test.each(
    Object.entries({
      protanopia: [
        [0.112, 0.888, 0],
        [0.112, 0.888, 0],
        [0.004, -0.004, 1],
      ],
      deuteranopia: [
        [0.292, 0.708, 0],
        [0.292, 0.708, 0],
        [-0.022, 0.022, 1],
      ],
      tritanopia: [
        [1, 0.145, -0.145],
        [0, 0.859, 0.141],
        [0, 0.859, 0.141],
      ],
    }),
  )('stays legible under %s', (_, matrix) => {
    const seen = (colour: string) => luminance(matrix.map((row) => dot(row, linear(colour))));
    for (const severity of severities) {
      const ratio = contrastOf(seen(palette[severity]), seen(palette.card));
      expect(ratio).toBeGreaterThanOrEqual(4.5);
    }
  });
});

function contrast(a: string, b: string): number {
  return contrastOf(luminance(linear(a)), luminance(linear(b)));
}

function contrastOf(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(channels: readonly number[]): number {
  return dot([0.2126, 0.7152, 0.0722], channels);
}

function linear(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
