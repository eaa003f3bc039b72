// `node scripts/bench/desks/receiver.ts FOLDER`: a receiver of visit records that keeps nothing and answers a receipt for each at once
// (POST /v1/records and GET /v1/health of the clinic cloud), so that what is measured is whoever sends. TLS 1.3 with a client's
// certificate. Writes its port on the first line.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node scripts/bench/desks/receiver.ts FOLDER')
const pem = (name: string): string => readFileSync(join(folder, name), 'utf8')

let batch = 0
const server = createServer(
  {
    key: pem('server.key'),
    cert: pem('server.pem'),
    ca: pem('ca.pem'),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  },
  (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      if (request.method !== 'POST') {
        response.end(JSON.stringify({ status: 'ok', idc: 'bench' }))
        return
      }
      const { records } = JSON.parse(gunzipSync(Buffer.concat(parts)).toString('utf8')) as {
        records: { recordId: string }[]
      }
      batch += 1
      const receipts = records.map(({ recordId }) => ({ recordId, status: 'accepted' }))
      response.end(JSON.stringify({ batchId: `batch-${batch}`, receivedAt: new Date().toISOString(), receipts }))
    })
  },
)
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
