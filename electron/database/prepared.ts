import type Database from 'better-sqlite3'

const statementsOf = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** A statement of a connection, prepared when it is first asked for and kept as long as the connection: for texts of which there are few. */
export function prepared<Bind extends unknown[], Row>(
  raw: Database.Database,
  text: string,
): Database.Statement<Bind, Row> {
  const statements = statementsOf.get(raw) ?? new Map<string, Database.Statement>()
  statementsOf.set(raw, statements)
  const statement = statements.get(text) ?? raw.prepare(text)
  statements.set(text, statement)
  return statement as Database.Statement<Bind, Row>
}
