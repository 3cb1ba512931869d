import { expect, test } from 'vitest'
import { readLaunchArguments } from '../../../electron/desktop/launch-arguments.ts'

test.each([
  ['nothing', [], { type: 'nothing' }],
  [
    'a workbook from the folder one is in',
    ['--workbook', 'my.leadbook'],
    { type: 'workbook', path: '/home/me/my.leadbook' },
  ],
  ['a workbook by its whole path', ['--workbook=/books/my.leadbook'], { type: 'workbook', path: '/books/my.leadbook' }],
  [
    'a workbook of any ending, where it is named as one',
    ['--workbook', 'old.db'],
    { type: 'workbook', path: '/home/me/old.db' },
  ],
  ['a double click', ['/books/my.LEADBOOK'], { type: 'workbook', path: '/books/my.LEADBOOK' }],
  ['the sample', ['--sample'], { type: 'sample' }],
  ['words of Electron and Chromium', ['.', '--no-sandbox', '--inspect=0', '/opt/app', '--sample'], { type: 'sample' }],
  ['a switch without its value', ['--workbook'], { type: 'nothing' }],
])('a launch with %s', (_what, args, wanted) => {
  expect(readLaunchArguments(args, '/home/me')).toEqual(wanted)
})
