import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readPrintPage } from './printPage.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-page-'))
  await mkdir(join(folder, 'print'))
  await mkdir(join(folder, 'assets'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('reads the page and every style it links to', async () => {
  const shell =
    '<link rel="stylesheet" crossorigin href="../assets/a.css"><link rel="stylesheet" href="../assets/b.css"><!--document-->'
  await writeFile(join(folder, 'print', 'index.html'), shell)
  await writeFile(join(folder, 'assets', 'a.css'), 'a{}')
  await writeFile(join(folder, 'assets', 'b.css'), 'b{}')
  expect(await readPrintPage(join(folder, 'print', 'index.html'))).toEqual({ shell, styles: 'a{}\nb{}' })
})

it('takes no page without styles: its font would be nobody knows which', async () => {
  await writeFile(join(folder, 'print', 'index.html'), '<!--document-->')
  await expect(readPrintPage(join(folder, 'print', 'index.html'))).rejects.toThrow('no styles')
  await writeFile(join(folder, 'print', 'index.html'), '<link rel="stylesheet" href="../assets/gone.css">')
  await expect(readPrintPage(join(folder, 'print', 'index.html'))).rejects.toThrow('ENOENT')
})
