import type { TFunction } from 'i18next'
import type { CheckFacts, CheckLine } from '../../../../preload/contract/desk/readerCheck.ts'
import { momentWords } from '../../../ui/format/date.ts'

/** What is done with a text that comes from outside: from a reader's driver, the system, the settings. */
export type Foreign = (text: string) => string

/** A way to the words: the screen's, or the support text's, whose foreign texts are cleaned. */
interface Speech {
  readonly t: TFunction
  readonly foreign: Foreign
}

const cardWords = (
  { t }: Speech,
  { cardPresent, atr }: { readonly cardPresent: boolean; readonly atr: string | null },
) =>
  cardPresent ? (atr === null ? t('check.value.noAtr') : t('check.value.atr', { atr })) : t('check.value.emptyReader')

const readerWords = (speech: Speech, reader: CheckFacts['reader']): string => {
  const { t, foreign } = speech
  const role = reader.role === null ? t('check.value.noRole') : t(`status.reader.role.${reader.role}`)
  return [foreign(reader.name), role, cardWords(speech, reader)].join(t('check.joint'))
}

const wayWords = ({ t }: Speech, { adapter, ways }: CheckFacts['way']): string => {
  const words = ways.map((one) => {
    const way = t(`settings.controlSoftware.ways.${one.adapter}`)
    const finding = t(`settings.controlSoftware.findings.${one.state}`)
    if (one.adapter === adapter) return t('check.value.inUse', { way, finding })
    return one.reason === 'not-there' || one.reason === 'in-use'
      ? t('check.value.otherWay', { way, finding })
      : t('check.value.otherWayReason', { way, finding, reason: t(`check.reason.${one.reason}`) })
  })
  return words.join(t('check.joint'))
}

const controlWords = ({ t }: Speech, line: Extract<CheckLine, { item: 'control-software' }>): string => {
  const { pinned = false, certificate = null } = line.value ?? {}
  const shown =
    certificate === null ? [] : [t(pinned ? 'check.value.pinned' : 'check.value.notPinned', { certificate })]
  return [...(line.state === 'good' ? [t('check.value.answers')] : []), ...shown].join(t('check.joint'))
}

const clockWords = ({ t }: Speech, offsetSeconds: number): string => {
  if (offsetSeconds === 0) return t('check.value.clockSame')
  const seconds = Math.abs(offsetSeconds)
  return offsetSeconds > 0 ? t('check.value.clockBehind', { seconds }) : t('check.value.clockAhead', { seconds })
}

const gigabytes = (megabytes: number): string => (megabytes / 1024).toFixed(1)

const valueWords = (speech: Speech, line: CheckLine): string => {
  const { t, foreign } = speech
  switch (line.item) {
    case 'program': {
      if (line.value === null) return ''
      const { version, electron, system } = line.value
      return t('check.value.program', {
        version: foreign(version),
        electron: foreign(electron),
        system: foreign(system),
      })
    }
    case 'smart-card-service':
      return line.value === null ? '' : t('check.value.smart-card-service', { readers: line.value.readers })
    case 'reader':
      return line.value === null ? '' : readerWords(speech, line.value)
    case 'patient-card':
      return line.value === null ? '' : t('check.value.patient-card')
    case 'professional-reader':
      return line.value === null ? '' : cardWords(speech, line.value)
    case 'way':
      return line.value === null ? '' : wayWords(speech, line.value)
    case 'control-software':
      return controlWords(speech, line)
    case 'sam': {
      if (line.value === null) return ''
      const { sam, verifiedAt } = line.value
      const since = verifiedAt === null ? [] : [t('check.value.verifiedAt', { time: momentWords(verifiedAt, t) })]
      return [t(`status.sam.state.${sam}`), ...since].join(t('check.joint'))
    }
    case 'professional-card':
      return line.value === null ? '' : t(`status.hpc.state.${line.value.card}`)
    case 'nhi-data-centre':
    case 'cloud-data-centre': {
      if (line.value === null) return ''
      const host = foreign(line.value.host)
      return line.state === 'good' ? t('check.value.reached', { host }) : t('check.value.notReached', { host })
    }
    case 'clock':
      return line.value === null ? '' : clockWords(speech, line.value.offsetSeconds)
    case 'store':
      if (line.value === null) return line.state === 'good' ? t('check.value.store') : ''
      return t('check.value.free', { gigabytes: gigabytes(line.value.freeMegabytes) })
    case 'outbox': {
      if (line.value === null) return ''
      const { running, unsent, overdue } = line.value
      return t(running ? 'check.value.outboxRunning' : 'check.value.outboxStopped', { unsent, overdue })
    }
  }
}

/** A line in words: what was looked at, and what was found or why nothing was. */
export const lineWords = (
  line: CheckLine,
  t: TFunction,
  foreign: Foreign = (text) => text,
): { readonly label: string; readonly value: string } => {
  const why = line.why === null ? '' : t(`check.why.${line.why}`)
  const value = valueWords({ t, foreign }, line)
  return {
    label: t(`check.item.${line.item}`, { number: line.index + 1 }),
    value: [value, why].filter((part) => part !== '').join(t('check.joint')),
  }
}
