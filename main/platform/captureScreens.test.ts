import type { DesktopCapturerSource, Display, SourcesOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { captureScreens } from './captureScreens.ts'

const display = (width: number, height: number, scaleFactor = 1) =>
  ({ size: { width, height }, scaleFactor }) as Display
/** A screen as the system shows it; null for the empty picture of one that may not be seen. */
const source = (dots: string | null) =>
  ({
    thumbnail: {
      isEmpty: () => dots === null,
      getSize: () => ({ width: (dots ?? '').length / 4, height: 1 }),
      toBitmap: () => Buffer.from(dots ?? ''),
    },
  }) as DesktopCapturerSource

const capture = async (displays: readonly Display[], sources: readonly DesktopCapturerSource[] | Error) => {
  const asked: SourcesOptions[] = []
  const result = await captureScreens({
    screen: { getAllDisplays: () => [...displays] },
    capturer: {
      getSources: async (options) => {
        asked.push(options)
        if (sources instanceof Error) throw sources
        return [...sources]
      },
    },
  })
  return { result, asked }
}

describe('captureScreens', () => {
  it('gives a picture of each screen that may be seen, none smaller than it is', async () => {
    const displays = [display(1366, 768), display(1280, 1024, 1.5)]
    const { result, asked } = await capture(displays, [source('bgra'), source(null), source('BGRAbgra')])
    expect(result).toEqual({
      ok: true,
      value: {
        screens: [
          { width: 1, height: 1, bgra: bytes('bgra') },
          { width: 2, height: 1, bgra: bytes('BGRAbgra') },
        ],
      },
    })
    expect(asked).toEqual([{ types: ['screen'], thumbnailSize: { width: 1920, height: 1536 } }])
  })

  it.each([
    ['the system answers with empty pictures', [source(null), source(null)]],
    ['it knows of no screen', []],
    ['it refuses', new Error('Failed to get sources.')],
  ] as const)('says that no screen was captured where %s', async (_what, sources) => {
    const { result } = await capture([display(1366, 768)], sources)
    expect(result).toMatchObject({ ok: false, error: { code: 'SCREEN_NOT_CAPTURED' } })
  })
})

const bytes = (dots: string): Uint8Array => new TextEncoder().encode(dots)
