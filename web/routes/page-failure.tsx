// A page that broke, or whose code could not be fetched, says so and offers another try; the rest of the app stays.
import { Component } from 'react'
import type { ReactNode } from 'react'
import { ErrorState } from '../ui/states.tsx'

// React catches what a page throws only in a class
export class PageFailure extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state = { error: undefined as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <main className="lb-page" id="page" tabIndex={-1}>
        <ErrorState error={this.state.error} onRetry={() => location.reload()} />
      </main>
    )
  }
}
