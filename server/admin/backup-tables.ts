/** What of a database a backup holds, by the database's own word: tables that are added later need no line here. */
import type postgres from "postgres";

export type Sql = postgres.Sql | postgres.TransactionSql;

export interface Table {
  schema: string;
  name: string;
  /** Those that are not computed from others. */
  columns: string[];
}

/** Ours, and what waits in the job queue; which migrations there were stands in the manifest. */
const wanted = (sql: Sql) => sql`
  c.relkind in ('r', 'p') and not c.relispartition
  and (n.nspname = 'public' or (n.nspname = 'graphile_worker' and c.relname like '\\_private\\_%'))`;

export async function listTables(sql: Sql): Promise<Table[]> {
  return await sql<Table[]>`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where ${wanted(sql)}
    group by 1, 2
    order by 1, 2`;
}

/** Where the sequences of these tables stand. */
export async function readSequences(sql: Sql): Promise<{ schema: string; name: string; last: string; called: boolean }[]> {
  const found = await sql<{ schema: string; name: string }[]>`
    select distinct sn.nspname as schema, s.relname as name
    from pg_depend d
    join pg_class s on s.oid = d.objid and s.relkind = 'S'
    join pg_namespace sn on sn.oid = s.relnamespace
    join pg_class c on c.oid = d.refobjid
    join pg_namespace n on n.oid = c.relnamespace
    where d.deptype in ('a', 'i') and ${wanted(sql)}
    order by 1, 2`;
  const read = async ({ schema, name }: { schema: string; name: string }) => {
    const [row] = await sql<{ last: string; called: boolean }[]>`select last_value::text as last, is_called as called from ${sql(schema)}.${sql(name)}`;
    return { schema, name, ...row! };
  };
  return await Promise.all(found.map(read));
}

/** The migrations that a database has. */
export async function readMigrations(sql: Sql): Promise<{ migrations: number[]; jobMigrations: number }> {
  const ours = await sql<{ at: string }[]>`select created_at::text as at from drizzle.__drizzle_migrations order by created_at`;
  const [jobs] = await sql<{ count: number }[]>`select count(*)::int as count from graphile_worker.migrations`;
  return { migrations: ours.map(({ at }) => Number(at)), jobMigrations: jobs!.count };
}

/** A table's name and columns, as a statement wants them. */
export function quoted({ schema, name, columns }: Table): { table: string; list: string } {
  const quote = (each: string) => `"${each.replaceAll('"', '""')}"`;
  return { table: `${quote(schema)}.${quote(name)}`, list: columns.map(quote).join(", ") };
}
