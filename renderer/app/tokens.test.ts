import { describe, expect, it, vi } from 'vitest'

// Vitest hands over style sheets empty, even as text, and the front room has no Node types: so the file is read this way.
const files = await vi.importActual<{ readFileSync(path: URL, encoding: 'utf8'): string }>('node:fs')
const tokens = files.readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

const colours = new Map(
  [...tokens.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
    match[1] ?? '',
    { light: match[2] ?? '', dark: match[3] ?? '' },
  ]),
)

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['ground', 'surface', 'sunken']
const soft = ['accent-soft', 'ok-soft', 'wait-soft', 'act-soft']

/** Foreground, background, least contrast (WCAG 2.2: 4.5 text AA, 7 text AAA, 3 edges and rings). */
const pairs: readonly (readonly [string, string, number])[] = [
  ...['ink', 'muted', 'accent', 'ok', 'wait', 'act'].flatMap((text) =>
    grounds.map((ground) => [text, ground, 4.5] as const),
  ),
  ...soft.flatMap((ground) => ['ink', 'muted'].map((text) => [text, ground, 4.5] as const)),
  // A chosen row keeps the colours of its states.
  ...['accent', 'ok', 'wait', 'act'].map((text) => [text, 'accent-soft', 4.5] as const),
  ['ok', 'ok-soft', 4.5],
  ['wait', 'wait-soft', 4.5],
  ['act', 'act-soft', 4.5],
  ['accent-ink', 'accent', 4.5],
  ['accent-ink', 'accent-strong', 4.5],
  ...grounds.map((ground) => ['edge', ground, 3] as const),
  ['ink', 'surface', 7],
  ['muted', 'surface', 7],
  ['act', 'surface', 7],
]

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  it.each(pairs)('%s on %s is at least %d', (foreground, background, least) => {
    const one = colours.get(foreground)?.[theme] ?? ''
    const other = colours.get(background)?.[theme] ?? ''
    expect(one).toMatch(/^#/)
    expect(other).toMatch(/^#/)
    expect(contrast(one, other)).toBeGreaterThanOrEqual(least)
  })
})
