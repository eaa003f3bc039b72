import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Credential, selfSigned, testAuthority } from '../../network/testing/certificates.ts'
import {
  bodyOf,
  type LocalServer,
  type SeenRequest,
  sendJson,
  startLocalServer,
} from '../../network/testing/localServer.ts'
import { type Control6Options, createControl6 } from '../control6/createControl6.ts'
import type { NhiControlPort } from '../port.ts'

/** What a path answers with: a reply's fields (statusCode 0 is added), a status code alone, or anything a server can do. */
export type Answer =
  | number
  | Readonly<Record<string, unknown>>
  | ((request: SeenRequest, response: ServerResponse, socket: Socket) => void)

/** A server that answers by a table of `METHOD /path`; what is not in it is a 404. */
export interface ScriptedServer {
  readonly baseUrl: string
  readonly seen: readonly SeenRequest[]
  /** Answers for ever, until set again. */
  set(call: string, answer: Answer): void
  /** Answers once, before what is set for ever. */
  once(call: string, answer: Answer): void
  /** `METHOD /path` of every request so far. */
  calls(): readonly string[]
  /** Body of the newest request to a call. */
  lastBody(call: string): unknown
  close(): Promise<void>
}

const startScripted = async (credential: Credential): Promise<ScriptedServer> => {
  const table = new Map<string, Answer>()
  const queued = new Map<string, Answer[]>()
  const nameOf = (request: SeenRequest): string => `${request.method} ${request.path}`
  const server: LocalServer = await startLocalServer(credential, (request, response, socket) => {
    const answer = queued.get(nameOf(request))?.shift() ?? table.get(nameOf(request))
    if (answer === undefined) response.writeHead(404).end()
    else if (typeof answer === 'function') answer(request, response, socket)
    else sendJson(response, typeof answer === 'number' ? { statusCode: answer } : { statusCode: 0, ...answer })
  })
  return {
    baseUrl: server.baseUrl,
    seen: server.seen,
    set: (call, answer) => table.set(call, answer),
    once: (call, answer) => queued.set(call, [...(queued.get(call) ?? []), answer]),
    calls: () => server.seen.map(nameOf),
    lastBody(call) {
      const request = server.seen.findLast((each) => nameOf(each) === call)
      return request === undefined ? undefined : bodyOf(request)
    },
    close: () => server.close(),
  }
}

const sam = { clientRandom: 'random', hospitalId: '3501200000', samId: '900000000001', signature: 'sam-signature' }
const hc = { ...sam, signature: 'hc-signature', hcId: '900000000017', hcIdNo: 'A123456789' }
const hpcHc = { ...hc, signature: 'hpc-hc-signature', hpcId: '990000000001', hpcIdNo: 'B123456780' }

/** The signatures' fields as the scripted control software gives them. */
export const scriptedSignatures = { sam, hc, hpcHc } as const

/** Control software and two data centres on this PC, with the adapter that talks to them. */
export interface ScriptedNhi {
  readonly control: NhiControlPort
  readonly local: ScriptedServer
  readonly first: ScriptedServer
  readonly second: ScriptedServer
  close(): Promise<void>
}

export const statusReply = (status: {
  readonly initialized?: boolean
  readonly sam?: number
  readonly hpc?: number
  readonly hc?: number
}): Readonly<Record<string, unknown>> => ({
  status: {
    initialized: status.initialized ?? true,
    sam: { status: status.sam ?? 2 },
    hpc: { status: status.hpc ?? 3 },
    hc: { status: status.hc ?? 2 },
  },
})

export const startScriptedNhi = async (
  options: {
    readonly fingerprint?: string
    readonly caPem?: string
    readonly now?: () => number
    readonly dataCentre?: Control6Options['dataCentre']
  } = {},
): Promise<ScriptedNhi> => {
  const [own, authority] = await Promise.all([selfSigned(), testAuthority()])
  const credential = await authority.issue('localhost')
  const [local, first, second] = await Promise.all([
    startScripted(own),
    startScripted(credential),
    startScripted(credential),
  ])
  local.set('GET /api/common/v1/Status', statusReply({}))
  local.set('POST /api/sam/v1/Signature', sam)
  local.set('POST /api/hc/v1/Signature/Hc', hc)
  local.set('POST /api/hc/v1/Signature/HpcHc', hpcHc)
  local.set('POST /api/hpc/v1/Signature', { ...sam, hpcId: hpcHc.hpcId, hpcIdNo: hpcHc.hpcIdNo })
  local.set('DELETE /api/hc/v1/Logout', 0)
  const control = createControl6({
    controlSoftware: {
      baseUrl: local.baseUrl,
      sha256Fingerprint: options.fingerprint ?? own.sha256,
      initialName: '',
    },
    nhiServer: { baseUrls: [first.baseUrl, second.baseUrl], caPem: options.caPem ?? authority.caPem },
    // Long enough for a busy PC, short enough to be waited for.
    timeoutsMs: { local: 1_500, server: 1_500 },
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.dataCentre === undefined ? {} : { dataCentre: options.dataCentre }),
  })
  return {
    control,
    local,
    first,
    second,
    async close() {
      await control.dispose()
      await Promise.all([local.close(), first.close(), second.close()])
    },
  }
}
