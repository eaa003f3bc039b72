import { roomNumber } from './roomNumber.ts'

/** Names of the clips in `resources/sounds/voice`: digits `0`–`9`, `ten`, `hundred`, and the words of a call. */
const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** A number from 1 to 999 as it is read: 十二, 二十, 一百零三. Others are read digit by digit. */
export const numberClips = (number: number): readonly string[] => {
  if (!Number.isInteger(number) || number < 1 || number > 999)
    return [...String(number)].filter((digit) => /\d/.test(digit))
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10]
  const clip = (digit: number): string => digits[digit] ?? '0'
  return [
    ...(hundreds > 0 ? [clip(hundreds), 'hundred'] : []),
    // 一百零三, but 一百一十; a bare ten is 十, not 一十.
    ...(tens > 0 ? [...(tens > 1 || hundreds > 0 ? [clip(tens)] : []), 'ten'] : []),
    ...(hundreds > 0 && tens === 0 && ones > 0 ? ['0'] : []),
    ...(ones > 0 ? [clip(ones)] : []),
  ]
}

/** A call as clips: bell, 請, number, 號, 到, room, 診間. A room without a number is only 診間. */
export const callClips = (number: number, roomName: string): readonly string[] => {
  const room = roomNumber(roomName)
  return ['bell', 'please', ...numberClips(number), 'number', 'to', ...(room === null ? [] : numberClips(room)), 'room']
}
