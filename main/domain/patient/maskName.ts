/** A name that strangers may see (林○安, 李○): first and last letter, and of a short one only the first. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name.trim()]
  if (rest.length <= 1) return `${first}○`
  return `${first}${'○'.repeat(rest.length - 1)}${rest.at(-1) ?? ''}`
}
