import type { PolicySimulation, WordedPolicy } from "../wire.ts";
import type { Paint } from "./paint.ts";
/** What counts for a stage of a model: its sentences, what is only tried, and the documents that it is made of. */
export declare function describePolicy({ words, triedWords, sources }: WordedPolicy, paint: Paint): string;
/** What rules would have said of past promotions. */
export declare function describeSimulation({ faults, promotions }: PolicySimulation, paint: Paint): string;
