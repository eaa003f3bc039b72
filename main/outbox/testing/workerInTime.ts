import { createClock } from '../../platform/clock.ts'
import type { EndPoint } from '../line/endPoints.ts'
import { type FromWorker, ToWorkerSchema } from '../process/messages.ts'
import { startWorker, type Worker } from '../process/worker.ts'
import type { TemporaryStore } from './temporaryStore.ts'
import type { VirtualTime } from './virtualTime.ts'

export interface WorkerInTime {
  readonly worker: Worker
  readonly posted: FromWorker[]
  stop(): Promise<void>
}

/** The whole worker on a real store, in virtual time, with one scripted receiver. */
export const startWorkerInTime = async (
  temporary: TemporaryStore,
  time: VirtualTime,
  nhi: EndPoint,
  random: () => number,
  paused = false,
): Promise<WorkerInTime> => {
  const posted: FromWorker[] = []
  const clock = createClock({ wall: time.now, monotonic: time.monotonic })
  const start = ToWorkerSchema.parse({
    type: 'start',
    dbFile: temporary.file,
    keyHex: temporary.keyHex,
    nativeBinding: null,
    deskId: 'desk-1',
    settings: {
      controlSoftware: { adapter: 'control6', baseUrl: 'https://localhost:1', sha256Fingerprint: '', initialName: '' },
      nhiServer: { baseUrls: ['https://localhost:1'], caPem: null },
      clinicCloud: null,
    },
    offsetMs: 0,
    paused,
  })
  if (start.type !== 'start') throw new Error('no start')
  const started = await startWorker({
    start,
    post: (message) => posted.push(message),
    random,
    time: { clock, scheduler: { ...time, now: clock.now } },
    openEndPoints: () => ({
      nhi,
      cloud: null,
      pullAppointments: null,
      askRecords: null,
      offsetMs: () => null,
      dispose: () => Promise.resolve(),
    }),
  })
  if (!started.ok) throw new Error(started.error.code)
  const worker = started.value
  await time.settle()
  return {
    worker,
    posted,
    stop: async () => {
      const stopped = worker.stop(1_000)
      await time.advance(2_000)
      await stopped
    },
  }
}
