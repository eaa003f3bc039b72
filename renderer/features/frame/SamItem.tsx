import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { openReaderCheck } from '../../app/navigation.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { clockTimeWithSeconds, momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { StatusItem } from './StatusItem.tsx'
import { samTone, statusTones } from './statusTones.ts'

type Sam = DeskStatus['sam']

/** The word of the status bar: what is being done comes before what is. */
const useSamWord = ({ state, verifying }: Sam): string => {
  const { t } = useTranslation()
  if (!verifying) return t(`status.sam.state.${state}`)
  if (state === 'verified') return t('status.sam.renewing')
  return state === 'lapsed' ? t('status.sam.healing') : t('status.sam.verifyingNow')
}

/** Since when it is verified, and when the program does something about it by itself. */
const SamTimes = ({ sam, control }: { readonly sam: Sam; readonly control: string }) => {
  const { t } = useTranslation()
  const { state, verifiedAt, nextAt } = sam
  const next =
    nextAt === null
      ? null
      : state === 'verified' && sam.error === null
        ? t('status.sam.renewsAt', { time: momentWords(nextAt, t) })
        : t('status.sam.triesAt', { time: clockTimeWithSeconds(nextAt) })
  const parts = [
    control,
    verifiedAt === null ? null : t('status.sam.verifiedAt', { time: momentWords(verifiedAt, t) }),
    next,
  ]
  return (
    <p className="text-sm text-muted" data-testid="sam-times">
      {parts.filter((part) => part !== null).join(' · ')}
    </p>
  )
}

/** Which way in to the NHI is taken, and what else was found on this PC. */
const WayIn = ({ controlSoftware: { way, findings } }: Pick<DeskStatus, 'controlSoftware'>) => {
  const { t } = useTranslation()
  return (
    <>
      {way === null ? null : (
        <p className="text-sm text-muted" data-testid="control-way">
          {t('status.control.way', { way: t(`settings.controlSoftware.ways.${way}`) })}
        </p>
      )}
      {findings.length === 0 ? null : (
        <div className="text-sm text-muted">
          <p>{t('status.control.found')}</p>
          <ul className="list-disc pl-5">
            {findings.map(({ adapter, state }) => (
              <li key={adapter}>
                {t(`settings.controlSoftware.ways.${adapter}`)} {t(`settings.controlSoftware.findings.${state}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** The SAM in the status bar: its state, its times, what went wrong, and the button that helps. */
export const SamItem = ({ status }: { readonly status: DeskStatus }) => {
  const { t } = useTranslation()
  const { sam, controlSoftware } = status
  const verify = useDeskMutation('sam:verify')
  const reopen = useDeskMutation('sam:reopen')
  // What the desk has found out since is newer than the answer to a button.
  const error = controlSoftware.error ?? sam.error ?? (sam.state === 'verified' ? null : (verify.error ?? reopen.error))
  const isBusy = verify.isPending || reopen.isPending || sam.verifying
  const word = useSamWord(sam)
  // Without a SAM to be told of, this is the place that says how the way itself stands.
  const isAboutWay = sam.state === 'not-needed' && controlSoftware.state !== 'ok'
  return (
    <StatusItem
      name="sam"
      state={isAboutWay ? controlSoftware.state : sam.state}
      tone={isAboutWay ? statusTones.control[controlSoftware.state] : samTone(sam)}
      label={t(isAboutWay ? 'status.control.label' : 'status.sam.label')}
      value={isAboutWay ? t(`status.control.state.${controlSoftware.state}`) : word}
    >
      <p>{t(`status.sam.explain.${sam.state}`)}</p>
      <SamTimes
        sam={sam}
        control={`${t('status.control.label')} ${t(`status.control.state.${controlSoftware.state}`)}`}
      />
      <WayIn controlSoftware={controlSoftware} />
      {error === null ? null : <ErrorCard error={error} />}
      {sam.awaitsPerson ? <p className="text-act">{t('status.sam.awaitsPerson')}</p> : null}
      <div className="flex flex-wrap gap-2">
        {sam.state === 'not-needed' ? null : (
          <Button
            tone={sam.state === 'verified' ? 'plain' : 'primary'}
            disabled={isBusy}
            data-testid="sam-verify"
            onClick={() => verify.mutate({})}
          >
            {verify.isPending || sam.verifying
              ? t('status.sam.verifying')
              : sam.state === 'verified'
                ? t('status.sam.verifyAgain')
                : t('status.sam.verify')}
          </Button>
        )}
        <Button disabled={isBusy} data-testid="sam-reopen" onClick={() => reopen.mutate({})}>
          {reopen.isPending ? t('status.sam.reopening') : t('status.sam.reopen')}
        </Button>
        <Button data-testid="open-reader-check" onClick={openReaderCheck}>
          {t('check.open')}
        </Button>
      </div>
      <p className="text-sm text-muted">{t('status.sam.reopenHint')}</p>
    </StatusItem>
  )
}
