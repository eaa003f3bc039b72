import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Settings } from '../../../../preload/contract/desk/settings.ts'
import { formSections } from '../../../app/settingsSections.ts'
import { putAnswer, useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { keepDraft, offerRestart, openSection, useSettingsView } from '../settingsStore.ts'
import type { DraftForm } from './draftForm.ts'
import { errorCount } from './errorCount.ts'
import { checkedSettings, draftOf, type SettingsDraft, settingsDraftSchema } from './settingsDraft.ts'

/** A form that begins with what is kept, and takes up again what was typed when the screen was last left. */
const useKeptForm = (settings: Settings | null): DraftForm => {
  const { data: departments } = useDeskQuery('codes:departments', {})
  const resolver = useMemo(
    () =>
      zodResolver(settingsDraftSchema(departments === undefined ? null : new Set(departments.map(({ code }) => code)))),
    [departments],
  )
  const form = useForm<SettingsDraft, unknown, Settings>({
    defaultValues: draftOf(settings),
    resolver,
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const { reset, getValues } = form
  useLayoutEffect(() => {
    const { draft } = useSettingsView.getState()
    if (draft !== null) reset(structuredClone(draft), { keepDefaultValues: true })
    return () => keepDraft(structuredClone(getValues()))
  }, [reset, getValues])
  return form
}

/** The settings' form with all that its screen does: save, show the first mistake, discard and take that back. */
export const useSettingsForm = (settings: Settings | null) => {
  const form = useKeptForm(settings)
  const save = useDeskMutation('settings:save', ({ file }, kept) => {
    const settings = checkedSettings(kept)
    putAnswer('settings:current', {}, { settings, file, problem: null })
    form.reset(draftOf(settings))
    setDiscarded(null)
    offerRestart(file)
  })
  const [discarded, setDiscarded] = useState<SettingsDraft | null>(null)
  const submit = form.handleSubmit(
    (checked) => {
      if (!save.isPending) save.mutate(checked)
    },
    (errors) => {
      const first = formSections.find((section) => errorCount(errors[section]) > 0)
      if (first !== undefined) openSection(first)
    },
  )
  // Each refused attempt brings the first mistake into sight.
  const { submitCount, isSubmitSuccessful } = form.formState
  useEffect(() => {
    if (submitCount === 0 || isSubmitSuccessful) return
    document.querySelector<HTMLElement>('[data-settings-panel] [aria-invalid="true"]')?.focus()
  }, [submitCount, isSubmitSuccessful])

  const discard = (): void => {
    setDiscarded(structuredClone(form.getValues()))
    form.reset()
  }
  const undoDiscard = (): void => {
    if (discarded !== null) form.reset(discarded, { keepDefaultValues: true })
    setDiscarded(null)
  }
  return { form, save, submit, discarded: discarded !== null, discard, undoDiscard }
}
