/** The version of this package, as its package.json says it. */
export declare const version = "0.1.0";
/** How this client names itself in the registry's log. */
export declare const userAgent = "countersign-sdk/0.1.0";
