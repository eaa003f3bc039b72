import type { TFunction } from 'i18next'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isRemote } from '../../../../preload/contract/visit/attendance.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { Select, type SelectHandle } from '../../../ui/fields/Select.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { number } from '../../../ui/format/number.ts'
import { SlowHint } from '../../../ui/notices/Waiting.tsx'
import { copaymentOptions } from '../../../ui/visit/copaymentOptions.ts'
import { arm } from '../frontDeskStore.ts'
import { useInterrupted } from '../interrupted/interruptedStore.ts'
import { AttendanceFields } from '../remote/AttendanceFields.tsx'
import { AppointmentChoice } from './AppointmentChoice.tsx'
import { DoctorHint } from './DoctorHint.tsx'
import { RefillChoice } from './RefillChoice.tsx'
import { type Choices, proposedCopayment, proposedItem, type RegistrationOptions } from './registrationDraft.ts'
import type { Registration } from './useRegistration.ts'

const sessions = ['morning', 'afternoon', 'evening'] as const
const noException = 'none'
const owedCard = 'owed'

/** Where Enter can do nothing yet. */
const blocked: readonly Registration['readiness'][] = ['exception-needed', 'incomplete', 'consent-needed']

interface RegistrationFormProps {
  readonly registration: Registration
  readonly options: RegistrationOptions
  readonly choices: Choices
  readonly exceptionRef: RefObject<SelectHandle | null>
}

/**
 * Puts the focus on the button when somebody can be registered, and again after a try that failed (a disabled button loses it), so
 * that Enter does it; but never takes it out of typing. What went wrong stays in sight then, and not the button.
 */
const useFocusOnButton = (moment: string, hasFailed: boolean): RefObject<HTMLButtonElement | null> => {
  const button = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each person and each turn of affairs
  useEffect(() => {
    const { activeElement } = document
    // Among radio buttons the arrows are still wanted; Enter goes through from there, too.
    const typing = activeElement instanceof HTMLInputElement && activeElement.value !== ''
    if (!typing) button.current?.focus({ preventScroll: hasFailed })
  }, [moment])
  return button
}

type Terms = NonNullable<Registration['owedTerms']>

const owedOption = (t: TFunction, { deposit }: Terms) => ({
  value: owedCard,
  label: t('makeUp.owed.option', { deposit: t('app.money', { amount: number(deposit) }) }),
  aside: 'F5',
})

/** What has to be known of the choice: the term of an owed card, what speaks against a code, or that one is needed. */
const ExceptionHint = ({
  registration,
  chosen,
}: {
  readonly registration: Registration
  readonly chosen: RegistrationOptions['exceptionCodes'][number] | null
}) => {
  const { t } = useTranslation()
  const { choices, owedTerms: terms, subject } = registration
  if (choices?.owedCard === true && terms !== null) {
    const due = dayWords(terms.dueOn, t)
    return (
      <>
        {t('makeUp.owed.hint', { due, days: terms.workingDays })}
        {terms.unknownYears.length === 0 ? null : (
          <span className="block text-wait">
            {t('makeUp.calendar', { years: terms.unknownYears.join(t('app.and')) })}
          </span>
        )}
      </>
    )
  }
  if (chosen?.doubt != null) {
    return (
      <span className="text-wait" data-testid="exception-doubt">
        {t(`visit.exceptionDoubt.${chosen.doubt}`)}
      </span>
    )
  }
  const isNeeded = subject.kind === 'patient' && chosen === null && !registration.asksForAuthorisation
  return isNeeded ? t('registration.exceptionNeeded') : null
}

/** What stands in a field unless somebody chooses something else, as is the case. */
const wouldPropose = (
  t: TFunction,
  known: readonly { readonly code: string; readonly name: string }[],
  code: string,
): string => t('registration.wouldPropose', { code, name: known.find((one) => one.code === code)?.name ?? '' })

