import { writeFileSync } from 'node:fs'
import { DEMO_CLINIC, DEMO_PROFESSIONAL_PIN, DEMO_STAFF } from '../people/clinicStaff.ts'
import type { Keys } from './keys.ts'
import type { Ports } from './ports.ts'

/** The desk of the demonstration; its id is the OU of the client certificate. */
export const DESK = { id: 'front-1', name: '櫃檯 1', person: '林示範' } as const

/** The settings of the workstation as this launcher writes them (main/platform reads them), and notes under `demo`. */
export interface DemoSettings {
  readonly version: 1
  readonly demonstration: true
  readonly clinic: {
    readonly providerNumber: string
    readonly name: string
    readonly medicalCategory: string
    readonly registrationFee: number
    readonly address: string
    readonly telephone: string
  }
  readonly desk: { readonly id: string; readonly name: string; readonly person: string }
  readonly readers: { readonly patient: string; readonly professional: string }
  readonly controlSoftware: {
    readonly adapter: 'control6'
    readonly baseUrl: string
    readonly sha256Fingerprint: string
    readonly initialName: string
  }
  readonly nhiServer: { readonly baseUrls: readonly string[]; readonly caFile: string; readonly resultPollMs: number }
  readonly clinicCloud: {
    readonly baseUrls: readonly string[]
    readonly caFile: string
    readonly clientCertFile: string
    readonly clientKeyFile: string
  }
  readonly practitioners: readonly {
    readonly id: string
    readonly name: string
    readonly nationalId: string
    readonly department: string
    readonly role: 'doctor' | 'pharmacist' | 'nurse'
  }[]
  readonly rooms: readonly { readonly id: string; readonly name: string }[]
  readonly selfPayItems: readonly {
    readonly name: string
    readonly amount: number
    readonly kind: 'other' | 'supply'
  }[]
  /** Not for the workstation: what tests and the panel show. */
  readonly demo: {
    readonly professionalPin: string
    readonly adminUrl: string
    /** To be set for programs that use PC/SC; empty for the machine-wide pcscd. */
    readonly env: Readonly<Record<string, string>>
    /** Where the virtual-card SDK answers; empty in minimal surroundings. */
    readonly vhcSdkUrl: string
  }
}

/** Writes the settings file and returns what is in it. */
export function writeSettings(
  file: string,
  parts: {
    readonly ports: Ports
    readonly keys: Keys
    readonly readers: { readonly patient: string; readonly professional: string }
    readonly environment: Readonly<Record<string, string>>
    readonly nhiBaseUrls: readonly string[]
    readonly resultPollMs: number
    readonly cloudBaseUrls: readonly string[]
    readonly vhcSdkUrl: string
  },
): DemoSettings {
  const { ports, keys } = parts
  const settings: DemoSettings = {
    version: 1,
    demonstration: true,
    clinic: {
      providerNumber: DEMO_CLINIC.hospitalId,
      name: DEMO_CLINIC.name,
      medicalCategory: DEMO_CLINIC.medicalCategory,
      registrationFee: 150,
      address: '示範市示範區示範路 1 號',
      telephone: '02-0000-0000',
    },
    desk: DESK,
    readers: parts.readers,
    controlSoftware: {
      adapter: 'control6',
      baseUrl: `https://127.0.0.1:${ports.control}`,
      sha256Fingerprint: keys.control.fingerprint,
      initialName: '',
    },
    nhiServer: { baseUrls: parts.nhiBaseUrls, caFile: keys.nhi.caFile, resultPollMs: parts.resultPollMs },
    clinicCloud: {
      baseUrls: parts.cloudBaseUrls,
      caFile: keys.cloud.caFile,
      clientCertFile: keys.cloud.client.certificateFile,
      clientKeyFile: keys.cloud.client.privateKeyFile,
    },
    practitioners: DEMO_STAFF.map(({ id, name, nationalId, department, role }) => ({
      id,
      name,
      nationalId,
      department,
      role,
    })),
    rooms: [
      { id: '1', name: '一診' },
      { id: '2', name: '二診' },
    ],
    selfPayItems: [
      { name: '診斷證明書', amount: 100, kind: 'other' },
      { name: '彈性繃帶', amount: 80, kind: 'supply' },
    ],
    demo: {
      professionalPin: DEMO_PROFESSIONAL_PIN,
      adminUrl: `http://127.0.0.1:${ports.admin}`,
      env: parts.environment,
      vhcSdkUrl: parts.vhcSdkUrl,
    },
  }
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  return settings
}
