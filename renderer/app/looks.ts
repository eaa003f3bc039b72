/** Sizes of text that are offered, in per cent. */
export const textSizes: readonly number[] = [80, 90, 100, 110, 125, 150, 175, 200]
/** Languages the screens have, each named in itself. */
export const languages = ['zh-TW', 'en'] as const
