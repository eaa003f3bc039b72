import { populationAt } from './population.ts'

/** The two numbers by which a card and its holder are told apart. Throws when nobody has this id. */
export function identityOf(id: string): { readonly cardNumber: string; readonly nationalId: string } {
  const person = populationAt(Date.now()).find((each) => each.id === id)
  if (!person) throw new Error(`nobody is called ${id}`)
  return { cardNumber: person.nhiCardNumber, nationalId: person.nationalId }
}
