import { access } from 'node:fs/promises'
import type { ControlSoftware, NhiAdapter, WayFinding } from '../../preload/contract/desk/controlSoftware.ts'
import { probeCertificate } from './control6/probeCertificate.ts'

/** What is looked at, and how; the effects of finding a way. */
export interface WayProbes {
  /** The certificate that something shows at this https address. */
  certificate(baseUrl: string): Promise<{ readonly sha256Fingerprint: string } | 'absent' | 'silent'>
  fileExists(file: string): Promise<boolean>
  /** Whether anything answers HTTP at this address. */
  answers(baseUrl: string): Promise<boolean>
}

/** The order in which ways are preferred, where several are found: the newest interface first. */
export const wayOrder: readonly NhiAdapter[] = ['control6', 'cshis', 'vhc-sdk']

/** A program on this PC answers within milliseconds; what takes longer isn't there. */
const probeMs = 1_000

/** The real ones: a TLS handshake, a look at the disk, and one HTTP question to this PC. */
export const wayProbes: WayProbes = {
  async certificate(baseUrl) {
    const probed = await probeCertificate(baseUrl, probeMs)
    if (probed.ok) return probed.value
    return probed.error.code === 'CONTROL_TIMEOUT' ? 'silent' : 'absent'
  },
  fileExists: (file) =>
    access(file).then(
      () => true,
      () => false,
    ),
  answers: (baseUrl) =>
    fetch(baseUrl, { redirect: 'manual', signal: AbortSignal.timeout(probeMs) }).then(
      () => true,
      () => false,
    ),
}

/** Looks for every way in on this PC, all at once, within about a second. Nothing is sent but one plain question. */
export const findWays = async (
  settings: Omit<ControlSoftware, 'adapter'>,
  probes: WayProbes = wayProbes,
): Promise<readonly WayFinding[]> => {
  const [certificate, libraryExists, sdkAnswers] = await Promise.all([
    probes.certificate(settings.baseUrl),
    probes.fileExists(settings.cshis.libraryFile),
    probes.answers(settings.vhcSdk.baseUrl),
  ])
  const control6 = ((): WayFinding['state'] => {
    if (typeof certificate === 'string') return certificate
    if (settings.sha256Fingerprint === '') return 'not-pinned'
    return certificate.sha256Fingerprint === settings.sha256Fingerprint ? 'found' : 'other-certificate'
  })()
  return [
    { adapter: 'control6', state: control6 },
    { adapter: 'cshis', state: libraryExists ? 'found' : 'absent' },
    { adapter: 'vhc-sdk', state: sdkAnswers ? 'found' : 'absent' },
  ]
}

const isThere = ({ state }: WayFinding): boolean =>
  state === 'found' || state === 'not-pinned' || state === 'other-certificate'

/**
 * The way to take of those found; null when there is none. A pinned certificate says that this clinic works with control software
 * 6.0: then it is waited for instead of being replaced by what a former program has left behind.
 */
export const decideWay = (
  findings: readonly WayFinding[],
  known: { readonly sha256Fingerprint: string; readonly built: ReadonlySet<NhiAdapter> },
): NhiAdapter | null => {
  if (known.sha256Fingerprint !== '' && known.built.has('control6')) return 'control6'
  const found = findings.filter((finding) => isThere(finding) && known.built.has(finding.adapter))
  return wayOrder.find((adapter) => found.some((finding) => finding.adapter === adapter)) ?? null
}
