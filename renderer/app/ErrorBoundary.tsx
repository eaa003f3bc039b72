import { Component, type ReactNode } from 'react'
import { Translation } from 'react-i18next'
import { call } from '../bridge/desk.ts'
import { Button } from '../ui/Button.tsx'

interface ErrorBoundaryProps {
  /** A changed key forgets the error: another screen is another try. */
  readonly resetKey: string
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly failedKey: string | null
}

/** Keeps a broken screen from taking the frame with it. Work is in main, so nothing is lost but what is on the screen. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failedKey: null }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { failedKey: '' }
  }

  override componentDidCatch(): void {
    this.setState({ failedKey: this.props.resetKey })
  }

  override render(): ReactNode {
    const { failedKey } = this.state
    if (failedKey === null || (failedKey !== '' && failedKey !== this.props.resetKey)) return this.props.children
    return (
      <Translation>
        {(t) => (
          <section role="alert" data-testid="screen-crashed" className="m-6 flex max-w-xl flex-col gap-2">
            <h2 className="text-lg font-semibold text-act">{t('app.crash.title')}</h2>
            <p>{t('app.crash.safe')}</p>
            <p>{t('app.crash.next')}</p>
            <div className="flex gap-2 pt-2">
              <Button tone="primary" onClick={() => this.setState({ failedKey: null })}>
                {t('app.crash.again')}
              </Button>
              <Button onClick={() => void call('app:restart', {})}>{t('app.crash.restart')}</Button>
            </div>
          </section>
        )}
      </Translation>
    )
  }
}
