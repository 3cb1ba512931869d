import './app/nonce.ts'
import './app/layers.css'
import './app/tokens.css'
import './app/global.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { activateLanguage } from './app/language.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no #root to draw in.')

activateLanguage('en')
createRoot(place).render(
  <App
    rememberedTheme="auto"
    rememberTheme={() => {}}
    welcome={{
      onImport: () => {},
      onStartEmpty: () => {},
      onOpenSample: () => {},
      onOpen: () => {},
      onOpenRecent: () => {},
      recent: [],
    }}
    book={undefined}
  />,
)
