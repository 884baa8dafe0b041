/**
 * Radix keeps the page from scrolling behind a dialog with a style of its own, which the Content Security Policy wants to
 * carry the page's nonce; it is looked up under this name. Browsers show the nonce to scripts alone.
 */
if (typeof document !== "undefined") {
  Object.assign(globalThis, { __webpack_nonce__: document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce });
}
