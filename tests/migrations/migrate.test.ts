import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { connectWriter } from '../../electron/database/connection.ts'
import { currentSchemaVersion, migrate, migrations } from '../../electron/database/migrations.ts'
import { stampWorkbook } from '../../electron/database/workbook-file.ts'
import { assessAll } from '../../electron/features/temperature/temperature.service.ts'
import { defaultTemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import { testDay, withCore, withFolder, withWorkbook } from '../support/core.ts'
import { readRows } from '../support/rows.ts'

type Migration = (typeof migrations)[number]

describe('migrations', () => {
  it('take an empty file to the version of this app, every table strict and without a dangling reference', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'empty.leadbook')
      stampWorkbook(path)
      const { raw, db } = connectWriter(path)
      expect(await migrate(db, 0)).toBe(migrations.length)
      expect(raw.pragma('user_version', { simple: true })).toBe(currentSchemaVersion)
      expect(raw.pragma('foreign_keys', { simple: true })).toBe(1)
      expect(
        raw
          .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
          )
          .pluck()
          .all(),
      ).toEqual([])
      expect(raw.pragma('foreign_key_check')).toEqual([])
      expect(await migrate(db, currentSchemaVersion)).toBe(0)
      raw.close()
    }))

  it('leave the workbook as it was where one of them fails, those before it undone as well', () =>
    withWorkbook(async (core, { path }) => {
      await core.call('leads.add', { name: 'Ann', company: 'Acme' })
      await core.closeWorkbook()
      const before = readRows(path)
      const steps: Migration[] = [
        ...migrations,
        {
          up: async (db) => {
            await sql`ALTER TABLE lead ADD COLUMN nickname TEXT`.execute(db)
            await sql`UPDATE lead SET nickname = 'A'`.execute(db)
          },
        },
        {
          up: async (db) => {
            await sql`DROP TABLE signal`.execute(db)
            throw new Error('half-way')
          },
        },
      ]
      const { raw, db } = connectWriter(path)
      await expect(migrate(db, migrations.length, steps)).rejects.toThrow('half-way')
      expect(raw.pragma('user_version', { simple: true })).toBe(migrations.length)
      expect(raw.pragma('foreign_keys', { simple: true })).toBe(1)
      raw.close()
      expect(readRows(path)).toEqual(before)
      await core.openWorkbook(path, testDay)
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, schemaVersion: migrations.length })
    }))

  it('are refused where they leave a row that points to none', () =>
    withWorkbook(async (core, { path }) => {
      await core.call('leads.add', { name: 'Ann', company: 'Acme' })
      await core.closeWorkbook()
      const before = readRows(path)
      const { raw, db } = connectWriter(path)
      const steps: Migration[] = [
        ...migrations,
        { up: async (trx) => void (await sql`DELETE FROM company`.execute(trx)) },
      ]
      await expect(migrate(db, migrations.length, steps)).rejects.toThrow(/dangling/)
      raw.close()
      expect(readRows(path)).toEqual(before)
    }))

  it('from version 4 count the signals that are there as they counted before', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'four.leadbook')
      stampWorkbook(path)
      const { raw, db } = connectWriter(path)
      await migrate(db, 0, migrations.slice(0, 4))
      raw.exec(`
        INSERT INTO lead (id, name, name_key, stage, status, came_in_on, created_at, search_text)
        VALUES (1, 'Ann', 'ann', 'lead', 'active', '${testDay}', '', 'ann'), (2, 'Bo', 'bo', 'lead', 'active', '${testDay}', '', 'bo');
        INSERT INTO signal (lead_id, on_day, kind) VALUES (2, '${testDay}', 'replied'), (1, '${testDay}', 'clicked'), (2, '2020-01-01', 'replied')`)
      expect(await migrate(db, 4)).toBe(migrations.length - 4)
      const scores = Array.from(assessAll(raw, testDay, defaultTemperatureRules), ([id, { score }]) => [id, score])
      expect(scores).toEqual([
        [1, 5],
        [2, 25],
      ])
      raw.close()
    }))

  it('run on opening an older workbook, which is backed up first', () =>
    withFolder((folder) =>
      withCore(async (core) => {
        const path = join(folder, 'older.leadbook')
        stampWorkbook(path)
        await core.openWorkbook(path, testDay)
        expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, schemaVersion: currentSchemaVersion })
        expect(existsSync(join(`${path}-backups`, 'before-version-1.leadbook'))).toBe(true)
      }),
    ))
})
