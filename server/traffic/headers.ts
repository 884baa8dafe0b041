/** What every answer says of how browsers are to treat it. */
export const everyAnswer = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()",
  "x-permitted-cross-domain-policies": "none",
  // What belongs to one person is kept by no cache that others share; answers that may be kept say so themselves.
  "cache-control": "private, no-store",
} as const;

/** For what is data and no page (Content Security Policy, level 3): opened by itself, it may do nothing. */
export const dataPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** For two years, as browsers' own lists want it (RFC 6797). Other hosts of the domain are not ours to decide on. */
export const onlyHttps = "max-age=63072000";

/**
 * The Content Security Policy of a page (level 3): only scripts that carry the nonce run, and what those load.
 * @param nonce drawn for this one answer
 * @param settings.connect origins beside our own that pages send to
 * @param settings.development React evaluates code to show where errors come from
 */
export function pagePolicy(nonce: string, { connect, development }: { connect: readonly string[]; development: boolean }): string {
  const own = `'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src 'self' ${own} 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Development puts its styles in without a nonce.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' ${own}`,
    // Widths and places of charts are attributes, which the server renders; they can name neither a font nor a picture from elsewhere.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(" ")}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
