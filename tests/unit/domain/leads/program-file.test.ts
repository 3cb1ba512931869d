import { expect, it } from 'vitest'
import { httpsAddressOf } from '../../../../shared/domain/leads/https-address.ts'
import { isProgramFile } from '../../../../shared/domain/leads/program-file.ts'

it('no file that a computer would start is opened, however its name is dressed', () => {
  for (const name of [
    'a.exe',
    'A.EXE',
    'offer.pdf.exe',
    'a.exe.',
    'a.exe ',
    'a.exe:x',
    'a.sh',
    'a.desktop',
    'a.app',
    'a.scr',
    'a.ps1',
    'a.js',
    'a.jar',
    'a.bat',
    'a.cmd',
    'a.lnk',
    'a.command',
    'a.AppImage',
  ])
    expect(isProgramFile(name), name).toBe(true)
})

it('documents, pictures and files without an ending are none', () => {
  for (const name of ['offer.pdf', 'exe', 'a.exe.pdf', 'Plan.docx', 'Scan.jpeg', 'notes', '.hidden', 'sum.xlsx'])
    expect(isProgramFile(name), name).toBe(false)
})

it('an address is opened as https or not at all', () => {
  expect(httpsAddressOf(' https://a.example/b?c ')).toBe('https://a.example/b?c')
  expect(httpsAddressOf('a.example/b')).toBe('https://a.example/b')
  expect(httpsAddressOf('müller.example')).toBe('https://müller.example')
  for (const text of [
    'http://a.example',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'two words',
    'x',
    '',
    'https://',
    'data:text/html,x',
    '//a.example',
  ])
    expect(httpsAddressOf(text), text).toBeUndefined()
})
