/** Endings of files that a computer starts, installs or runs when they are opened, on Windows, macOS or Linux. */
const PROGRAM_ENDINGS = new Set(
  (
    'exe com bat cmd msi msp mst scr pif cpl hta jar js jse vbs vbe wsf wsh ws ps1 ps1xml psm1 psd1 reg lnk url scf inf gadget application appref-ms ' +
    'msc chm diagcab iso img vhd vhdx settingcontent-ms library-ms search-ms xll wll appx appxbundle msix msixbundle ' +
    'app command tool workflow action pkg mpkg dmg scpt scptd applescript terminal fileloc inetloc webloc ' +
    'sh bash zsh fish csh ksh run bin desktop appimage deb rpm flatpakref snap out elf so dll py pyw pyc pyz rb pl php lua'
  ).split(' '),
)

/** Whether opening a file of this name could start a program. Dots and spaces at its end, which Windows takes off, do not hide it. */
export function isProgramFile(fileName: string): boolean {
  const name = fileName.replace(/[. ]+$/, '').toLowerCase()
  const dot = name.lastIndexOf('.')
  // Windows opens `name.exe:stream` as name.exe.
  return dot !== -1 && PROGRAM_ENDINGS.has(name.slice(dot + 1).split(':', 1)[0] ?? '')
}
