// 10,000 waiting visits sent by the real sync worker in its own process (store, policy, mutual TLS, receipts booked in the encrypted
// store) against a bare undici loop that posts the same bodies, made beforehand, to the same server over as many connections. What is
// for the NHI waits meanwhile, 10,000 rows more, because that line is down. The worker's memory is watched from outside.
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Agent } from 'undici'
import { uuidv7 } from 'uuidv7'
import { issue } from '../../e2e/sims/pki/certificate.ts'
import { thrifty } from '../../main/app/thrifty.ts'
import { buildOutboxRows } from '../../main/outbox/mappers/outboxPayloads.ts'
import { sampleVisitRecord } from '../../main/outbox/mappers/sampleVisitRecord.ts'
import { createOutboxSupervisor, type OutboxChild } from '../../main/outbox/supervisor.ts'
import { planPushes } from '../../main/outbox/targets/clinicCloud.ts'
import { due, summary } from '../../main/store/outboxQueries.ts'
import { append } from '../../main/store/outboxRepository.ts'
import { openTemporaryStore } from '../../main/store/temporaryStore.ts'
import { SettingsSchema } from '../../preload/contract/settings.ts'
import { pronounce } from './verdict.ts'

const visits = 10_000
const perPush = 100
const connections = 2
const limit = 0.7
const growthMiB = 60
const longestMs = 300_000
const nowhere = 'https://127.0.0.1:9'

const folder = mkdtempSync(join(tmpdir(), 'drain-'))
const authority = {
  subject: { commonName: 'Bench CA' },
  identity: issue({ subject: { commonName: 'Bench CA' }, use: 'authority' }),
}
const server = issue({ subject: { commonName: 'receiver' }, names: ['127.0.0.1'], use: 'server' }, authority)
const client = issue({ subject: { commonName: '3599990014', organizationalUnit: 'bench' }, use: 'client' }, authority)
writeFileSync(join(folder, 'ca.pem'), authority.identity.certificate)
writeFileSync(join(folder, 'server.pem'), server.certificate)
writeFileSync(join(folder, 'server.key'), server.privateKey, { mode: 0o600 })
const receiver = spawn(process.execPath, [join(import.meta.dirname, 'receiver.ts'), folder], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [said] = (await once(receiver.stdout, 'data')) as [Buffer]
const origin = `https://127.0.0.1:${said.toString().trim()}`

const temporary = await openTemporaryStore()
const now = Date.now()
for (let index = 0; index < visits; index += 500) {
  const rows = Array.from({ length: 500 }, (_, each) =>
    buildOutboxRows(sampleVisitRecord({ encounterId: uuidv7() }), {
      newId: uuidv7,
      now,
      dueAt: now + 86_400_000 + index + each,
    }),
  )
  await temporary.must((tx) => append(tx, rows.flat()))
}
const waiting = await due(temporary.store.db, { target: 'clinic-cloud', now: now + 1, limit: visits })
if (waiting.length !== visits) throw new Error(`${waiting.length} rows wait`)
const pushes = Array.from({ length: visits / perPush }, (_, index) =>
  waiting.slice(index * perPush, (index + 1) * perPush),
)
const bodies = pushes
  .flatMap((rows) => planPushes(rows))
  .map((rows) => gzipSync(JSON.stringify({ records: rows.map(({ payload }) => JSON.parse(payload) as unknown) })))

const bare = async (): Promise<number> => {
  const agent = new Agent({
    connections,
    connect: { ca: authority.identity.certificate, cert: client.certificate, key: client.privateKey },
  })
  const line = [...bodies]
  const post = async (): Promise<void> => {
    for (let body = line.shift(); body !== undefined; body = line.shift()) {
      const answer = await agent.request({
        origin,
        path: '/v1/records',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'idempotency-key': uuidv7() },
        body,
      })
      await answer.body.json()
      if (answer.statusCode !== 200) throw new Error(`the receiver answered ${answer.statusCode}`)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, post))
  const ms = performance.now() - startedAt
  await agent.close()
  return ms
}

/** Resident memory of a process in MiB, from /proc. */
const residentMiB = (pid: number): number =>
  (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20

const pids: number[] = []
const links: string[] = []
let isReady = false
const supervisor = createOutboxSupervisor({
  modulePath: join(import.meta.dirname, '..', '..', 'main', 'outbox', 'process.ts'),
  fork: (modulePath) => {
    const child = fork(modulePath, [], { execArgv: thrifty, stdio: 'inherit' })
    if (child.pid !== undefined) pids.push(child.pid)
    return {
      postMessage: (message) => void child.send(message as object),
      on: (event: string, listener: (...given: never[]) => void) => child.on(event, listener as () => void),
      kill: () => child.kill('SIGKILL'),
    } as OutboxChild
  },
  startMessage: () => ({
    dbFile: temporary.file,
    keyHex: Buffer.from(temporary.key).toString('hex'),
    nativeBinding: null,
    deskId: 'bench',
    settings: {
      controlSoftware: SettingsSchema.shape.controlSoftware.parse({
        adapter: 'control6',
        baseUrl: nowhere,
        sha256Fingerprint: '0'.repeat(64),
        initialName: '',
      }),
      nhiServer: { baseUrls: [nowhere], caPem: null },
      clinicCloud: {
        baseUrls: [`${origin}/v1`],
        caPem: authority.identity.certificate,
        clientCertPem: client.certificate,
        clientKeyPem: client.privateKey,
      },
    },
    offsetMs: null,
  }),
  onRunning: (running) => {
    isReady = running
  },
  onChanged: () => undefined,
  onLinks: (current) => links.push(current.cloud),
  onServerTime: () => undefined,
  onNhi: async () => ({ answer: { ok: false, error: { code: 'NOT_OFFERED', retryable: false } }, offsetMs: null }),
  onLog: (level, event, fields) => {
    if (level === 'error') console.log(event, JSON.stringify(fields))
  },
  onFatal: (code) => console.log(`fatal ${code}`),
})

// Once beforehand for the caches of both, and once after, for whatever the machine does meanwhile.
await bare()
const bareBefore = await bare()
supervisor.start()
while (!isReady) await sleep(5)
const [pid] = pids
if (pid === undefined) throw new Error('there is no worker')
const startedAt = performance.now()
const resident: number[] = []
const unsent = async (): Promise<number> => (await summary(temporary.store.db, Date.now())).unsent
for (;;) {
  resident.push(residentMiB(pid))
  if ((await unsent()) <= visits) break
  if (performance.now() - startedAt > longestMs) throw new Error('the worker has not sent everything')
  await sleep(100)
}
const own = performance.now() - startedAt
await supervisor.stop(5_000)
const bareAfter = await bare()
receiver.kill()
await temporary.dispose()
rmSync(folder, { recursive: true, force: true })

// Memory from when the sending runs (TLS, undici and the mappers are loaded by then) to its highest.
const beginning = resident[Math.min(5, resident.length - 1)] ?? 0
const growth = Math.max(...resident) - beginning
const baseline = visits / (Math.min(bareBefore, bareAfter) / 1_000)
const value = visits / (own / 1_000)
console.log(`${Math.round(waiting.reduce((sum, row) => sum + row.payload.length, 0) / visits)} characters a visit`)
console.log(
  `worker ${Math.round(own)} ms, bare ${Math.round(bareBefore)} and ${Math.round(bareAfter)} ms; memory ${beginning.toFixed(0)} MiB at the beginning, ${growth.toFixed(1)} MiB more at most (limit ${growthMiB})`,
)
pronounce({
  name: 'drain',
  value,
  unit: 'visits/s',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline >= limit && growth <= growthMiB,
})
