/**
 * When the NHI took a file in, epoch ms: an Opcode begins with the NHI's own time, `yyyyMMddHHmmss` in Taipei
 * (facts/nhi-card.md §4.4). Null when it names no moment.
 */
export const opcodeTime = (opcode: string): number | null => {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(opcode)
  if (match === null) return null
  const [, year, month, day, hour, minute, second] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  return Number.isNaN(time) ? null : time
}