const Choosers = ({ registration, options, choices, exceptionRef }: RegistrationFormProps) => {
  const { t } = useTranslation()
  const { change, submit, subject } = registration
  const usualItem = proposedItem(options)
  const usualCopayment = proposedCopayment(options, choices.treatmentItem)
  const needsException = subject.kind === 'patient'
  const isVirtual = subject.kind === 'card' && subject.session.medium === 'virtual'
  const chosen = options.exceptionCodes.find(({ code }) => code === choices.exceptionCode) ?? null
  const terms = registration.owedTerms
  const remote = isRemote(choices.attendance)
  const owed = terms === null ? [] : [owedOption(t, terms)]
  const withoutCode = remote ? [{ value: noException, label: t('remote.exceptionNone') }] : owed
  const exceptions = options.exceptionCodes.map(({ code, name }) => ({ value: code, label: name, aside: code }))
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3 @max-xl:grid-cols-1">
      <AppointmentChoice registration={registration} options={options} choices={choices} />
      <RefillChoice registration={registration} options={options} choices={choices} />
      <Select
        label={t('registration.doctor')}
        options={options.practitioners.map((entry) => ({
          value: entry.practitionerId,
          label: entry.name,
          aside: t(entry.off === null ? 'registration.doctorWaiting' : `appointment.off.${entry.off}`, {
            count: entry.waiting,
          }),
        }))}
        value={choices.practitionerId}
        onChange={(practitionerId) => change({ practitionerId })}
        onEnter={submit}
        hint={<DoctorHint options={options} choices={choices} />}
        testId="choose-doctor"
      />
      <Select
        label={t('registration.room')}
        options={options.rooms.map(({ roomId, name }) => ({ value: roomId, label: name }))}
        value={choices.roomId}
        onChange={(roomId) => change({ roomId })}
        onEnter={submit}
        testId="choose-room"
      />
      <Select
        label={t('registration.treatmentItem')}
        options={options.treatmentItems.map(({ code, name }) => ({ value: code, label: name, aside: code }))}
        value={choices.treatmentItem}
        onChange={(treatmentItem) => change({ treatmentItem })}
        onEnter={submit}
        hint={usualItem === choices.treatmentItem ? undefined : wouldPropose(t, options.treatmentItems, usualItem)}
        testId="choose-treatment-item"
      />
      <Segmented
        label={t('registration.session')}
        options={sessions.map((value) => ({ value, label: t(`visit.session.${value}`) }))}
        value={choices.session}
        onChange={(session) => change({ session })}
        testId="choose-session"
      />
      <Select
        label={t('registration.copayment')}
        options={copaymentOptions(t, options.copaymentCodes)}
        value={choices.copaymentCode}
        onChange={(copaymentCode) => change({ copaymentCode })}
        onEnter={submit}
        hint={
          choices.copaymentCode === null ? (
            <span className="text-wait">{t('registration.copaymentNeeded')}</span>
          ) : usualCopayment === null ? undefined : usualCopayment.code === choices.copaymentCode ? (
            t(`registration.reason.${usualCopayment.reason}`)
          ) : (
            wouldPropose(t, options.copaymentCodes, usualCopayment.code)
          )
        }
        testId="choose-copayment"
      />
      <div>
        <Select
          handle={exceptionRef}
          label={t('registration.exception')}
          options={
            needsException
              ? [...withoutCode, ...exceptions]
              : [
                  {
                    value: noException,
                    label: t(isVirtual ? 'virtualCard.exceptionNone' : 'registration.exceptionNone'),
                  },
                  ...exceptions,
                ]
          }
          value={
            choices.owedCard ? owedCard : (choices.exceptionCode ?? (needsException && !remote ? null : noException))
          }
          onChange={(code) =>
            change({
              owedCard: code === owedCard,
              exceptionCode: code === noException || code === owedCard ? null : code,
            })
          }
          onEnter={submit}
          hint={<ExceptionHint registration={registration} chosen={chosen} />}
          testId="choose-exception"
        />
        {chosen?.needsReason === true && !choices.owedCard ? (
          <TextField
            label={t('visit.exceptionReason')}
            maxLength={200}
            value={choices.exceptionReason ?? ''}
            onChange={(event) => change({ exceptionReason: event.target.value })}
            fieldClassName="mt-2"
            data-testid="exception-reason"
          />
        ) : null}
      </div>
    </div>
  )
}

/** The form as main proposes it; Enter registers from wherever the focus is in it. */
export const RegistrationForm = (props: RegistrationFormProps) => {
  const { t } = useTranslation()
  const { registration, options, choices } = props
  const { readiness, armed, register, submit, key, asksForAuthorisation } = registration
  const button = useFocusOnButton(
    `${key} ${readiness} ${choices.owedCard} ${choices.exceptionCode ?? ''} ${register.isPending}`,
    register.error !== null,
  )
  const label = asksForAuthorisation
    ? t('remote.ask')
    : choices.owedCard
      ? t('makeUp.owed.register')
      : choices.exceptionCode === null
        ? t('registration.register')
        : t('registration.registerException', { code: choices.exceptionCode })
  // Under the stop of another person's registration, Enter must not leave open whom it registers.
  const name = useInterrupted(({ stopped }) => stopped) === null ? null : (registration.session?.holder?.name ?? null)
  if (options.practitioners.length === 0 || options.rooms.length === 0) return <p>{t('registration.doctorMissing')}</p>
  return (
    <form
      aria-label={t('registration.form')}
      className="flex max-w-4xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <AttendanceFields registration={registration} choices={choices} />
      <Choosers {...props} />
      {/* Whatever stands above, what Enter does is to be seen whole. */}
      <div className="flex flex-wrap items-center gap-3 @2xl:sticky @2xl:-bottom-4 @2xl:-mb-4 @2xl:bg-ground @2xl:pt-2 @2xl:pb-6">
        <Button
          ref={button}
          type="submit"
          tone="primary"
          shortcut="Enter"
          data-testid="register-button"
          disabled={register.isPending || blocked.includes(readiness)}
          className="min-h-10 min-w-40 scroll-mb-4 text-lg"
        >
          {register.isPending
            ? t(asksForAuthorisation ? 'remote.asking' : 'registration.registering')
            : name === null
              ? label
              : t('registration.registerNamed', { label, name })}
        </Button>
        {register.isPending ? (
          <>
            {asksForAuthorisation || registration.session?.medium === 'virtual' ? null : (
              <span className="text-wait">{t('card.keepIn')}</span>
            )}
            <SlowHint />
          </>
        ) : null}
        {asksForAuthorisation && !register.isPending ? (
          <span className="text-sm text-muted">{t('remote.askHint')}</span>
        ) : null}
        {armed && !register.isPending ? (
          <>
            <span role="status">{t('registration.armed')}</span>
            <Button tone="quiet" onClick={() => arm(null)}>
              {t('registration.disarm')}
            </Button>
          </>
        ) : null}
      </div>
    </form>
  )
}
