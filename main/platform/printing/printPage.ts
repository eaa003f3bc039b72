import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PrintPage } from '../../usecases/printing/printedFont.ts'

/** The built page around documents, and the styles it links to. Throws where one of them isn't there: then the program is broken. */
export const readPrintPage = async (file: string): Promise<PrintPage> => {
  const shell = await readFile(file, 'utf8')
  const links = [...shell.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)].map(([, href = '']) => href)
  if (links.length === 0) throw new Error('the page around documents has no styles')
  const styles = await Promise.all(links.map((href) => readFile(join(dirname(file), href), 'utf8')))
  return { shell, styles: styles.join('\n') }
}
