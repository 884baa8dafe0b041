/** What the registry answers about the files of a version, as its own types say it. */
import type { api } from "#app/_trpc/server.tsx";

type Registry = Awaited<ReturnType<typeof api>>;

/** A file with what a list shows of its inspection; null while nobody has looked into it. */
export type InspectedFile = Awaited<ReturnType<Registry["inspect"]["files"]>>["items"][number];
/** What the headers of all files of a version say together. */
export type VersionInspection = Awaited<ReturnType<Registry["inspect"]["version"]>>;
