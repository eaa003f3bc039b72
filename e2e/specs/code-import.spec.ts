import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import type { Desk } from '../fixtures/desk.ts'
import { photograph } from '../fixtures/photograph.ts'
import { expect, test } from '../fixtures/story.ts'
import { chooseInDialog, openCodeTables } from '../pages/codeTables.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import { words } from '../pages/words.ts'

/** One drug as the starter table has it, with another price; a new one; one that had ended; and a line that is none. */
const official = [
  '藥品代號,藥品英文名稱,藥品中文名稱,支付價,有效起日,有效迄日',
  'A029089100,ACETAMINOPHEN 500MG TABLETS,乙醯胺酚錠,1.62,1140101,9991231',
  'AC99999100,STORYMOL TABLETS 5MG,故事錠,2.5,1140101,9991231',
  'AC99998100,OLDSTORYMOL,舊故事錠,3,1100101,1121231',
  'A0290,SHORT,短碼,1,1140101,9991231',
].join('\r\n')

const found = async (desk: Desk, text: string): Promise<readonly string[]> => {
  const orders = await desk.ask('catalog:search-orders', { text, limit: 5, practitionerId: null })
  return orders.map(({ code, unitPoints }) => `${code} ${unitPoints}`)
}

test('the drugs with their prices come from the official file, and go back to the edition before', async ({
  desk,
  folder,
}) => {
  const section = await openCodeTables(desk)
  const drugs = section.getByTestId('code-table-nhi-drug')
  await expect(drugs).toHaveAttribute('data-count', /^[1-9]/)
  const starter = (await drugs.getAttribute('data-count')) ?? ''
  const before = await found(desk, 'A029089100')

  await test.step('a file of something else is told apart', async () => {
    const list = join(folder, 'list.csv')
    writeFileSync(list, 'name,place\r\nsomebody,somewhere\r\n')
    await chooseInDialog(desk, list)
    await section.getByTestId('code-table-choose-nhi-drug').press('Enter')
    await expect(section.getByTestId('import-preview')).toBeFocused()
    await section.getByTestId('import-preview').press('Enter')
    await expectErrorCard(section, 'TABLE_COLUMNS_MISSING')
    await desk.page.keyboard.press('F8')
    await expect(section.getByTestId('import-panel')).toBeHidden()
  })

  await test.step('Big5 is recognised, and what would change is shown before anything does', async () => {
    const table = join(folder, 'drugs.csv')
    writeFileSync(table, iconv.encode(official, 'cp950'))
    await chooseInDialog(desk, table)
    await section.getByTestId('code-table-choose-nhi-drug').press('Enter')
    await expect(section.getByTestId('import-file')).toHaveAttribute('data-encoding', 'big5')
    await expect(section.getByTestId('import-column-points')).toHaveAttribute('data-value', '3')
    await section.getByTestId('import-preview').press('Enter')
    const changes = section.getByTestId('import-changes')
    await expect(changes).toHaveAttribute('data-new', '2')
    await expect(changes).toHaveAttribute('data-changed', '1')
    await expect(changes).toHaveAttribute('data-ended', String(Number(starter) - 1))
    await expect(changes).toHaveAttribute('data-refused', '1')
    expect(await found(desk, 'storymol')).toEqual([])
    await photograph(desk, 'code-import')
  })

  await test.step('it is imported by Enter, and found by the middle of its name', async () => {
    await expect(section.getByTestId('import-run')).toBeFocused()
    await section.getByTestId('import-run').press('Enter')
    await expect(section.getByTestId('import-done')).toBeVisible()
    await expect(drugs).toHaveAttribute('data-edition', 'drugs')
    expect(await found(desk, 'torymo')).toEqual(['AC99999100 2.5'])
    expect(await found(desk, 'A029089100')).toEqual(['A029089100 1.62'])
  })

  await test.step('an older file is told apart before it does anything', async () => {
    const older = join(folder, 'older.csv')
    writeFileSync(older, official.replace('1.62,1140101', '1.50,1130101'))
    await chooseInDialog(desk, older)
    await section.getByTestId('code-table-choose-nhi-drug').press('Enter')
    await section.getByTestId('import-preview').press('Enter')
    await expect(section).toContainText(words('codeTables.pricesOlder', { count: 1 }))
    await desk.page.keyboard.press('F8')
    await expect(section.getByTestId('import-panel')).toBeHidden()
  })

  await test.step('the same file again changes nothing, and leaves the edition before to go back to', async () => {
    await chooseInDialog(desk, join(folder, 'drugs.csv'))
    await section.getByTestId('code-table-choose-nhi-drug').press('Enter')
    await section.getByTestId('import-preview').press('Enter')
    await expect(section.getByTestId('import-changes')).toHaveAttribute('data-unchanged', /^[1-9]/)
    await expect(section.getByTestId('import-changes')).toHaveAttribute('data-changed', '0')
    await section.getByTestId('import-run').press('Enter')
    await expect(section.getByTestId('import-done')).toBeVisible()
  })

  await test.step('the edition before takes its place again', async () => {
    await section.getByTestId('code-table-undo-nhi-drug').press('Enter')
    await expect(drugs).toHaveAttribute('data-count', starter)
    expect(await found(desk, 'storymol')).toEqual([])
    expect(await found(desk, 'A029089100')).toEqual(before)
  })
})
