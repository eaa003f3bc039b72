import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fieldOf, fieldProblem } from './fieldProblem.ts'
import { type FileProblem, fileProblems } from './fileProblem.ts'

/** One line of what is wrong in the settings file, in the words of the form. */
const useProblemWords = (): ((problem: FileProblem) => string) => {
  const { t, i18n } = useTranslation()
  return (problem) => {
    if (problem.kind === 'file') return t(`settings.problem.${problem.reason}`)
    if (problem.kind === 'other') return t('settings.problem.other', { problem: problem.text })
    const key = ['settings', problem.section, fieldOf(problem.path)].join('.')
    const field = i18n.exists(key) ? i18n.t(key as 'settings.clinic.name') : fieldOf(problem.path)
    return t('settings.problem.field', {
      section: t(`settings.section.${problem.section}`),
      field,
      problem: t(fieldProblem(problem.path, undefined)),
    })
  }
}

interface FileProblemProps {
  /** Main's account of it: `details.problem` of `SETTINGS_INVALID`. */
  readonly problem: string
}

/** What main found wrong with settings, line by line. */
export const FileProblemList = ({ problem }: FileProblemProps) => {
  const words = useProblemWords()
  return (
    <ul className="list-disc pl-4">
      {fileProblems(problem).map((entry) => {
        const line = words(entry)
        return (
          <li key={`${line} ${entry.kind === 'field' ? entry.path : ''}`} className="break-words">
            {line}
            {entry.kind === 'field' ? <code className="pl-2 font-sans text-sm text-muted">{entry.path}</code> : null}
          </li>
        )
      })}
    </ul>
  )
}

/** What is wrong with the settings file, and what becomes of it. */
export const FileProblemNotice = ({ problem }: FileProblemProps) => {
  const { t } = useTranslation()
  return (
    <section
      role="alert"
      data-testid="settings-problem"
      className="flex flex-col gap-1 rounded-md border-l-4 border-act bg-act-soft px-3 py-2"
    >
      <p className="flex items-center gap-2 text-act">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        <strong className="font-semibold">{t('settings.problem.title')}</strong>
      </p>
      <div className="pl-6">
        <FileProblemList problem={problem} />
      </div>
      <p className="pl-6 text-sm">{t('settings.problem.safe')}</p>
    </section>
  )
}
