import { WelcomeScreen, type WelcomeScreenProps } from '../features/welcome/WelcomeScreen.tsx'
import { BookPages, type BookPagesProps } from './BookPages.tsx'
import type { ThemeChoice } from './color-scheme.ts'
import { Providers } from './Providers.tsx'

interface AppProps {
  rememberedTheme: ThemeChoice
  rememberTheme: (choice: ThemeChoice) => void
  /** What the first screen offers while no workbook is open. */
  welcome: WelcomeScreenProps
  /** The open workbook, if there is one. */
  book: BookPagesProps | undefined
}

/** Leadbook: the first screen, or the pages of the open workbook. */
export function App({ rememberedTheme, rememberTheme, welcome, book }: AppProps) {
  return (
    <Providers rememberedTheme={rememberedTheme} rememberTheme={rememberTheme}>
      {book === undefined ? <WelcomeScreen {...welcome} /> : <BookPages {...book} />}
    </Providers>
  )
}
