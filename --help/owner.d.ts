/** This process, in a form that can be part of a file's name: `<place>-<pid>-<start>`. */
export declare const thisProcess: string;
/**
 * Whether a process has surely ended. Of one on another machine or in another container nothing is known.
 * @param owner as `thisProcess` has it
 */
export declare function hasEnded(owner: string): boolean;
