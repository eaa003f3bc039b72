import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { asFields, type Fields } from '../http/fields.ts'

const TIMEOUT_MS = 8000

/** Asks the NHI's data centres in order; undefined when none can be reached. */
export interface DataCentreLink {
  ask(path: string, body: unknown): Promise<Fields | undefined>
}

/** The control software's own line to the data centres, through the VPN like everything else. */
export function openDataCentreLink(baseUrls: readonly string[], caFile: string): DataCentreLink {
  const ca = readFileSync(caFile)
  return {
    async ask(path, body) {
      for (const baseUrl of baseUrls) {
        const reply = await post(new URL(path, baseUrl), ca, JSON.stringify(body)).catch(() => undefined)
        if (reply) return reply
      }
      return undefined
    },
  }
}

function post(url: URL, ca: Buffer, body: string): Promise<Fields> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', ca, timeout: TIMEOUT_MS, agent: false }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('error', reject)
      reply.on('end', () => {
        try {
          if (reply.statusCode !== 200) throw new Error(`HTTP ${reply.statusCode}`)
          resolve(asFields(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
        } catch (error) {
          reject(error)
        }
      })
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
