/** A telephone number as a list shows it: the first four and the last three digits, the rest as stars. */
export const maskPhone = (phone: string): string => {
  const kept = { first: 4, last: 3 }
  return phone.length <= kept.first + kept.last
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, kept.first)}${'*'.repeat(phone.length - kept.first - kept.last)}${phone.slice(-kept.last)}`
}
