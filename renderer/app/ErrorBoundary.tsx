import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { FailedState } from '../ui/FailedState.tsx'

interface ErrorBoundaryProps {
  /** Told of what broke, for the log. */
  onError?: (error: unknown, where: string) => void
  children: ReactNode
}

type ErrorBoundaryState = { status: 'shown' } | { status: 'broken'; error: unknown }

/** Stands in for a screen that broke while it was drawn: says what failed, that nothing is lost, and what to do. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { status: 'shown' }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { status: 'broken', error }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError?.(error, info.componentStack ?? '')
  }

  override render() {
    if (this.state.status === 'shown') return this.props.children
    const { error } = this.state
    return (
      <FailedState
        isPage
        title={<Trans>This screen broke</Trans>}
        actions={
          <>
            <Button onClick={() => this.setState({ status: 'shown' })}>
              <Trans>Try again</Trans>
            </Button>
            <Button variant="subtle" onClick={() => window.location.reload()}>
              <Trans>Reload Leadbook</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            What you had saved is in your workbook. What you were typing may be lost. Try again; if it breaks once more,
            reload.
          </Trans>
        </p>
        <p>{error instanceof Error ? error.message : String(error)}</p>
      </FailedState>
    )
  }
}
