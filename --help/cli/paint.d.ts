/** Marks what is important, where colours are shown. */
export interface Paint {
    strong(text: string): string;
    quiet(text: string): string;
    good(text: string): string;
    bad(text: string): string;
}
/** Colours on a terminal, unless NO_COLOR (https://no-color.org) says otherwise. */
export declare function paintFor(stream: NodeJS.WriteStream): Paint;
