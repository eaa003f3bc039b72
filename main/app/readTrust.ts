import type { Settings } from '../../preload/contract/desk/settings.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { OutboxSettings } from '../outbox/process/messages.ts'
import { readPem } from '../platform/settingsFile.ts'

/** The settings of what lies outside this program, with the text of every certificate in place of its file. */
export const readTrust = async (settings: Settings): Promise<Result<OutboxSettings>> => {
  const { controlSoftware, nhiServer, clinicCloud } = settings
  const nhiCa = nhiServer.caFile === null ? null : await readPem(nhiServer.caFile)
  if (nhiCa !== null && !nhiCa.ok) return fail('SETTINGS_INVALID', { details: { file: 'nhiServer.caFile' } })
  const { baseUrls, interfaceName } = nhiServer
  const server = {
    baseUrls,
    caPem: nhiCa?.value ?? null,
    ...(interfaceName === undefined ? {} : { interfaceName }),
  }
  if (clinicCloud === null) return ok({ controlSoftware, nhiServer: server, clinicCloud: null })
  const [ca, cert, key] = await Promise.all([
    readPem(clinicCloud.caFile),
    readPem(clinicCloud.clientCertFile),
    readPem(clinicCloud.clientKeyFile),
  ])
  if (!ca.ok || !cert.ok || !key.ok) return fail('SETTINGS_INVALID', { details: { file: 'clinicCloud' } })
  const cloud = { baseUrls: clinicCloud.baseUrls, caPem: ca.value, clientCertPem: cert.value, clientKeyPem: key.value }
  return ok({ controlSoftware, nhiServer: server, clinicCloud: cloud })
}
