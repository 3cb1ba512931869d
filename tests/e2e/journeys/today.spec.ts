import type { Locator } from '@playwright/test'
import { expect, test } from './journey.ts'

test('Today is worked off by keys: down the list, what happened, on to the next, and back by undo', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const { book } = await launch('--sample')
  const { page } = book
  await book.expectOpen()
  const main = page.getByRole('main')
  const panel = main.getByRole('region', { name: 'Finish this step' })
  const current = main.locator('[aria-current="true"]').getByRole('link')
  const late = main.getByRole('region', { name: 'Late' })
  await expect(panel.getByRole('button', { name: /^Log and go on/ })).toBeVisible()

  await test.step('the sum of a group leads to its first lead, J and K to its neighbours', async () => {
    await main.getByRole('button', { name: /late$/ }).click()
    const first = await nameOf(late.getByRole('link').first())
    await expect(current).toHaveText(first)
    await expect(current).toBeFocused()
    await page.keyboard.press('j')
    await expect(current).not.toHaveText(first)
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(await nameOf(current))
    await page.keyboard.press('k')
    await expect(current).toHaveText(first)
  })

  await test.step('a letter says what happened, Ctrl+Enter logs it and goes on', async () => {
    const [worked, following] = await late.getByRole('link').allTextContents()
    await page.keyboard.press('v')
    await expect(panel.getByRole('radio', { checked: true })).toBeFocused()
    await expect(panel.getByRole('radio', { name: 'Voicemail' })).toBeChecked()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(book.said(`Logged a touch with ${worked}`)).toBeVisible()
    await expect(current).toHaveText(following ?? '')
    await expect(current).toBeFocused()
    await expect(late.getByRole('link', { name: worked ?? '' })).toHaveCount(0)
    await expect(panel.getByRole('radio', { checked: true })).toHaveCount(0)
    await book.undo(/^Undone: /)
    await expect(late.getByRole('link', { name: worked ?? '' })).toBeVisible()
    await expect(current).toHaveText(following ?? '')
  })

  await test.step('Z moves a lead to another day, and the focus goes on with the list', async () => {
    const moved = await nameOf(current)
    await page.keyboard.press('z')
    await expect(page.getByRole('dialog', { name: `${moved}: when again?` }).locator(':focus')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(book.said(new RegExp(`^${moved}: moved to `))).toBeVisible()
    await expect(late.getByRole('link', { name: moved })).toHaveCount(0)
    await expect(current).toBeFocused()
  })

  await test.step('the parked leads are one line that leads to them', async () => {
    const line = main.getByRole('button', { name: /parked: imported, never touched\.$/ })
    const count = Number((await nameOf(line)).match(/^\d+/)?.[0])
    await line.click()
    await expect(book.heading('Leads')).toBeVisible()
    await book.leads.expectCount(count)
  })
})

async function nameOf(locator: Locator): Promise<string> {
  return (await locator.innerText()).trim()
}
