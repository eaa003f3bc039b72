import type { Paper } from '../../../preload/contract/paper/printing.ts'
import type { Result } from '../../../preload/contract/result.ts'

/** A document laid out: a whole page of ours without any script, and the paper it is for. */
export interface Sheet {
  readonly html: string
  readonly paper: Paper
}

/** The system's printers, and a way to a PDF. */
export interface PrinterPort {
  printers(): Promise<readonly { readonly name: string; readonly displayName: string; readonly isDefault: boolean }[]>
  /** Where our own page may look at the sheet for a while. */
  show(sheet: Sheet): string
  /** The sheet as a PDF of the paper's exact size. `PRINTER_FAILED`. */
  pdf(sheet: Sheet): Promise<Result<Uint8Array>>
  /**
   * Hands the sheet to a printer's queue; what happens there the system doesn't tell. `PRINTER_FAILED` (details.reason) where it isn't
   * taken. `printer` is a name of the system's, or `tcp://host:port` of an ESC/POS printer.
   */
  print(sheet: Sheet, how: { readonly printer: string; readonly copies: number }): Promise<Result<null>>
}
