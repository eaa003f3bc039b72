import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Sims, startSims } from '../../../e2e/sims/client.ts'
import { createControl6 } from '../../../native/nhi-control/control6/createControl6.ts'
import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import { ControlSoftwareSchema } from '../../../preload/contract/desk/controlSoftware.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { catchUp, oweCatchUp, unseenFindings } from '../../store/outbox/cloudFindingRepository.ts'
import { requeue } from '../../store/outbox/outboxRepository.ts'
import { unpackText } from '../../store/packedText.ts'
import { type ForkedWorker, forkWorker, until, untilState } from '../testing/forkedWorker.ts'
import { type VisitPlace, visitByCard, visitWithoutCard } from '../testing/simulatedVisit.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import type { OutboxSettings } from './messages.ts'

const pem = (file: string): string => readFileSync(file, 'utf8')

const settingsOf = ({ settings }: Sims): OutboxSettings => ({
  controlSoftware: ControlSoftwareSchema.parse(settings.controlSoftware),
  nhiServer: { baseUrls: [...settings.nhiServer.baseUrls], caPem: pem(settings.nhiServer.caFile) },
  clinicCloud: {
    baseUrls: [...settings.clinicCloud.baseUrls],
    caPem: pem(settings.clinicCloud.caFile),
    clientCertPem: pem(settings.clinicCloud.clientCertFile),
    clientKeyPem: pem(settings.clinicCloud.clientKeyFile),
  },
})

