/**
 * What stands in for a character that must not or cannot be sent in an upload file. Kept as data: what is sent instead of what was
 * typed has to be visible in one place.
 */

/**
 * XML's own characters, which the NHI wants as full-width forms instead of entities (facts/nhi-card.md §4.3). Big5 has no
 * full-width ＂ and ＇: the closing quotation marks, which it has, are the nearest full-width forms.
 */
export const xmlSubstitutes: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '&': '＆',
  '"': '”',
  "'": '’',
}

/** Variant forms (異體字) outside Big5 and the standard form inside it; the two are the same character, written otherwise. */
export const variantSubstitutes: Readonly<Record<string, string>> = {
  啓: '啟',
  喆: '哲',
  堃: '坤',
  塩: '鹽',
  峯: '峰',
  徳: '德',
  晧: '皓',
  曁: '暨',
  栢: '柏',
  温: '溫',
  滙: '匯',
  滝: '瀧',
  牀: '床',
  犇: '奔',
  琹: '琴',
  畧: '略',
  眞: '真',
  着: '著',
  綉: '繡',
  羣: '群',
  菓: '果',
  邨: '村',
  顔: '顏',
  鷄: '雞',
  麪: '麵',
  黄: '黃',
  '\u00a0': ' ',
  '•': '‧',
}

/** Stands for a character that has no form in Big5: seen at once on any screen, never mistaken for what was written. */
export const unknownCharacter = '？'
