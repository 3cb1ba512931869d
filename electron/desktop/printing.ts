import { BrowserWindow, session } from 'electron'
import { Refusal } from '../../shared/contract/reply.ts'
import { sealSession } from './offline.ts'
import { servePrints } from './protocol.ts'
import { confine } from './window.ts'

/** Prints documents that stand alone, each in a hidden window of its own that knows nothing of the app. */
export class Printing {
  private prints: ReturnType<typeof servePrints> | undefined

  async toPdf(html: string): Promise<Uint8Array> {
    return this.withWindow(html, (window) =>
      window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }),
    )
  }

  /** Opens the computer's print dialog. Leaving it is no failure. */
  async toPrinter(html: string): Promise<void> {
    await this.withWindow(
      html,
      (window) =>
        new Promise<void>((resolve, reject) => {
          window.webContents.print({ printBackground: true }, (isPrinted, reason) => {
            if (isPrinted || /cancel/i.test(reason)) resolve()
            else
              reject(
                new Refusal(
                  'not_available',
                  `The printer refused the sheet (${reason}). Save it as PDF and print that.`,
                ),
              )
          })
        }),
    )
  }

  private async withWindow<T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
    const partition = session.fromPartition('print')
    if (this.prints === undefined) {
      sealSession(partition)
      this.prints = servePrints(partition)
    }
    const { address, takeBack } = this.prints.put(html)
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: partition,
        sandbox: true,
        contextIsolation: true,
        javascript: false,
        spellcheck: false,
      },
    })
    confine(window)
    try {
      await window.loadURL(address)
      return await work(window)
    } finally {
      takeBack()
      window.destroy()
    }
  }
}
