import { z } from 'zod'
import type { JsonClient } from '../answer.ts'
import { createJsonClient } from '../jsonClient.ts'
import type { JsonClientOptions } from '../jsonClientOptions.ts'
import { type Credential, selfSigned, type TestAuthority, testAuthority } from './certificates.ts'
import { type LocalServer, type Respond, sendJson, startLocalServer } from './localServer.ts'

export const Reply = z.strictObject({ statusCode: z.int() })
export const answerOk: Respond = (_request, response) => sendJson(response, { statusCode: 0 })
export const post = { method: 'POST', path: '/call', body: { a: '健保' } } as const

/** Servers and clients of one test file, with certificates for them. */
export interface ServerBench {
  readonly authority: TestAuthority
  /** A CA that signed none of the servers. */
  readonly otherAuthority: TestAuthority
  /** Signed by `authority`, for localhost. */
  readonly signed: Credential
  /** Self-signed, for localhost. */
  readonly own: Credential
  serve(
    respond: Respond,
    credential?: Credential,
    options?: Parameters<typeof startLocalServer>[2],
  ): Promise<LocalServer>
  clientOf(baseUrl: string, options?: Partial<JsonClientOptions>): JsonClient
  /** Something else to be closed with the rest. */
  keep(closing: { close(): Promise<void> }): void
  closeAll(): Promise<void>
}

export const openServerBench = async (): Promise<ServerBench> => {
  const [authority, otherAuthority, own] = await Promise.all([testAuthority('One'), testAuthority('Two'), selfSigned()])
  const signed = await authority.issue('localhost')
  const closing: { close(): Promise<void> }[] = []
  const kept = <T extends { close(): Promise<void> }>(item: T): T => {
    closing.push(item)
    return item
  }
  return {
    authority,
    otherAuthority,
    signed,
    own,
    serve: async (respond, credential = signed, options = {}) =>
      kept(await startLocalServer(credential, respond, options)),
    clientOf: (baseUrl, options = {}) =>
      kept(
        createJsonClient({
          baseUrl,
          tls: { caPem: authority.caPem },
          connectTimeoutMs: 5_000,
          timeoutMs: 5_000,
          maxBodyBytes: 10_000,
          ...options,
        }),
      ),
    keep: (item) => void kept(item),
    async closeAll() {
      await Promise.all(closing.splice(0).map((each) => each.close()))
    },
  }
}
