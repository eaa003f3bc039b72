const longest = 60
const most = 30

/** Several things on one line, as they are typed between `、`, commas or semicolons; each once, none of them empty. */
export const splitList = (text: string): string[] =>
  [...new Set(text.split(/[、,，;；]/).map((one) => one.trim().slice(0, longest)))]
    .filter((one) => one !== '')
    .slice(0, most)

export const joinList = (texts: readonly string[]): string => texts.join('、')
