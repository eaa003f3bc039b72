import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { OutboxSettings } from '../../main/outbox/process/messages.ts'
import type { FaultyDay } from './faultyDay.ts'
import { hasOwnNetwork, setInterface } from './means.ts'
import { openVpnLine, vpnLineMissing } from './vpnLine.ts'
import type { Weather } from './weather.ts'

/** The way to the servers comes and goes at a gateway of the simulators. */
export const gatewayFlaps: Weather = {
  name: 'gateway flaps',
  missing: () => null,
  play: async (day) => {
    for (let flap = 0; flap < 3; flap += 1) {
      await (day.dice.next() < 0.5 ? day.sims.vpn.cut() : day.sims.vpn.blackHole())
      await day.pass(300 + day.dice.below(500))
      await day.sims.vpn.restore()
      await day.pass(200 + day.dice.below(300))
    }
  },
}

export const interfaceFlaps: Weather = {
  name: 'interface flaps',
  missing: () => (hasOwnNetwork() ? null : 'a network namespace (npm run outbox-faults, as root)'),
  play: async (day) => {
    for (let flap = 0; flap < 3; flap += 1) {
      setInterface('down')
      try {
        day.pressSend()
        await sleep(300 + day.dice.below(700))
        await day.look()
      } finally {
        setInterface('up')
      }
      await day.pass(200 + day.dice.below(300))
    }
  },
}

const linesAre = (day: FaultyDay, state: string): Promise<void> =>
  expect.poll(() => [day.links()?.nhi, day.links()?.cloud], { timeout: 30_000 }).toEqual([state, state])

const boundTo = (day: FaultyDay, interfaceName: string): OutboxSettings => ({
  ...day.settings,
  nhiServer: { ...day.settings.nhiServer, interfaceName },
})

/** The worker sits behind a VPN of its own, which loses packets, its route, and at each return its address. */
export const vpnFlaps: Weather = {
  name: 'VPN flaps',
  missing: vpnLineMissing,
  play: async (day) => {
    await day.stopWorker()
    const line = openVpnLine()
    try {
      // Bound to an interface that is not there the NHI is not asked by any other way; bound to the VPN's it is, whatever its address is.
      day.startWorker(boundTo(day, 'vpn-elsewhere'), { command: line.command })
      await expect.poll(() => [day.links()?.nhi, day.links()?.cloud], { timeout: 30_000 }).toEqual(['down', 'up'])
      await day.stopWorker()
      day.startWorker(boundTo(day, line.interfaceName), { command: line.command })
      await linesAre(day, 'up')
      for (let flap = 0; flap < 3; flap += 1) {
        if (day.dice.next() < 0.5) line.losePackets()
        else line.loseRoute()
        if (flap === 0) expect(await day.save(await day.makeVisit()), 'a visit while the VPN is away').toBe(true)
        await day.pass(300 + day.dice.below(900))
        line.reconnect()
        await day.pass(200 + day.dice.below(600))
      }
      // The line is there, with an address no connection of before has: the worker has to find out by itself.
      await linesAre(day, 'up')
      await day.stopWorker()
    } finally {
      line.close()
    }
    day.startWorker()
  },
}
