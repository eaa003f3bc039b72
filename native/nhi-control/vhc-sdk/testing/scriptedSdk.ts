import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encodeLayout, type Layout } from '../../layouts/layout.ts'
import {
  type BasicData,
  basicDataLayout,
  type RegisterBasic,
  registerBasicLayout,
} from '../../layouts/personLayouts.ts'
import { numberedSerialLayout } from '../../layouts/serialLayouts.ts'
import type { VisitSerial } from '../../port.ts'
import { bufferBytes, bufferText, sdkPaths } from '../wire.ts'

/** A call as the scripted SDK saw it. */
export interface SeenCall {
  readonly path: string
  readonly body: Readonly<Record<string, string>>
}

export type Answer = (response: ServerResponse, call: SeenCall) => void

/** A program on this PC that answers as a test says, over real HTTP. */
export interface ScriptedSdk {
  readonly baseUrl: string
  readonly seen: SeenCall[]
  /** Answers this path from now on. */
  on(path: string, answer: Answer): void
  close(): Promise<void>
}

/** Nobody real. */
export const sdkPerson: BasicData = {
  cardNumber: '900000000017',
  name: '測試甲',
  nationalId: 'A123456789',
  birthDate: '1985-06-15',
  sex: 'M',
  issueDate: '2020-01-02',
  cancelled: false,
  emergencyPhone: '02-12345678',
}

export const sdkRegister: RegisterBasic = {
  ...sdkPerson,
  insurerCode: '01',
  insuredMark: '3',
  validUntil: '2028-12-31',
  remainingCount: 5,
  newbornBirthDate: null,
  newbornMark: '',
}

export const sdkSerial: VisitSerial = {
  treatmentDateTime: '1151125093000',
  visitSequenceNumber: 'V001',
  hospitalId: '3501200000',
  securitySignature: 'S'.repeat(256),
  samId: 'SAM000000001',
  sameDay: false,
  treatmentNumber: 'A1B2C3D4E5F6G7H8I9J0',
}

/** The buffer that says this, as JSON text. */
export const bufferOf = <T extends object>(layout: Layout<T>, value: T): string => {
  const bytes = encodeLayout(layout, value)
  if (!bytes.ok) throw new Error(JSON.stringify(bytes.error))
  return bufferText(bytes.value)
}

export const json =
  (body: unknown): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const usual: Readonly<Record<string, Answer>> = {
  [sdkPaths.basicData]: json({ ERRORCODE: '0', pBuffer: bufferOf(basicDataLayout, sdkPerson) }),
  [sdkPaths.registerBasic]: json({ ERRORCODE: 0, pBuffer: bufferOf(registerBasicLayout, sdkRegister) }),
  [sdkPaths.nextSerial]: json({ ERRORCODE: 0, pBuffer: bufferOf(numberedSerialLayout, sdkSerial) }),
  [sdkPaths.signOrders]: (response, { body }) =>
    json({ ERRORCODE: 0, pBuffer: 'AB'.repeat(20).repeat((bufferBytes(body.pDataWrite ?? '')?.length ?? 0) / 61) })(
      response,
      {
        path: '',
        body,
      },
    ),
}

export const startScriptedSdk = async (): Promise<ScriptedSdk> => {
  const seen: SeenCall[] = []
  const answers = new Map<string, Answer>(Object.entries(usual))
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const call: SeenCall = {
        path: request.url ?? '',
        body: request.method === 'POST' ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : {},
      }
      if (request.method === 'POST') seen.push(call)
      const answer = answers.get(call.path) ?? json({ ERRORCODE: 0, pBuffer: '', pBufferDocID: '' })
      answer(response, call)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
    seen,
    on: (path, answer) => answers.set(path, answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
