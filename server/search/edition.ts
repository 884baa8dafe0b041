/** Raised when what the entries of a search hold changes: those of an older edition are written again when the registry starts. */
export const edition = 1;
