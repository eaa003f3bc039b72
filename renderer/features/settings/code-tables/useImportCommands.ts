import { useTranslation } from 'react-i18next'
import type { Command } from '../../../app/commands.ts'
import { dropImport, previewImport, runImport, useImport } from './importStore.ts'

/** The keys of the section while a file is on its way. */
export const useImportCommands = (): readonly Command[] => {
  const { t } = useTranslation()
  const { look, preview, busy } = useImport()
  if (look === null) return []
  return [
    {
      key: 'F5',
      label: t('codeTables.key.preview'),
      run: () => void previewImport(),
      disabled: busy !== null || preview !== null,
    },
    {
      key: 'F6',
      label: t('codeTables.key.run'),
      run: () => void runImport(),
      disabled: busy !== null || preview === null,
    },
    { key: 'F8', label: t('codeTables.key.cancel'), run: () => void dropImport() },
  ]
}
