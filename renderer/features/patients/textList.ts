const longest = 60
const most = 30

/** Several things on one line, as they are typed between `、`, commas or semicolons; each once, none of them empty. */
export const splitList = (text: string): string[] =>
  [...new Set(text.split(/[、,，;；]/).map((one) => one.trim().slice(0, longest)))]
    .filter((one) => one !== '')
    .slice(0, most)

/** As one line, between the marks of the language that is shown (`app.and`); `splitList` gives them back. */
export const joinList = (texts: readonly string[], mark: string): string => texts.join(mark)
