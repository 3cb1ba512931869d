import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Router } from 'wouter'
import { ToastArea } from '../ui/toast.tsx'
import { createColorSchemeManager, type ThemeChoice } from './color-scheme.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useHashLocation, useHashSearch } from './hash-location.ts'
import { styleNonce } from './nonce.ts'
import { cssVariablesResolver, theme } from './theme.ts'

interface ProvidersProps {
  /** The theme the host remembered. */
  rememberedTheme: ThemeChoice
  /** Told of each change, for the host to remember. */
  rememberTheme: (choice: ThemeChoice) => void
  children: ReactNode
}

/** What every screen stands on: language, theme, hash routes, toasts, and a page that says what failed. */
export function Providers({ rememberedTheme, rememberTheme, children }: ProvidersProps) {
  const [colorSchemeManager] = useState(() => createColorSchemeManager(rememberedTheme, rememberTheme))
  return (
    <I18nProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme={rememberedTheme}
        getStyleNonce={() => styleNonce}
      >
        <ToastArea />
        <ErrorBoundary>
          <Router hook={useHashLocation} searchHook={useHashSearch}>
            {children}
          </Router>
        </ErrorBoundary>
      </MantineProvider>
    </I18nProvider>
  )
}
