/** The registry's record (audit), as its export has it, and the checkpoints that are signed outside its database. */
export {};
