import type { Command } from "commander";
import type { Promotion } from "../wire.ts";
import { type CommonOptions, type Session } from "./command.ts";
/** What those need who ask for a promotion, or end one. */
export declare function addPromotionCommands(program: Command): void;
/** Makes the action of a command that changes one promotion, and tells what has become of it. */
export declare function changing<Options extends CommonOptions>(change: (session: Session, subject: string, options: Options) => Promise<Promotion>): (...parsed: [...unknown[], Options, Command]) => Promise<void>;
