export { CountersignError } from "./errors.js";
export { createRegistry } from "./registry.js";
export { verifyRecord } from "./verify-record.js";
export { verify } from "./verify.js";
