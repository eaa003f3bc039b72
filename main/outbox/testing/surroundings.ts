import type { ServerResponse } from 'node:http'
import { type Credential, selfSigned, testAuthority } from '../../../native/network/testing/certificates.ts'
import {
  bodyOf,
  type LocalServer,
  type SeenRequest,
  sendJson,
  startLocalServer,
} from '../../../native/network/testing/localServer.ts'
import { ControlSoftwareSchema } from '../../../preload/contract/desk/controlSoftware.ts'
import type { OutboxSettings } from '../process/messages.ts'
import { createFakeNhi, type FakeNhi } from './fakeNhi.ts'

/** Control software, NHI and clinic cloud as HTTPS servers on this PC, as far as the sync worker talks to them. */
export interface Surroundings {
  readonly settings: OutboxSettings
  readonly nhi: FakeNhi
  /** Versions the cloud holds, by recordId. */
  readonly cloudRecords: Map<string, number[]>
  /** Answers lost after the cloud has carried the request out. */
  loseCloudReplies: number
  /** Uploads whose answer never comes, though the NHI has taken them in. */
  holdUploads: boolean
  /** The VPN: nothing of the NHI or the cloud can be reached while it is cut. */
  cutVpn(): Promise<void>
  restoreVpn(): Promise<void>
  close(): Promise<void>
}

interface Push {
  readonly records: readonly { readonly recordId: string; readonly version: number }[]
}

const signature = { clientRandom: 'random', hospitalId: '3531020884', samId: '000000010001', signature: 'signature' }
const open = {
  statusCode: 0,
  status: { initialized: true, sam: { status: 2 }, hpc: { status: 0 }, hc: { status: 0 } },
}

const controlSoftware = (request: SeenRequest, response: ServerResponse): void => {
  if (request.path.endsWith('/Status')) sendJson(response, open)
  else sendJson(response, { statusCode: 0, ...signature })
}

export const startSurroundings = async (): Promise<Surroundings> => {
  const authority = await testAuthority()
  const server = await authority.issue('localhost')
  const clinic = await authority.issue('3531020884')
  const control: Credential = await selfSigned()
  const fake = createFakeNhi()
  const held: ServerResponse[] = []

  const nhiServer = async (request: SeenRequest, response: ServerResponse): Promise<void> => {
    if (!request.path.startsWith('/V2000/')) return sendJson(response, {}, 404)
    const body = bodyOf(request) as { readonly sPatData?: string; readonly sOpcode?: string }
    if (body.sPatData !== undefined) {
      const answer = await fake.port.uploadRecords(Buffer.from(body.sPatData, 'base64'), 'formal')
      if (surroundings.holdUploads) held.push(response)
      else if (answer.ok) sendJson(response, { RtnCode: '0000', Opcode: answer.value.opcode })
      else response.destroy()
      return
    }
    const answer = await fake.port.uploadResult(body.sOpcode ?? '')
    if (!answer.ok) sendJson(response, { RtnCode: '9005' })
    else if (answer.value.text === null) sendJson(response, { RtnCode: '5002' })
    else sendJson(response, { RtnCode: '0000', tx_result_json: Buffer.from(answer.value.text).toString('base64') })
  }

  const cloud = (request: SeenRequest, response: ServerResponse): void => {
    if (request.path === '/health') {
      sendJson(response, { status: 'ok', idc: 'taipei' })
      return
    }
    if (request.path.startsWith('/appointments')) {
      sendJson(response, { items: [] })
      return
    }
    const receivedAt = new Date().toISOString()
    const receipts = (bodyOf(request) as Push).records.map(({ recordId, version }) => {
      const versions = surroundings.cloudRecords.get(recordId) ?? []
      const status = versions.includes(version) ? 'duplicate' : 'accepted'
      if (status === 'accepted') surroundings.cloudRecords.set(recordId, [...versions, version])
      return { recordId, status, receivedAt }
    })
    surroundings.loseCloudReplies -= 1
    if (surroundings.loseCloudReplies >= 0) response.destroy()
    else sendJson(response, { batchId: `batch-${request.headers['idempotency-key']}`, receivedAt, receipts })
  }

  const startNhi = (port = 0): Promise<LocalServer> =>
    startLocalServer(server, (request, response) => void nhiServer(request, response), { port })
  const startCloud = (port = 0): Promise<LocalServer> =>
    startLocalServer(server, cloud, { port, ca: authority.caPem, requestCert: true, rejectUnauthorized: true })

  const controlServer = await startLocalServer(control, controlSoftware)
  let behindVpn = [await startNhi(), await startCloud()] as const
  const [nhiUrl, cloudUrl] = [behindVpn[0].baseUrl, behindVpn[1].baseUrl]
  const cutVpn = async (): Promise<void> => {
    for (const response of held.splice(0)) response.destroy()
    await Promise.all(behindVpn.map((each) => each.close()))
  }

  const surroundings: Surroundings = {
    settings: {
      controlSoftware: ControlSoftwareSchema.parse({
        adapter: 'control6',
        baseUrl: controlServer.baseUrl,
        sha256Fingerprint: control.sha256,
        initialName: '',
      }),
      nhiServer: { baseUrls: [nhiUrl], caPem: authority.caPem },
      clinicCloud: {
        baseUrls: [cloudUrl],
        caPem: authority.caPem,
        clientCertPem: clinic.certPem,
        clientKeyPem: clinic.keyPem,
      },
    },
    nhi: fake,
    cloudRecords: new Map(),
    loseCloudReplies: 0,
    holdUploads: false,
    cutVpn,
    restoreVpn: async () => {
      behindVpn = [await startNhi(Number(new URL(nhiUrl).port)), await startCloud(Number(new URL(cloudUrl).port))]
    },
    close: async () => {
      await cutVpn()
      await controlServer.close()
    },
  }
  return surroundings
}
