import { z } from 'zod'

/** The ways in to the NHI (contracts/nhi-interfaces.md): 控制軟體 6.0, 控制軟體 5.x (csHis50.dll), 虛擬健保卡 SDK. */
export const NhiAdapterSchema = z.enum(['control6', 'cshis', 'vhc-sdk'])
export type NhiAdapter = z.infer<typeof NhiAdapterSchema>

const longestUrl = 2000
/** Address of a server that is only spoken to over TLS. */
export const HttpsUrlSchema = z.url({ protocol: /^https$/ }).max(longestUrl)
const filePath = z.string().min(1).max(1000)
const ownHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** An address on this PC, in plain HTTP: what goes there would otherwise be readable for the whole network. */
const ownAddress = z
  .url({ protocol: /^http$/ })
  .max(longestUrl)
  .refine((address) => URL.canParse(address) && ownHosts.includes(new URL(address).hostname), 'an address of this PC')

const CshisSchema = z.strictObject({
  libraryFile: filePath.default('C:\\NHI\\LIB\\csHis50.dll'),
  /** csOpenCom: 0 is COM1; what 5.x does with it is its own affair. */
  port: z.int().min(0).max(99).default(0),
  /** Program of the library's own bitness that loads it; null where this program's own process can. */
  helperFile: filePath.nullable().default(null),
})

const VhcSdkSchema = z.strictObject({ baseUrl: ownAddress.default('http://localhost:3033') })

/** How this PC reaches the NHI. What belongs to the ways that aren't in use is kept beside it. */
export const ControlSoftwareSchema = z.strictObject({
  /** `auto`: looked for at every start (native/nhi-control/findWay.ts). */
  adapter: z.enum(['auto', ...NhiAdapterSchema.options]),
  baseUrl: HttpsUrlSchema,
  /** SHA-256 of the local certificate (DER), 64 lower-case hex digits; empty until it has been pinned on the screen. */
  sha256Fingerprint: z.string().regex(/^([0-9a-f]{64})?$/),
  /** COM port or SAM id for Initial; empty for the default. */
  initialName: z.string().max(60),
  cshis: CshisSchema.prefault({}),
  vhcSdk: VhcSdkSchema.prefault({}),
})
export type ControlSoftware = z.infer<typeof ControlSoftwareSchema>

/**
 * What a look for one way found. `not-pinned`: it answers, and its certificate has not been compared and pinned yet ·
 * `other-certificate`: it answers with another one than the pinned · `silent`: something is there and says nothing in time.
 */
export const WayFindingSchema = z.strictObject({
  adapter: NhiAdapterSchema,
  state: z.enum(['found', 'not-pinned', 'other-certificate', 'silent', 'absent']),
})
export type WayFinding = z.infer<typeof WayFindingSchema>
