import type { FailureCode } from '../../shared/contract/reply.ts'

export type HostileRequest = {
  what: string
  channel: 'core' | 'host'
  name: unknown
  input: unknown
  code: FailureCode
}

const CHUNK_MAX_BYTES = 8 * 1024 * 1024
const someFile = '00000000-0000-4000-8000-000000000000'

/** Requests that no screen of ours makes, each with the code it must be refused with, on every transport alike. No workbook is open. */
export const hostileRequests: readonly HostileRequest[] = [
  ...(['core', 'host'] as const).flatMap((channel) =>
    [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      'leads.list ',
      'leads',
      42,
      null,
      true,
      ['leads.list'],
      {},
    ].map((name) => ({
      what: `a procedure named ${JSON.stringify(name)}`,
      channel,
      name,
      input: {},
      code: 'unknown_procedure' as const,
    })),
  ),
  { what: 'a host procedure of the core', channel: 'core', name: 'host.state', input: {}, code: 'unknown_procedure' },
  {
    what: 'a core procedure of the host',
    channel: 'host',
    name: 'leads.list',
    input: { limit: 1 },
    code: 'unknown_procedure',
  },
  {
    what: 'a surplus key',
    channel: 'core',
    name: 'leads.list',
    input: { limit: 1, surplus: 1 },
    code: 'invalid_input',
  },
  {
    what: 'a surplus key of the host',
    channel: 'host',
    name: 'host.state',
    input: { surplus: 1 },
    code: 'invalid_input',
  },
  {
    what: 'a surplus key within',
    channel: 'core',
    name: 'leads.list',
    input: { limit: 1, filter: { surplus: 1 } },
    code: 'invalid_input',
  },
  { what: 'no input', channel: 'core', name: 'leads.list', input: null, code: 'invalid_input' },
  { what: 'a text for an input', channel: 'core', name: 'leads.list', input: 'all', code: 'invalid_input' },
  { what: 'a list for an input', channel: 'core', name: 'leads.list', input: [], code: 'invalid_input' },
  { what: 'a page too large', channel: 'core', name: 'leads.list', input: { limit: 100_000 }, code: 'invalid_input' },
  { what: 'half a number', channel: 'core', name: 'leads.list', input: { limit: 1.5 }, code: 'invalid_input' },
  { what: 'an id below one', channel: 'core', name: 'leads.get', input: { lead: 0 }, code: 'invalid_input' },
  {
    what: 'a path for a file',
    channel: 'core',
    name: 'file.end',
    input: { fileId: '../../etc/passwd' },
    code: 'invalid_input',
  },
  {
    what: 'a piece of no file',
    channel: 'core',
    name: 'file.chunk',
    input: { fileId: someFile, bytes: new Uint8Array(1) },
    code: 'file_missing',
  },
  {
    what: 'a piece too large',
    channel: 'core',
    name: 'file.chunk',
    input: { fileId: someFile, bytes: new Uint8Array(CHUNK_MAX_BYTES + 1) },
    code: 'invalid_input',
  },
  {
    what: 'a piece that is no bytes',
    channel: 'core',
    name: 'file.chunk',
    input: { fileId: someFile, bytes: [1, 2] },
    code: 'invalid_input',
  },
  {
    what: 'a path for an attachment',
    channel: 'core',
    name: 'leads.attachFile',
    input: { leadId: 1, path: '/etc/passwd' },
    code: 'unknown_procedure',
  },
  {
    what: 'the path of an attachment',
    channel: 'core',
    name: 'leads.findAttachment',
    input: { attachmentId: 1 },
    code: 'unknown_procedure',
  },
  {
    what: 'a path for a file of the dialog',
    channel: 'host',
    name: 'host.attachFile',
    input: { leadId: 1, path: '/etc/passwd' },
    code: 'invalid_input',
  },
  {
    what: 'a path for a file to open',
    channel: 'host',
    name: 'host.openAttachment',
    input: { attachmentId: '/etc/passwd' },
    code: 'invalid_input',
  },
  {
    what: 'an address that runs code',
    channel: 'host',
    name: 'host.openAddress',
    input: { url: 'javascript:alert(1)' },
    code: 'invalid_input',
  },
  {
    what: 'an address of a file',
    channel: 'host',
    name: 'host.openAddress',
    input: { url: 'file:///etc/passwd' },
    code: 'invalid_input',
  },
  {
    what: 'a workbook that is not listed',
    channel: 'host',
    name: 'host.openRecent',
    input: { id: '../../etc/passwd' },
    code: 'not_found',
  },
  {
    what: 'a question without a workbook',
    channel: 'core',
    name: 'leads.list',
    input: { limit: 1 },
    code: 'no_workbook',
  },
  { what: 'a change without a workbook', channel: 'core', name: 'journal.redo', input: {}, code: 'no_workbook' },
]
