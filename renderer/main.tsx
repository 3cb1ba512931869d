import './app/nonce.ts'
import './app/layers.css'
import './app/tokens.css'
import './app/global.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { askHost } from './api/client.ts'
import { followCore, queryClient } from './api/queries.ts'
import { activateLanguage } from './app/language.ts'
import { Root } from './app/Root.tsx'

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no #root to draw in.')

followCore()
const launch = await askHost('host.state', {})
activateLanguage('en', launch.locale)
createRoot(place).render(
  <QueryClientProvider client={queryClient}>
    <Root launch={launch} />
  </QueryClientProvider>,
)
