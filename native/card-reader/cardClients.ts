import { pcscCodeOf } from './pcscErrors.ts'

/** pcsc-mini's code when each of a client's four places for open cards is taken. */
const full = 'TooManyCardConnections'

/**
 * Opens cards, each reader's by a client of its own. A client keeps the place of a card whose connection could not be opened or
 * closed because the service went away under it, and has four. One card of a reader is open at a time, so that a client without a
 * place has lost them all, and another one takes over.
 */
export const createCardClients = <Client, Card>(
  newClient: () => Client,
  connect: (client: Client, reader: string) => Promise<Card>,
): ((reader: string) => Promise<Card>) => {
  const clients = new Map<string, Client>()
  // Cards that were never closed still point into the memory of their client.
  const replaced: Client[] = []

  const begin = (reader: string): Client => {
    const client = newClient()
    clients.set(reader, client)
    return client
  }

  return async (reader) => {
    const client = clients.get(reader) ?? begin(reader)
    try {
      return await connect(client, reader)
    } catch (error) {
      if (pcscCodeOf(error) !== full) throw error
      replaced.push(client)
      return connect(begin(reader), reader)
    }
  }
}
