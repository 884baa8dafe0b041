/** One line on a terminal that tells how far something has come. */
export interface ProgressBar {
    /** @param done bytes so far, of `total` */
    update(done: number, total: number, what: string): void;
    /** Takes the line away. */
    clear(): void;
}
/** A bar on stderr where that is a terminal, and otherwise nothing. */
export declare function progressBar(stream?: NodeJS.WriteStream): ProgressBar;
/** `Sending  [======      ]  50%  512 MiB of 1.0 GiB  85 MiB/s  6 s left` */
export declare function barLine(what: string, done: number, total: number, perSecond: number): string;
