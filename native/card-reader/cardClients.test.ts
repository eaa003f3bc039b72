import { describe, expect, it } from 'vitest'
import { createCardClients } from './cardClients.ts'

const named = (code: string): Error => Object.assign(new Error(code), { code })

/** As pcsc-mini's: a connection that fails with the service keeps its place, and there are four. */
const clientsOf = (service: { isUp: boolean }) => {
  let made = 0
  return {
    made: () => made,
    newClient: () => {
      made += 1
      let places = 4
      return {
        async connect(name: string): Promise<string> {
          if (places === 0) throw named('TooManyCardConnections')
          if (service.isUp) return `${name}'s card`
          places -= 1
          throw named('NoService')
        },
      }
    },
  }
}

describe('clients for cards', () => {
  it('a reader has one client for all its cards', async () => {
    const { newClient, made } = clientsOf({ isUp: true })
    const connect = createCardClients(newClient, (client, reader) => client.connect(reader))
    for (let card = 0; card < 10; card += 1) expect(await connect('A')).toBe("A's card")
    expect(await connect('B')).toBe("B's card")
    expect(made()).toBe(2)
  })

  it('one whose places are all lost to a service that failed is replaced', async () => {
    const service = { isUp: false }
    const { newClient, made } = clientsOf(service)
    const connect = createCardClients(newClient, (client, reader) => client.connect(reader))
    for (let tried = 0; tried < 6; tried += 1) await expect(connect('A')).rejects.toMatchObject({ code: 'NoService' })
    service.isUp = true
    expect(await connect('A')).toBe("A's card")
    expect(made()).toBe(2)
  })

  it('never tries more than one new client for a connection', async () => {
    let made = 0
    const connect = createCardClients(
      () => {
        made += 1
        return null
      },
      async () => {
        throw named('TooManyCardConnections')
      },
    )
    await expect(connect('A')).rejects.toMatchObject({ code: 'TooManyCardConnections' })
    expect(made).toBe(2)
  })
})
