import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { fileHeaders, securedPage } from './page-security.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
}

export type PageFile = { body: Uint8Array | string; headers: Record<string, string> }

/** A file of the built screen by the path of its address, with the headers it must have; undefined where there is none. */
export async function readPageFile(folder: string, pathname: string): Promise<PageFile | undefined> {
  const path = pathInside(folder, pathname === '/' ? '/index.html' : pathname)
  const type = path === undefined ? undefined : types[extname(path)]
  if (path === undefined || type === undefined) return undefined
  try {
    const body = await readFile(path)
    if (extname(path) !== '.html') return { body, headers: { ...fileHeaders, 'content-type': type } }
    const page = securedPage(body.toString('utf8'))
    return { body: page.html, headers: { ...page.headers, 'content-type': type } }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function pathInside(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined
  const path = join(folder, decoded)
  const inside = relative(folder, path)
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) ? undefined : path
}
