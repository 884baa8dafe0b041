/** A registry makes a large file durable before it answers. */
export const storingPatienceMs = 300_000;
