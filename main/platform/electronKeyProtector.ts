import type { KeyProtector } from './keyVault.ts'

/** The part of Electron's `safeStorage` that is used; it answers only once the app is ready. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  encryptString(plain: string): Buffer
  decryptString(wrapped: Buffer): string
  /** Linux only. */
  getSelectedStorageBackend?(): string
}

/** What Linux falls back to without a keyring: a password that stands in Electron's source code. */
const worthless: readonly string[] = ['basic_text', 'unknown']

const isProtected = (safeStorage: SafeStorage, platform: NodeJS.Platform): boolean =>
  safeStorage.isEncryptionAvailable() &&
  !(platform === 'linux' && worthless.includes(safeStorage.getSelectedStorageBackend?.() ?? 'unknown'))

/**
 * The operating system's protection of small secrets (DPAPI on Windows). A Linux without a keyring has none; then a program in
 * development may keep the key in plain text, if it was told so, and a packaged one never does.
 */
export const createKeyProtector = (options: {
  readonly safeStorage: SafeStorage
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  readonly insecureDevelopmentKey: boolean
}): KeyProtector => {
  const { safeStorage } = options
  const os = isProtected(safeStorage, options.platform)
    ? {
        wrap: (secret: Uint8Array) => safeStorage.encryptString(Buffer.from(secret).toString('base64')),
        unwrap: (wrapped: Uint8Array) => Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64'),
      }
    : null
  const plain =
    options.insecureDevelopmentKey && !options.isPackaged
      ? { wrap: (secret: Uint8Array) => secret, unwrap: (wrapped: Uint8Array) => wrapped }
      : null
  return { os, development: plain }
}
