/**
 * Asks for a secret without showing it; where stdin is no terminal, takes all of it.
 * @throws Interrupted, on Ctrl-C
 */
export declare function readSecret(question: string): Promise<string>;
