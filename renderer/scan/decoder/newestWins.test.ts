import { describe, expect, it } from 'vitest'
import { newestWins } from './newestWins.ts'

interface Frame {
  readonly name: string
  isClosed: boolean
  close(): void
}

const frame = (name: string): Frame => {
  const item = {
    name,
    isClosed: false,
    close: () => {
      item.isClosed = true
    },
  }
  return item
}

describe('newestWins', () => {
  it('keeps one at work and the newest waiting; the one between is closed and unanswered', async () => {
    const begun: string[] = []
    const finish: (() => void)[] = []
    const read = newestWins((item: Frame) => {
      begun.push(item.name)
      return new Promise<string>((resolve) => finish.push(() => resolve(item.name)))
    })
    const [first, second, third] = [frame('1'), frame('2'), frame('3')]
    const answers = [read(first), read(second), read(third)]
    expect(begun).toEqual(['1'])
    expect(second.isClosed).toBe(true)
    expect(await answers[1]).toBeNull()
    finish[0]?.()
    expect(await answers[0]).toBe('1')
    expect(begun).toEqual(['1', '3'])
    finish[1]?.()
    expect(await answers[2]).toBe('3')
    expect([first.isClosed, third.isClosed]).toEqual([false, false])
  })

  it('goes on after a piece of work that failed', async () => {
    let isFirst = true
    const read = newestWins(async (item: Frame) => {
      const fails = isFirst
      isFirst = false
      await Promise.resolve()
      if (fails) throw new Error('unreadable')
      return item.name
    })
    const answers = [read(frame('1')), read(frame('2'))]
    await expect(answers[0]).rejects.toThrow('unreadable')
    expect(await answers[1]).toBe('2')
    expect(await read(frame('3'))).toBe('3')
  })
})
