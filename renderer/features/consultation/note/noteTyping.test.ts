import { expect, it } from 'vitest'
import { behind } from './noteTyping.ts'

it.each([
  ['', '喉嚨痛', '喉嚨痛'],
  [' \n', '喉嚨痛', '喉嚨痛'],
  ['咳嗽', '喉嚨痛', '咳嗽\n喉嚨痛'],
  ['咳嗽 \n\n', '喉嚨痛', '咳嗽\n喉嚨痛'],
  ['咳嗽\n三天\n', '喉嚨痛', '咳嗽\n三天\n喉嚨痛'],
])('puts a text behind %j on a line of its own', (standing, text, whole) => {
  const { from, text: typed } = behind(standing, text)
  expect(standing.slice(0, from) + typed).toBe(whole)
})
