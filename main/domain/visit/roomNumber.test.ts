import { expect, it } from 'vitest'
import { roomNumber } from './roomNumber.ts'

/** A number as it is written in Chinese, up to 999. */
const written = (number: number): string => {
  const digit = [...'零一二三四五六七八九']
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10]
  const ten = tens === 1 && hundreds === 0 ? '十' : `${digit[tens]}十`
  return [
    hundreds > 0 ? `${digit[hundreds]}百` : '',
    tens > 0 ? ten : hundreds > 0 && ones > 0 ? '零' : '',
    ones > 0 ? digit[ones] : '',
  ].join('')
}

it('reads every number from 1 to 999, in Chinese and in digits of both widths', () => {
  for (let number = 1; number <= 999; number++) {
    const wide = [...String(number)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
    const names = [written(number), String(number), wide].flatMap((each) => [
      `${each}診`,
      `第${each}診間`,
      `內科${each}診`,
    ])
    expect([number, ...new Set(names.map(roomNumber))]).toEqual([number, number])
  }
})

it.each([
  ['十二診', 12],
  ['二十診', 20],
  ['三樓二診', 2],
  ['第十診', 10],
  ['１２診', 12],
  ['第 ２ 診間', 2],
  ['3F 2診', 2],
  ['一〇三診', 103],
  ['一百十二診', 112],
  ['二號診間', 2],
  ['診間 3', 3],
  ['二樓診間三', 3],
  ['12', 12],
  ['第三', 3],
])('reads %s', (name, number) => {
  expect(roomNumber(name)).toBe(number)
})

it.each([
  '小兒科',
  '一般門診',
  '三樓',
  '三樓小兒科門診',
  '零診',
  '',
  '一、二診',
  '1-2診',
  'A1診',
  '一百五診',
  '十十診',
  '百診',
  '二三十診',
  '十百診',
])('says no number for %s', (name) => {
  expect(roomNumber(name)).toBeNull()
})
