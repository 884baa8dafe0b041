/** How bytes go to Postgres. */
import { Socket } from "node:net";
import type postgres from "postgres";

/**
 * What postgres.js takes as `socket`. It writes before there is a connection, and hears of one that fails as of its own; of several
 * hosts the next is tried.
 */
export function gatheringSockets(): (options: Pick<postgres.ParsedOptions, "host" | "port" | "path">) => Socket {
  let tries = 0;
  return ({ host, port, path }) => {
    const at = tries++ % host.length;
    const socket = path ? new Socket().connect(path) : new Socket().connect(port[at]!, host[at]!);
    gatherWrites(socket);
    // Where there is TLS, the name that its certificate has to bear is read here.
    return Object.assign(socket, { host: host[at] });
  };
}

/**
 * Has a socket send together what is written in one go: postgres.js hands over each longer message by itself, and to hand something
 * to the system takes longer than all else that is done here for a statement. It has to have begun to connect, which puts `write` back.
 */
function gatherWrites(socket: Socket): void {
  const write = socket.write.bind(socket);
  let isGathering = false;
  socket.write = ((...written: Parameters<typeof write>) => {
    if (!isGathering) {
      isGathering = true;
      socket.cork();
      process.nextTick(() => {
        isGathering = false;
        socket.uncork();
      });
    }
    return write(...written);
  }) as typeof write;
}
