import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { selfSigned } from '../../network/testing/certificates.ts'
import { startLocalServer } from '../../network/testing/localServer.ts'
import { probeCertificate } from './probeCertificate.ts'

it('shows the certificate of the control software and sends nothing', async () => {
  const credential = await selfSigned('NHI control software')
  const server = await startLocalServer(credential, (_request, response) => response.end())
  const probed = await probeCertificate(server.baseUrl)
  expect(probed).toMatchObject({
    ok: true,
    value: { sha256Fingerprint: credential.sha256, subject: 'CN=NHI control software' },
  })
  expect(probed.ok && new Date(probed.value.validUntil).getTime()).toBeGreaterThan(Date.now())
  expect(server.seen).toHaveLength(0)
  await server.close()
  expect(await probeCertificate(server.baseUrl)).toMatchObject({ error: { code: 'CONTROL_ABSENT' } })
})

it('does not wait for ever', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined))
  const port = await new Promise<number>((resolve) => {
    silent.listen(0, '127.0.0.1', () => {
      const address = silent.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  expect(await probeCertificate(`https://127.0.0.1:${port}`, 100)).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
  silent.close()
})
