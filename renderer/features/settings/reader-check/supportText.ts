import type { TFunction } from 'i18next'
import type { CheckLine, CheckReport } from '../../../../preload/contract/desk/readerCheck.ts'
import { momentWords } from '../../../ui/format/date.ts'
import { lineWords } from './lineWords.ts'
import { errorCodes, withoutPersons } from './withoutPersons.ts'

const lineText = (line: CheckLine, t: TFunction): string => {
  const { label, value } = lineWords(line, t, withoutPersons)
  const state = t(`check.state.${line.state}`)
  const said =
    value === '' ? t('check.support.line', { state, label }) : t('check.support.lineValue', { state, label, value })
  return [
    said,
    ...(line.ms === null ? [] : [t('check.ms', { ms: Math.round(line.ms) })]),
    ...(line.error === null ? [] : [errorCodes(line.error)]),
  ].join(' | ')
}

/**
 * The check as plain text for whoever helps from afar, in the language of `t`: versions, states, codes and times. It holds no
 * personal data, even if a driver, an error or a setting should carry some.
 */
export const supportText = (
  report: Pick<CheckReport, 'endedAt' | 'cancelled'> & { readonly lines: readonly CheckLine[] },
  t: TFunction,
): string =>
  [
    t('check.support.title', { app: t('app.title') }),
    t('check.support.time', { time: momentWords(report.endedAt, t) }),
    ...(report.cancelled ? [t('check.support.cancelled')] : []),
    ...report.lines.map((line) => lineText(line, t)),
  ].join('\n')
