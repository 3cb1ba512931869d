import { useSyncExternalStore } from 'react'

// The whole route, question mark included, lives in the hash. wouter's own hash hook writes the part after the question mark into
// the page's address, where it stays when the next route has none.

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  window.addEventListener('popstate', listener)
  return () => {
    window.removeEventListener('hashchange', listener)
    window.removeEventListener('popstate', listener)
  }
}

function currentRoute(): string {
  return `/${window.location.hash.replace(/^#?\/?/, '')}`
}

/** The path of the current route, and how to go to another one. */
export function useHashLocation(): [string, typeof goTo] {
  return [useSyncExternalStore(subscribe, () => currentRoute().split('?')[0] ?? '/'), goTo]
}

useHashLocation.hrefs = (route: string) => `#${route}`

/** What stands after the question mark of the current route. */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => currentRoute().split('?')[1] ?? '')
}

/** Goes to a route, or stays where it is the current one already. `state` is handed over in `history.state`. */
export function goTo(
  route: string,
  { replace = false, state = null }: { replace?: boolean; state?: unknown } = {},
): void {
  if (route === currentRoute() && state === null) return
  window.history[replace ? 'replaceState' : 'pushState'](state, '', `#${route}`)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
