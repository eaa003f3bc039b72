import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { NhiAnswer, NhiQuestion } from './messages.ts'

type Answer = NhiAnswer['answer']
type Value = Extract<Answer, { ok: true }>['value']

const told = <T>(result: Result<T>, value: (value: T) => Value): Answer =>
  result.ok ? { ok: true, value: value(result.value) } : result

type Asked = Pick<
  NhiControlPort,
  'open' | 'uploadRecords' | 'uploadResult' | 'treatmentNumberWithoutCard' | 'probeServer'
>

const answerNhi = async (control: Asked, question: NhiQuestion): Promise<Answer> => {
  const { call } = question
  switch (call) {
    case 'open':
      return told(await control.open(), (status) => ({ call, status }))
    case 'uploadRecords':
      return told(await control.uploadRecords(Buffer.from(question.xml, 'base64'), question.mode), ({ opcode }) => ({
        call,
        opcode,
      }))
    case 'uploadResult':
      return told(await control.uploadResult(question.opcode), ({ text }) => ({ call, text }))
    case 'treatmentNumberWithoutCard':
      return told(await control.treatmentNumberWithoutCard(question.nationalId), (number) => ({ call, ...number }))
    case 'probeServer':
      return told(await control.probeServer(), ({ dataCentre }) => ({ call, dataCentre }))
  }
}

/**
 * Main's side of the worker's questions: asks its own port, which alone holds the device. The worker looks at the line again
 * while a look still hangs; only one of them stands in the device's queue, where somebody at the desk waits, too.
 */
export const createNhiAnswers = (control: Asked): ((question: NhiQuestion) => Promise<Answer>) => {
  let looking: Promise<Answer> | null = null
  return (question) => {
    if (question.call !== 'probeServer') return answerNhi(control, question)
    looking ??= answerNhi(control, question).finally(() => {
      looking = null
    })
    return looking
  }
}
