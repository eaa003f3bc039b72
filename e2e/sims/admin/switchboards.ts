import { request } from 'node:http'
import type { Reply } from '../http/exchange.ts'
import { jsonOf } from '../http/exchange.ts'
import type { AdminConfiguration, SimulatorName } from './configuration.ts'

const TIMEOUT_MS = 15_000

/** Passes a switch on to its simulator and its answer back. */
export async function throwSwitch(
  configuration: AdminConfiguration,
  simulator: SimulatorName,
  method: string,
  path: string,
  body: Buffer = Buffer.alloc(0),
): Promise<Reply> {
  const port = configuration.switchPorts[simulator]
  if (port === undefined) return { status: 404, body: { error: `${simulator} does not run here` } }
  try {
    return await send(port, method, path, body)
  } catch (error) {
    return { status: 502, body: { error: `${simulator}: ${error instanceof Error ? error.message : error}` } }
  }
}

function send(port: number, method: string, path: string, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        timeout: TIMEOUT_MS,
        headers: { 'Content-Length': body.length },
        // A kept connection may be closed by the simulator at the very moment it is used again.
        agent: false,
      },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('error', reject)
        reply.on('end', () => resolve({ status: reply.statusCode ?? 502, body: jsonOf(Buffer.concat(chunks)) ?? null }))
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
