import { useTranslation } from 'react-i18next'
import { MoneyKindSchema } from '../../../preload/contract/money/money.ts'
import {
  type ReportCell,
  type ReportQuestion,
  type ReportRow,
  type ReportWords,
  reportVisitColumns,
} from '../../../preload/contract/paper/report.ts'
import { type ReportColumn, reportColumns } from '../../../preload/contract/paper/reportColumns.ts'
import { isCoded, layoutOf, type ReportDimension } from '../../../preload/contract/paper/reportLayouts.ts'
import { SessionSchema } from '../../../preload/contract/words.ts'
import { dayWords } from '../../ui/format/date.ts'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
/** Which dispensing of how many comes next. */
const dispensings = ['2/2', '2/3', '3/3', '2/4', '3/4', '4/4'] as const
/** How it was paid, or what was sold. */
const methods = ['cash', 'card', 'mobile', 'examination', 'drug', 'supply', 'other', 'none'] as const
const chapters = Array.from({ length: 23 }, (_, index) => String(index).padStart(2, '0'))
const bands = ['0-30', '31-60', '61-90', '91-180', '181-365', '366+'] as const

/** The words of reports: headings, rows, and everything an exported file says. */
export const useReportWords = () => {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'zh'

  const dispensingWord = (word: string): string => {
    const [next, of] = word.split('/')
    return t('report.dispensing', { number: next, of })
  }

  const heading = (column: ReportColumn): string => {
    const { unit } = reportColumns[column]
    const word = t(`report.column.${column}`)
    return unit === 'count' || unit === 'decimal'
      ? word
      : t('report.withUnit', { word, unit: t(`report.unit.${unit}`) })
  }

  const keyWord = (dimension: ReportDimension | undefined, word: string): string => {
    switch (dimension) {
      case 'day':
      case 'due-from':
      case 'due-until':
        return dayWords(word, t)
      case 'dispensing':
        return dispensingWord(word)
      case 'practitioner':
        return word === '' ? t('report.anyDoctor') : word
      case 'month':
        return dayWords(`${word}-01`, t).replace(/[-/]\d\d$/, '')
      case 'weekday':
        return t(`report.weekday.${word as '1'}`)
      case 'session':
        return t(`visit.session.${word as 'morning'}`)
      case 'kind':
        return t(`report.kindOfMoney.${word as 'due'}`)
      case 'method':
        return t(`report.method.${word as 'none'}`)
      case 'band':
        return t('report.band', { days: word })
      case 'chapter':
        return `${word} ${t(`report.chapter.${word as '01'}`)}`
      case 'hour':
        return t('report.hour', { hour: word })
      default:
        return word
    }
  }

  const named = (name: NonNullable<ReportRow['name']>): string => (name[language] === '' ? name.zh : name[language])

  /** The words of a row, one for each dimension; a code has its name behind it. */
  const rowWords = (
    dimensions: readonly ReportDimension[],
    { key, name }: { readonly key: readonly string[]; readonly name: ReportRow['name'] },
  ): readonly string[] => {
    const told = key.map((word, index) => keyWord(dimensions[index], word))
    if (name === null) return told
    const last = dimensions.at(-1)
    return [...told.slice(0, -1), last === 'practitioner' ? named(name) : `${told.at(-1) ?? ''} ${named(name)}`]
  }

  const periodWords = ({ from, to }: Pick<ReportQuestion, 'from' | 'to'>): string =>
    from === to ? dayWords(from, t) : t('report.fromTo', { from: dayWords(from, t), to: dayWords(to, t) })

  /** Everything a file says besides its numbers; `doctor` is the name of the one that is asked for. */
  const fileWords = (question: ReportQuestion, cell: ReportCell | null, doctor: string | null): ReportWords => {
    const layout = layoutOf(question)
    const { practitionerId, session } = question
    const words: readonly (readonly [string, string])[] = [
      ...SessionSchema.options.map((one) => [one, t(`visit.session.${one}`)] as const),
      ...(layout.dimensions.includes('weekday')
        ? weekdays.map((one) => [one, t(`report.weekday.${one}`)] as const)
        : []),
      ...MoneyKindSchema.options.map((one) => [one, t(`report.kindOfMoney.${one}`)] as const),
      ...methods.map((one) => [one, t(`report.method.${one}`)] as const),
      ...(layout.dimensions.includes('dispensing')
        ? dispensings.map((one) => [one, dispensingWord(one)] as const)
        : []),
      ...(layout.dimensions.includes('practitioner') ? [['', t('report.anyDoctor')] as const] : []),
      ...bands.map((one) => [one, t('report.band', { days: one })] as const),
      ...(question.by === 'chapter'
        ? chapters.map((one) => [one, `${one} ${t(`report.chapter.${one as '01'}`)}`] as const)
        : []),
    ]
    const headings =
      cell === null
        ? [
            ...layout.dimensions.map((one) => t(`report.dimension.${one}`)),
            ...(isCoded(layout) ? [t('report.name')] : []),
            ...layout.columns.map(heading),
          ]
        : reportVisitColumns.map((one) => (one === 'value' ? heading(cell.column) : t(`report.visitColumn.${one}`)))
    return {
      title: t(`report.kind.${question.kind}`),
      headings,
      words: Object.fromEntries(words),
      total: t('report.total'),
      others: t('report.others'),
      notes: [
        t('report.periodNote', { period: periodWords(question) }),
        ...(practitionerId === null ? [] : [t('report.doctorNote', { doctor: doctor ?? practitionerId })]),
        ...(session === null ? [] : [t('report.sessionNote', { session: t(`visit.session.${session}`) })]),
        t(`report.about.${question.kind}`),
      ],
      asOf: t('report.asOfNote'),
      language,
    }
  }

  return { heading, rowWords, periodWords, fileWords }
}
