import { randomBytes } from 'node:crypto'

/** The page as built has this word where the nonce of a load belongs. */
const PLACEHOLDER = '%CSP_NONCE%'

/** The first page with a nonce of its own, and the headers it must be sent with. */
export function securedPage(html: string): { html: string; headers: Record<string, string> } {
  const nonce = randomBytes(18).toString('base64url')
  return {
    html: html.replaceAll(PLACEHOLDER, nonce),
    headers: {
      ...fileHeaders,
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
      'permissions-policy':
        'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
    },
  }
}

/** Headers of everything else that belongs to the page. */
export const fileHeaders: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Everything from the page's own origin, nothing from elsewhere; code and styles in the page only with the nonce of this load. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    // The sheet's preview is a document made by the page itself.
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
