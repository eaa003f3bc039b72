/** What each character may begin with when it is spoken: the first zhuyin sign of each of its readings, in one string. */
export type NameReadings = ReadonlyMap<string, string>

/** First zhuyin sign to the first letter of pinyin. */
const letters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...'ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄖㄗㄘㄙ'].map((sign, index) => [sign, 'bpmfdtnlgkhjqxrzcs'.charAt(index)]),
  ),
  ...{ ㄓ: 'z', ㄔ: 'c', ㄕ: 's', ㄧ: 'y', ㄨ: 'w', ㄩ: 'y' },
  ...{
    ㄚ: 'a',
    ㄛ: 'o',
    ㄜ: 'e',
    ㄝ: 'e',
    ㄞ: 'a',
    ㄟ: 'e',
    ㄠ: 'a',
    ㄡ: 'o',
    ㄢ: 'a',
    ㄣ: 'e',
    ㄤ: 'a',
    ㄥ: 'e',
    ㄦ: 'e',
  },
}

/** A name with more readings than that is found by the first ones; nobody types the ninth. */
const mostVariants = 8

const variantsOf = (choices: readonly (readonly string[])[]): readonly string[] =>
  choices.reduce<readonly string[]>(
    (begun, next) => begun.flatMap((start) => next.map((sign) => start + sign)).slice(0, mostVariants),
    [''],
  )

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text !== '')

/**
 * The zhuyin and the pinyin initials of a name, one for each way to read it: 曾 is spoken ㄗ or ㄘ. A character without a known
 * reading is passed over; of a name in Latin letters each word gives its first letter.
 */
export const initialsOf = (
  name: string,
  readings: NameReadings,
): { readonly zhuyin: readonly string[]; readonly pinyin: readonly string[] } => {
  const signs = [...name].map((character) => [...(readings.get(character) ?? '')]).filter((of) => of.length > 0)
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Latin}+/gu) ?? []
  const latin = words.map((word) => word.normalize('NFD').charAt(0)).join('')
  const spoken = variantsOf(signs.map((of) => [...new Set(of.map((sign) => letters[sign] ?? ''))]))
  return { zhuyin: distinct(variantsOf(signs)), pinyin: distinct([...spoken, latin]) }
}
