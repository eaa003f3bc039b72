/** Chinese digits as they stand in names of rooms. */
const digits = new Map(
  [...'零一二三四五六七八九', '〇', '兩'].map((letter, index) => [letter, [0, 2][index - 10] ?? index]),
)
const units = new Map([
  ['十', 10],
  ['百', 100],
])

const numeralLetter = String.raw`[\d零〇一二兩三四五六七八九十百]`
const numeral = String.raw`(\d+|[零〇一二兩三四五六七八九十百]+)`
/** What must not stand right before: a letter or a number more belongs to the name, too, and half of a name is another room's. */
const alone = String.raw`(?<!${numeralLetter}\s*(?:[-.、,/~至]\s*)?|[A-Za-z]-?)`
const places = [
  // 十二診, 第 2 診間, 三樓二診 (the number of the storey isn't the room's).
  new RegExp(String.raw`${alone}${numeral}\s*號?\s*診`, 'u'),
  // 診間 3, 診三.
  new RegExp(String.raw`診[間室]?\s*${numeral}\s*號?$`, 'u'),
  // 12, 第三.
  new RegExp(String.raw`^第?\s*${numeral}\s*號?$`, 'u'),
]

/** 一百零三, 十二, 二十 by their units, 一〇三 digit by digit; null for what is no such number (一百五 may be two). */
const chineseNumber = (text: string): number | null => {
  const letters = [...text]
  if (!letters.some((letter) => units.has(letter))) {
    return Number(letters.map((letter) => digits.get(letter)).join(''))
  }
  let [total, last, digit]: [number, number, number | null] = [0, Number.POSITIVE_INFINITY, null]
  let hasZero = false
  for (const letter of letters) {
    const unit = units.get(letter)
    if (unit === undefined) {
      if (digit !== null && digit !== 0) return null
      digit = digits.get(letter) ?? null
      hasZero ||= digit === 0
      continue
    }
    // Only a ten may stand without its one.
    if (unit >= last || digit === 0 || (digit === null && unit !== 10)) return null
    total += (digit ?? 1) * unit
    last = unit
    digit = null
  }
  if (digit === 0 || (last === 100 && digit !== null && !hasZero)) return null
  return total + (digit ?? 0)
}

/**
 * The number in a room's name, however it is written (十二診, 第 2 診間, １２診); null where it has none, or none that is sure: a voice
 * that names no room sends nobody to the wrong one.
 */
export const roomNumber = (roomName: string): number | null => {
  const name = roomName.normalize('NFKC').trim()
  const found = places.map((place) => place.exec(name)?.[1]).find((each) => each !== undefined)
  if (found === undefined) return null
  const number = /^\d/.test(found) ? Number(found) : chineseNumber(found)
  return number === 0 ? null : number
}
