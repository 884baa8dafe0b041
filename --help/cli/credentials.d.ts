/** What `countersign login` remembers. */
interface Credentials {
    /** The address of the registry that was signed in to last, and is taken when none is named. */
    url?: string | undefined;
    /** By address. */
    registries: Record<string, {
        token: string;
    }>;
}
/** `$XDG_CONFIG_HOME/countersign/credentials.json`, or below `~/.config`. */
export declare function credentialsPath(): string;
/** What is remembered; nothing, before the first sign-in. */
export declare function readCredentials(): Promise<Credentials>;
/** Remembers a token, readable by the owner of the file alone. */
export declare function storeToken(url: string, token: string): Promise<void>;
/** @returns whether there was one to forget */
export declare function forgetToken(url: string): Promise<boolean>;
export {};