/** The worker in a process of its own against the simulators of control software, NHI and clinic cloud, VPN included. */
describe('the sync worker against the simulators', () => {
  let folder = ''
  let sims: Sims
  let control: NhiControlPort
  let place: VisitPlace
  let temporary: TemporaryStore
  let worker: ForkedWorker

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outbox-sims-'))
    sims = await startSims({ dir: folder, withoutPcsc: true, resultDelayMs: 300 })
    const { clinic, practitioners } = sims.settings
    const doctor = practitioners.find((practitioner) => practitioner.role === 'doctor')
    if (doctor === undefined) throw new Error('no doctor')
    place = {
      clinic: {
        providerNumber: clinic.providerNumber,
        name: clinic.name,
        medicalCategory: clinic.medicalCategory,
      },
      practitioner: {
        practitionerId: doctor.id,
        name: doctor.name,
        nationalId: doctor.nationalId,
        department: doctor.department,
      },
    }
  }, 60_000)
  afterAll(async () => {
    await sims.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await sims.reset()
    await sims.cards.insertProfessional('dr-wang')
    await sims.cards.insert('lin-adult')
    const settings = settingsOf(sims)
    control = createControl6({ controlSoftware: settings.controlSoftware, nhiServer: settings.nhiServer })
    await control.open()
    await control.verifyProfessionalPin(sims.settings.demo.professionalPin)
    temporary = await openTemporaryStore()
    worker = forkWorker(temporary, settings)
  }, 60_000)
  afterEach(async () => {
    await worker.supervisor.stop(2_000)
    await control.dispose()
    await temporary.dispose()
  })

  const closeVisit = async (): Promise<{ readonly nhi: OutboxRow; readonly cloud: OutboxRow }> => {
    const rows = await visitByCard(control, place)
    await temporary.append(rows.nhi, rows.cloud)
    worker.supervisor.wake('appended')
    return rows
  }
  const delivered = async (rows: { readonly nhi: OutboxRow; readonly cloud: OutboxRow }): Promise<void> => {
    await untilState(temporary, rows.nhi.id, 'accepted')
    await untilState(temporary, rows.cloud.id, 'accepted')
  }
  const ledgers = async () => {
    const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
    return { records: nhi.records, uploads: nhi.uploads, cloud: cloud.records }
  }
  const bothUp = (): Promise<void> =>
    until(() => worker.links.at(-1)?.nhi === 'up' && worker.links.at(-1)?.cloud === 'up')

  it('brings a visit to both receivers', async () => {
    worker.supervisor.start()
    const rows = await closeVisit()
    await delivered(rows)
    const { records, cloud } = await ledgers()
    expect(records).toMatchObject([{ replaced: 0, late: false }])
    expect(cloud).toHaveLength(1)
    const row = await temporary.row(rows.nhi.id)
    expect(row.reference).toBe(records[0]?.opcode)
    // The Opcode tells the moment in whole seconds.
    expect(Math.abs((row.receiptAt ?? 0) - (records[0]?.receivedAt ?? 0))).toBeLessThan(1_000)
  }, 60_000)

  it('waits while the VPN is cut and goes out by itself when it is back', async () => {
    worker.supervisor.start()
    await bothUp()
    const rows = await visitByCard(control, place)
    await sims.vpn.cut()
    await temporary.append(rows.nhi, rows.cloud)
    worker.supervisor.wake('appended')
    await until(() => worker.links.at(-1)?.nhi === 'down' && worker.links.at(-1)?.cloud === 'down')
    // A send that was under way when the line was told as down ends first.
    await untilState(temporary, rows.nhi.id, 'waiting')
    await sims.vpn.restore()
    await delivered(rows)
    const { records, cloud } = await ledgers()
    expect([records.length, cloud.length]).toEqual([1, 1])
  }, 60_000)

  it('goes on through a tunnel that swallows everything and then lives again', async () => {
    worker.supervisor.start()
    await bothUp()
    const rows = await visitByCard(control, place)
    await sims.vpn.blackHole()
    await temporary.append(rows.nhi, rows.cloud)
    worker.supervisor.wake('appended')
    await until(() => worker.links.at(-1)?.nhi === 'down' && worker.links.at(-1)?.cloud === 'down')
    await sims.vpn.restore()
    await delivered(rows)
    const { records, cloud } = await ledgers()
    expect([records.length, cloud.length]).toEqual([1, 1])
  }, 90_000)

  it('delivers by the second data centre when the first is away', async () => {
    await sims.vpn.cut('nhi/taipei')
    await sims.vpn.cut('cloud/taipei')
    worker.supervisor.start()
    await until(() => worker.links.at(-1)?.nhiDataCentre === 1 && worker.links.at(-1)?.cloudDataCentre === 1)
    await sims.vpn.restore()
    await delivered(await closeVisit())
  }, 60_000)

  it('delivers once although replies are lost', async () => {
    for (const dataCentre of ['taipei', 'taichung']) {
      await sims.nhi.failNext({ kind: 'lost-reply', path: '/V2000/VNHI_Upload', dataCentre })
      await sims.nhi.failNext({ kind: 'lost-reply', path: '/V2000/VNHI_Download', dataCentre })
      await sims.cloud.failNext({ kind: 'lost-reply', path: '/v1/records', dataCentre })
    }
    worker.supervisor.start()
    const rows = await closeVisit()
    await delivered(rows)
    const { records, uploads, cloud } = await ledgers()
    expect(records).toMatchObject([{ replaced: 0 }])
    expect(uploads.length).toBeGreaterThan(1)
    expect(cloud).toHaveLength(1)
  }, 60_000)

  it('keeps trying through server errors and nonsense', async () => {
    await sims.nhi.failNext({ kind: 'http-status', status: 503, path: '/V2000/VNHI_Upload', count: 2 })
    await sims.nhi.failNext({ kind: 'code', code: '8203', path: '/V2000/VNHI_Upload' })
    await sims.nhi.failNext({ kind: 'garbage', path: '/V2000/VNHI_Download' })
    await sims.cloud.failNext({ kind: 'http-status', status: 503, retryAfterSeconds: 1, path: '/v1/records', count: 2 })
    worker.supervisor.start()
    const rows = await closeVisit()
    await delivered(rows)
    const { records, cloud } = await ledgers()
    expect([records.length, cloud.length]).toEqual([1, 1])
  }, 60_000)

  it('shows TAG:CODE of a refused record, and delivers it when it is put back in line and taken', async () => {
    await sims.nhi.refuseNextUpload()
    await sims.cloud.rejectNextRecord()
    worker.supervisor.start()
    const rows = await closeVisit()
    await untilState(temporary, rows.nhi.id, 'rejected')
    await untilState(temporary, rows.cloud.id, 'rejected')
    expect(await temporary.row(rows.nhi.id)).toMatchObject({
      lastCode: 'M44:AA',
      fieldErrors: [
        { field: 'M44', orderLine: null, code: 'AA' },
        { field: 'D05', orderLine: 1, code: 'AF' },
      ],
    })
    await temporary.store.write(async (tx) => {
      for (const row of [rows.nhi, rows.cloud]) await requeue(tx, row.id, Date.now())
    })
    worker.supervisor.wake('asked')
    await delivered(rows)
  }, 60_000)

  it('survives being killed in the middle of an upload, and delivers once', async () => {
    await sims.nhi.failNext({ kind: 'slow', delayMs: 5_000, path: '/V2000/VNHI_Upload' })
    worker.supervisor.start()
    const rows = await closeVisit()
    await untilState(temporary, rows.nhi.id, 'sending')
    await expect.poll(async () => (await ledgers()).uploads.length, { timeout: 15_000 }).toBeGreaterThan(0)
    worker.kill()
    await delivered(rows)
    const { records, cloud } = await ledgers()
    expect(records).toMatchObject([{ replaced: 0 }])
    expect(cloud).toHaveLength(1)
    expect(worker.children).toHaveLength(2)
  }, 60_000)

  it('gets the treatment number of an exception first, once', async () => {
    const person = await control.registeredPerson()
    if (!person.ok) throw new Error(person.error.code)
    const { name, nationalId, birthDate, sex } = person.value
    await sims.nhi.failNext({ kind: 'lost-reply', path: '/V2000/VNHI_Upload', count: 2 })
    worker.supervisor.start()
    const rows = visitWithoutCard(place, { name, nationalId, birthDate, sex })
    await temporary.append(rows.nhi, rows.cloud)
    worker.supervisor.wake('appended')
    await delivered(rows)
    const { records } = await ledgers()
    expect(records).toMatchObject([{ replaced: 0 }])
    expect(unpackText((await temporary.row(rows.nhi.id)).payload)).toContain('"needsCardlessIdentifier":false')
  }, 60_000)

  it('goes on when the control software was away', async () => {
    worker.supervisor.start()
    await bothUp()
    const rows = await visitByCard(control, place)
    await sims.control.absent()
    await temporary.append(rows.nhi, rows.cloud)
    worker.supervisor.wake('appended')
    await expect
      .poll(async () => (await temporary.row(rows.nhi.id)).lastCode, { timeout: 15_000 })
      .toBe('CONTROL_ABSENT')
    await sims.control.on()
    worker.supervisor.wake('asked')
    await delivered(rows)
  }, 60_000)

  it('catches up after a restore: what the cloud has gets its receipt there, and what this store lost is found', async () => {
    worker.supervisor.start()
    const lost = await closeVisit()
    await delivered(lost)
    const kept = await closeVisit()
    await delivered(kept)
    await worker.supervisor.stop(2_000)
    // A backup from between the two: the first visit is not in it, the second one is, and not sent yet.
    const restored = await openTemporaryStore()
    await restored.append({ ...kept.cloud, nextTryAt: 0 })
    await restored.store.write((tx) => oweCatchUp(tx, Date.now()))
    // The first page is asked for again as late as the cloud says.
    for (const dataCentre of ['taipei', 'taichung']) {
      await sims.cloud.failNext({
        kind: 'http-status',
        status: 503,
        retryAfterSeconds: 1,
        path: '/v1/records',
        dataCentre,
      })
    }
    const other = forkWorker(restored, settingsOf(sims))
    try {
      other.supervisor.start()
      await untilState(restored, kept.cloud.id, 'accepted')
      const findings = await unseenFindings(restored.store.db, 10)
      expect(findings).toMatchObject([{ recordId: lost.cloud.aggregateId, version: 1, finding: 'missing' }])
      expect(await catchUp(restored.store.db)).toMatchObject({ state: 'done', records: 2, failure: null })
      expect((await ledgers()).cloud).toHaveLength(2)
    } finally {
      await other.supervisor.stop(2_000)
      await restored.dispose()
    }
  }, 60_000)
})
