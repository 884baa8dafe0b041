/** The version of this package, as its package.json says it. */
export const version = "0.1.0";
/** How this client names itself in the registry's log. */
export const userAgent = `countersign-sdk/${version}`;
