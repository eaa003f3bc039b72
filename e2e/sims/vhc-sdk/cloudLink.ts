import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { asFields, type Fields } from '../http/fields.ts'
import { ERROR } from './errorCode.ts'

const TIMEOUT_MS = 8000

/** The SDK's own line to the NHI's cloud. */
export interface CloudLink {
  /**
   * Asks the data centres in order, and no other one once a question may have arrived: the answer's fields, or statusCode 4061
   * (nobody was reached) or 9003 (the answer is lost).
   */
  ask(path: string, body: unknown): Promise<Fields>
}

export function openCloudLink(baseUrls: readonly string[], caFile: string): CloudLink {
  const ca = readFileSync(caFile)
  return {
    async ask(path, body) {
      for (const baseUrl of baseUrls) {
        const answer = await post(new URL(path, baseUrl), ca, JSON.stringify(body))
        if (answer === 'lost') return { statusCode: ERROR.dataCentreTimeOut }
        if (answer !== 'unreached') return answer
      }
      return { statusCode: ERROR.networkUnreachable }
    },
  }
}

function post(url: URL, ca: Buffer, body: string): Promise<Fields | 'unreached' | 'lost'> {
  return new Promise((resolve) => {
    let connected = false
    const failed = (): void => resolve(connected ? 'lost' : 'unreached')
    const outgoing = request(url, { method: 'POST', ca, timeout: TIMEOUT_MS, agent: false }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('error', failed)
      reply.on('end', () => {
        try {
          if (reply.statusCode !== 200) throw new Error(`HTTP ${reply.statusCode}`)
          resolve(asFields(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
        } catch {
          failed()
        }
      })
    })
    outgoing.on('socket', (socket) =>
      socket.once('secureConnect', () => {
        connected = true
      }),
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
    outgoing.on('error', failed)
    outgoing.end(body)
  })
}
