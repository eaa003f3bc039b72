import { register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { recordOn } from '../pages/record.ts'
import { words } from '../pages/words.ts'

/** Big5 has none of it, a character of two code units, an emoji of several characters, combining marks, a soft line break of Word. */
const odd = '𠮷田 堃　👩‍⚕️😀 ệ e\u0302\u0323 ①\u00a0㎎\u000b第二行'
const most = 20_000

test('what is pasted into a record stays, also what a form cannot carry, and what finds no room is told', async ({
  sims,
  desk,
}) => {
  const { consultation } = desk
  const record = recordOn(() => desk.page)
  const paste = async (text: string, html: string): Promise<void> => {
    await desk.app.evaluate(
      async ({ clipboard }, copied) => {
        // Electron has changed this call between the versions that are supported.
        const board = clipboard as unknown as { writeHTML?(html: string): void; write(data: unknown): unknown }
        if (board.writeHTML !== undefined) board.write(copied)
        else await board.write([{ 'text/plain': copied.text, 'text/html': copied.html }])
      },
      { text, html },
    )
    await desk.page.keyboard.press('Control+V')
  }
  const stored = async () => {
    const [visit] = await desk.ask('visit:list', { day: null })
    if (visit === undefined) throw new Error('no visit')
    return (await desk.ask('visit:detail', { encounterId: visit.encounterId })).soap
  }
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  await consultation.open()
  await consultation.takeNext()

  await record.note('subjective').focus()
  await paste(odd, `<b style="color:red">${odd}</b><script>document.title = 'ran'</script>`)
  await expect(record.note('subjective')).toHaveValue(odd)
  await consultation.draftIs('saved')
  expect((await stored()).subjective).toBe(odd)

  // A megabyte, at whose limit a character of two units would be cut in two.
  await record.note('objective').focus()
  await paste(`a${'😀'.repeat(250_000)}`, '')
  await expect(record.note('objective')).not.toHaveValue('')
  const taken = await record.note('objective').inputValue()
  expect(taken).toBe(`a${'😀'.repeat(Math.floor((taken.length - 1) / 2))}`)
  expect(taken.length).toBeGreaterThanOrEqual(most - 1)
  await expect(consultation.screen.getByTestId('soap-full-objective')).toHaveText(
    words('consultation.note.full', { most: '20,000' }),
  )
  await consultation.draftIs('saved')
  expect((await stored()).objective).toBe(taken)

  await desk.page.keyboard.press('F4')
  await expect(record.diagnosisSearch()).toBeFocused()
  await paste(odd, `<i>${odd}</i>`)
  await expect(record.diagnosisSearch()).not.toHaveValue('')
  await expect(record.note('subjective')).toHaveValue(odd)
})
