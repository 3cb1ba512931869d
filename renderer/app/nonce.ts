/** The nonce of this load, which the host put into the page; empty where the page has none, as under the development server. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// Style elements made by Mantine's dependencies (react-remove-scroll) read the nonce here, so it stands before they load.
;(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce
