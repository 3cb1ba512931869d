import { app, type Session } from 'electron'

/** Addresses that need no network: our own pages, what a page carries in itself, and the developer tools' own. */
const localAddress = /^(leadbook|data|blob|devtools):/

/** Switches off, before Chromium starts, everything in it that reaches for the network by itself. */
export function switchNetworkOff(): void {
  const switches = [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'disable-quic',
    'disable-breakpad',
    'dns-prefetch-disable',
    'no-pings',
    'no-proxy-server',
  ]
  for (const name of switches) app.commandLine.appendSwitch(name)
  // No name is ever looked up, whatever asks.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch(
    'disable-features',
    'MediaRouter,OptimizationHints,AutofillServerCommunication,CertificateTransparencyComponentUpdater,NetworkTimeServiceQuerying,WebRtcHideLocalIpsWithMdns',
  )
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
}

/** Lets a session load what is ours and nothing else: no request that needs a network, no permission, no download, no dictionary. */
export function sealSession(session: Session): void {
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !localAddress.test(details.url) }))
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.on('will-download', (event) => event.preventDefault())
}
