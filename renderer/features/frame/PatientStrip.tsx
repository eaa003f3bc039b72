import { IdCard, KeyRound, StickyNote, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CardSession, VirtualCard } from '../../../preload/contract/card/card.ts'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { openCardContent } from '../../app/cardContent.ts'
import { runCommand } from '../../app/commands.ts'
import { useNavigation } from '../../app/navigation.ts'
import { usePatientStrip } from '../../app/patientStrip.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { VirtualChip } from '../../ui/chips/VirtualChip.tsx'
import { HeldNationalId } from '../../ui/fields/HeldNationalId.tsx'
import { ageWords } from '../../ui/format/age.ts'
import { dayWords } from '../../ui/format/date.ts'

type Person = Pick<PatientSummary, 'name' | 'sex' | 'age' | 'birthDate' | 'nationalIdMasked'>

const Identity = ({ person, patient }: { readonly person: Person; readonly patient: PatientSummary | null }) => {
  const { t } = useTranslation()
  return (
    <>
      <h1 data-testid="patient-name" className="text-xl font-semibold whitespace-nowrap">
        {person.name}
      </h1>
      <span className="whitespace-nowrap">
        {t(`patient.sex.${person.sex}`)} {ageWords(person.birthDate, t)}
      </span>
      <span className="whitespace-nowrap">{t('patient.birthday', { date: dayWords(person.birthDate, t) })}</span>
      <HeldNationalId masked={person.nationalIdMasked} patientId={patient?.patientId ?? null} />
      {patient === null ? <Chip tone="accent">{t('patient.new')}</Chip> : null}
      {patient === null ? null : (
        <span className="whitespace-nowrap text-muted">{t('patient.chart', { number: patient.chartNumber })}</span>
      )}
    </>
  )
}

/** From here on the card needs an update soon. */
const fewVisits = 1

const markKeys = ['1', '2', '3', '4', '8'] as const

const Insurance = ({ session }: { readonly session: CardSession | null }) => {
  const { t } = useTranslation()
  const insurance = session?.insurance
  if (insurance === null || insurance === undefined) return null
  const known = markKeys.find((mark) => mark === insurance.insuredMark)
  const illnesses = insurance.catastrophicIllnesses.map(({ code }) => code)
  return (
    <>
      <Chip>
        {known === undefined
          ? t('patient.insuredMarkUnknown', { mark: insurance.insuredMark })
          : t(`patient.insuredMark.${known}`)}
      </Chip>
      {insurance.remainingCount === null || insurance.remainingCount > fewVisits ? null : (
        <Chip tone="wait">{t('patient.remaining', { count: insurance.remainingCount })}</Chip>
      )}
      {illnesses.length === 0 ? null : (
        <Chip tone="accent">{t('patient.catastrophic', { codes: illnesses.join(t('app.and')) })}</Chip>
      )}
    </>
  )
}

const Warnings = ({ patient }: { readonly patient: PatientSummary | null }) => {
  const { t } = useTranslation()
  if (patient === null) return null
  return (
    <>
      {patient.allergies.length === 0 ? null : (
        <strong className="inline-flex items-center gap-1 font-semibold text-act">
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          {t('patient.allergies', { list: patient.allergies.join(t('app.and')) })}
        </strong>
      )}
      {patient.note === '' ? null : (
        // Rather cut short than a line of its own: it has popped up whole, and its title says it again.
        <span className="inline-flex max-w-max min-w-0 flex-[1_1_6rem] items-center gap-1">
          <StickyNote className="size-4 shrink-0 text-muted" aria-hidden />
          <span className="truncate" title={patient.note}>
            {patient.note}
          </span>
        </span>
      )}
    </>
  )
}

/** The photo that a virtual card brought, and how long the card can still be used. */
const Virtual = ({ virtual, name }: { readonly virtual: VirtualCard; readonly name: string }) => {
  const { t } = useTranslation()
  return (
    <>
      {virtual.photo === null ? null : (
        <img
          src={virtual.photo}
          alt={t('virtualCard.holder.photo', { name })}
          className="order-first h-11 w-9 rounded-sm border border-edge object-cover"
        />
      )}
      <VirtualChip until={virtual.lapsed ? null : virtual.usableUntil} />
    </>
  )
}

/** The way to what the card has beside its holder. */
const Content = ({ session }: { readonly session: CardSession | null }) => {
  const { t } = useTranslation()
  if (session?.phase !== 'authenticated') return null
  return (
    <button
      type="button"
      // Without words: the line has to hold a name and its warnings, too.
      aria-label={t('cardContent.key')}
      title={`${t('cardContent.key')} Ctrl+I`}
      className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-md text-accent hover:bg-accent-soft"
      onClick={openCardContent}
      data-testid="open-card-content"
    >
      <IdCard className="size-5 shrink-0" aria-hidden />
    </button>
  )
}

/** The way to the PIN of the card in the reader; at the front desk alone, where cards are handed over. */
const OwnPin = ({ session }: { readonly session: CardSession | null }) => {
  const { t } = useTranslation()
  const atDesk = useNavigation(({ screen }) => screen === 'front-desk')
  const isOffered = useStatus()?.pins.patient === true
  if (!atDesk || !isOffered || session?.medium !== 'plastic') return null
  return (
    <Button
      tone="quiet"
      shortcut="Ctrl+P"
      icon={<KeyRound className="size-4 shrink-0" aria-hidden />}
      onClick={() => runCommand('Ctrl+P')}
      data-testid="open-own-pin"
    >
      {t('card.ownPin.key')}
    </Button>
  )
}

/** Whom this desk is about: always at the same place, the name first and largest. */
export const PatientStrip = () => {
  const { t } = useTranslation()
  const session = useDeskQuery('card:current', {}).data ?? null
  const chosen = usePatientStrip(({ patient }) => patient)
  const ofCard = chosen === null || session?.patient?.patientId === chosen.patientId
  const person = chosen ?? session?.holder ?? null
  const patient = chosen ?? session?.patient ?? null
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-1.5">
      {person === null ? (
        <>
          <p className="text-lg text-muted">{t('patient.none')}</p>
          <p className="text-muted">{t('patient.noneHint')}</p>
        </>
      ) : (
        <>
          <Identity person={person} patient={patient} />
          {ofCard && session?.virtual != null ? <Virtual virtual={session.virtual} name={person.name} /> : null}
          {ofCard ? <Insurance session={session} /> : null}
          <Warnings patient={patient} />
          {ofCard || session?.holder == null ? null : (
            <Chip tone="wait">
              {t(session.medium === 'virtual' ? 'virtualCard.otherCard' : 'patient.otherCard', {
                name: session.holder.name,
              })}
            </Chip>
          )}
          {ofCard ? (
            <span className="ml-auto flex items-center gap-1">
              <Content session={session} />
              <OwnPin session={session} />
            </span>
          ) : null}
        </>
      )}
    </header>
  )
}
