// 10,000 waiting visits (or as many as the argument says) sent by the real sync worker in its own process (store, policy, mutual TLS,
// receipts booked in the encrypted store) against a bare undici loop that posts the same bodies, made beforehand, to the same server
// over as many connections. Both are warm. What is for the NHI waits meanwhile, 10,000 rows more, because that line is down. The
// worker's memory is watched from outside.
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent } from 'undici'
import { uuidv7 } from 'uuidv7'
import { issue } from '../../e2e/sims/pki/certificate.ts'
import { thriftyUnderLoad } from '../../main/app/thrifty.ts'
import { buildOutboxRows } from '../../main/outbox/mappers/outboxPayloads.ts'
import { sampleVisitRecord } from '../../main/outbox/mappers/sampleVisitRecord.ts'
import { createOutboxSupervisor, type OutboxChild } from '../../main/outbox/process/supervisor.ts'
import { planPushes, pushBody } from '../../main/outbox/targets/clinicCloud.ts'
import { due, nearestDeadline, summary } from '../../main/store/outbox/outboxQueries.ts'
import { append as appendRows } from '../../main/store/outbox/outboxRepository.ts'
import { packedSize } from '../../main/store/packedText.ts'
import { openTemporaryStore } from '../../main/store/temporaryStore.ts'
import { SettingsSchema } from '../../preload/contract/desk/settings.ts'
import { pronounce } from './measure/verdict.ts'

const visits = Number(process.argv[2] ?? 10_000)
const warmUp = 400
const chunk = 500
const connections = 8
/** The bodies of so many visits are kept for the bare loop, however many wait. */
const mostCompared = 10_000
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
const receiver = spawn(process.execPath, [join(import.meta.dirname, 'desks', 'receiver.ts'), folder], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [said] = (await once(receiver.stdout, 'data')) as [Buffer]
const origin = `https://127.0.0.1:${said.toString().trim()}`

const temporary = await openTemporaryStore()
const now = Date.now()
/** Puts so many visits in line, for both receivers. */
const append = async (count: number): Promise<void> => {
  for (let done = 0; done < count; done += chunk) {
    const rows = Array.from({ length: Math.min(chunk, count - done) }, (_, each) =>
      buildOutboxRows(sampleVisitRecord({ encounterId: uuidv7() }), {
        newId: uuidv7,
        now,
        dueAt: now + 86_400_000 + done + each,
      }),
    )
    await temporary.must((tx) => appendRows(tx, rows.flat()))
  }
}

const bare = async (bodies: readonly Uint8Array[]): Promise<number> => {
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
  const beganAt = performance.now()
  await Promise.all(Array.from({ length: connections }, post))
  const ms = performance.now() - beganAt
  await agent.close()
  return ms
}

/** Resident memory of a process in MiB, from /proc. */
const residentMiB = (pid: number): number =>
  (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20

/** Processor time a process has used up to now, in ms, from /proc (hundredths of a second). */
const processorMs = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const pids: number[] = []
const links: string[] = []
let isReady = false
const supervisor = createOutboxSupervisor({
  modulePath: join(import.meta.dirname, '..', '..', 'main', 'outbox', 'process', 'process.ts'),
  fork: (modulePath) => {
    const child = fork(modulePath, [], { execArgv: thriftyUnderLoad, stdio: 'inherit' })
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
  onAppointments: () => undefined,
  onCloudFindings: () => undefined,
  onLinks: (current) => links.push(current.cloud),
  onServerTime: () => undefined,
  onStoreDamaged: () => undefined,
  onNhi: async () => ({ answer: { ok: false, error: { code: 'NOT_OFFERED', retryable: false } }, offsetMs: null }),
  onLog: (level, event, fields) => {
    if (level === 'error') console.log(event, JSON.stringify(fields))
  },
  onFatal: (code) => console.log(`fatal ${code}`),
})

/** One look into an index: counting what waits would be work for this machine of its own. */
const isSent = async (): Promise<boolean> => (await nearestDeadline(temporary.store.db, 'clinic-cloud')) === null
const until = async (isSo: () => Promise<boolean> | boolean, look: () => void = () => undefined): Promise<void> => {
  const startedAt = performance.now()
  while (!(await isSo())) {
    look()
    if (performance.now() - startedAt > longestMs) throw new Error('the worker has not sent everything')
    await sleep(25)
  }
}

// The worker as it is on any day: its line is up and a few visits have gone, when the sending is paused and visits gather.
await append(warmUp)
supervisor.start()
await until(async () => isReady && links.at(-1) === 'up' && (await isSent()))
supervisor.pause()
await append(visits)
const [pid] = pids
if (pid === undefined) throw new Error('there is no worker')

const compared = Math.min(visits, mostCompared)
const rows = await due(temporary.store.db, { target: 'clinic-cloud', now: now + 1, limit: compared, except: new Set() })
if (rows.length !== compared) throw new Error(`${rows.length} rows wait`)
const bodies = planPushes(rows).map(pushBody)
const plainLength = rows.reduce((sum, { payload }) => sum + packedSize(payload), 0) / compared

// Once beforehand for its caches, and once after, for whatever the machine does meanwhile.
await bare(bodies)
const bareBefore = await bare(bodies)
const beginning = residentMiB(pid)
const resident: number[] = []
const processorBefore = processorMs(pid)
const startedAt = performance.now()
supervisor.resume()
await until(isSent, () => resident.push(residentMiB(pid)))
const own = performance.now() - startedAt
const processor = processorMs(pid) - processorBefore
const { unsent } = await summary(temporary.store.db, now)
if (unsent !== warmUp + visits) throw new Error(`${unsent} rows are left, and not those for the NHI alone`)
await supervisor.stop(5_000)
const bareAfter = await bare(bodies)
receiver.kill()
await temporary.dispose()
rmSync(folder, { recursive: true, force: true })

const growth = Math.max(...resident) - beginning
const baseline = compared / (Math.min(bareBefore, bareAfter) / 1_000)
const value = visits / (own / 1_000)
const packedBytes = bodies.reduce((sum, body) => sum + body.length, 0) / compared
console.log(`${Math.round(plainLength)} bytes a visit, ${Math.round(packedBytes)} packed; ${bodies.length} pushes`)
console.log(
  `worker ${Math.round(own)} ms (${processor} ms of processor), bare ${Math.round(bareBefore)} and ${Math.round(bareAfter)} ms for ${compared}; memory ${beginning.toFixed(0)} MiB at the beginning, ${growth.toFixed(1)} MiB more at most (limit ${growthMiB})`,
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
