import { dirname, join } from 'node:path'

/** A 32-bit Node, and the helper that it runs. */
export interface ExternalHelper {
  readonly program: string
  readonly processFile: string
}

/**
 * The program of another bitness that may load csHis50.dll: the one the settings name, else the one that a Windows build ships
 * in resources/cshis-helper; null where there is none. The helper it runs lies beside it.
 */
export const externalCshisHelper = (
  helperFile: string | null,
  isPackaged: boolean,
  here: { readonly platform: NodeJS.Platform; readonly resourcesPath?: string },
): ExternalHelper | null => {
  const isShipped = isPackaged && here.platform === 'win32' && here.resourcesPath !== undefined
  const program = helperFile ?? (isShipped ? join(here.resourcesPath, 'cshis-helper', 'node.exe') : null)
  return program === null ? null : { program, processFile: join(dirname(program), 'cshis-process.js') }
}
