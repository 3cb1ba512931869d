import type { Locator } from '@playwright/test'
import { Views } from '../pages/views.ts'
import { expect, test } from './journey.ts'

test('filters and views go by keyboard alone: asked, joined, turned round, saved, changed, put back, deleted, undone', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const { book } = await launch('--sample')
  const { page } = book
  const views = new Views(page)
  await book.goTo('Leads')
  await expect(book.content('Leads')).toBeVisible()
  const all = await countOf(book.leads.grid)

  await test.step('F asks for a status, and the list follows before the editor is left', async () => {
    await views.filterBy('status')
    await expect(views.dialog.getByRole('checkbox', { name: 'active' })).toBeFocused()
    await page.keyboard.press('Space')
    await expect(views.chip('Status active')).toBeVisible()
    await expect.poll(() => countOf(book.leads.grid)).toBeLessThan(all)
    const active = await countOf(book.leads.grid)
    await expect(views.dialog.getByRole('status')).toHaveText(`finds ${active} leads`)
    await page.keyboard.press('Enter')
    await expect(views.chip('Status active')).toBeFocused()
    await expect(views.changedMark('All')).toBeVisible()
  })
  const active = await countOf(book.leads.grid)

  await test.step('“silent” asks for 30 days without a touch', async () => {
    await views.filterBy('silent')
    await expect(views.dialog.getByRole('textbox', { name: 'Days' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(views.chip('Last touch more than 30 days ago or never')).toBeFocused()
    await expect.poll(() => countOf(book.leads.grid)).toBeLessThan(active)
  })
  const silent = await countOf(book.leads.grid)

  await test.step('“or” joins another rule to it', async () => {
    await page.keyboard.press('Enter')
    await expect(views.dialog.getByRole('textbox', { name: 'Days' })).toBeFocused()
    await views.tabTo(views.dialog.getByRole('button', { name: 'or …' }))
    await page.keyboard.press('Enter')
    await views.choose('temperature')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(views.chip('Temperature warm')).toBeFocused()
    await expect.poll(() => countOf(book.leads.grid)).toBeGreaterThan(silent)
  })

  await test.step('a rule is turned round', async () => {
    await views.tabTo(views.chip('Status active'), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await views.tabTo(views.dialog.getByRole('checkbox', { name: 'Not: all but these' }))
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(views.chip('Status not active')).toBeFocused()
  })

  await test.step('what is shown is saved as a view', async () => {
    await views.tabTo(views.saveButton, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(views.dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
    await page.keyboard.type('Quiet ones')
    await page.keyboard.press('Enter')
    await expect(views.tab('Quiet ones')).toHaveAttribute('aria-selected', 'true')
    await expect(views.changedMark('Quiet ones')).toBeHidden()
    await expect(views.tab('Quiet ones')).toContainText(String(await countOf(book.leads.grid)))
  })
  const saved = await countOf(book.leads.grid)

  await test.step('a filter taken off changes it, and it is put back', async () => {
    await views.tabTo(views.chip('Status not active'))
    await page.keyboard.press('Delete')
    await expect(views.chip('Status not active')).toBeHidden()
    await expect(views.changedMark('Quiet ones')).toBeVisible()
    await expect.poll(() => countOf(book.leads.grid)).toBeGreaterThan(saved)
    await views.chooseAction('Put back as it was')
    await expect(views.chip('Status not active')).toBeVisible()
    await expect(views.changedMark('Quiet ones')).toBeHidden()
    await expect.poll(() => countOf(book.leads.grid)).toBe(saved)
  })

  await test.step('it is deleted, and undo brings it back', async () => {
    await views.tabTo(views.chip('Status not active'))
    await views.chooseAction('Delete the view')
    await expect(views.tab('Quiet ones')).toBeHidden()
    await expect(views.tab('All')).toHaveAttribute('aria-selected', 'true')
    await expect.poll(() => countOf(book.leads.grid)).toBe(all)
    await book.undo(/^Undone: Deleted the view Quiet ones/)
    await expect(views.tabs.or(page.getByRole('button', { name: /^More/ })).first()).toBeVisible()
  })

  await test.step('the arrows go through the tabs, to the view that came back', async () => {
    await views.tabTo(views.tab('All'), 'Shift+Tab')
    await page.keyboard.press('ArrowRight')
    await expect(views.tab('Warm')).toHaveAttribute('aria-selected', 'true')
    await expect(views.chip('Temperature warm')).toBeVisible()
    await views.tabTo(page.getByRole('button', { name: /^More \d/ }))
    await page.keyboard.press('Enter')
    await expect(async () => {
      await page.keyboard.press('End')
      await expect(page.getByRole('menuitem', { name: /^Quiet ones/ })).toBeFocused({ timeout: 500 })
    }).toPass()
    await page.keyboard.press('Enter')
    await expect(views.tab('Quiet ones')).toHaveAttribute('aria-selected', 'true')
    await expect.poll(() => countOf(book.leads.grid)).toBe(saved)
  })
})

/** How many leads the table holds, shown or not. */
async function countOf(grid: Locator): Promise<number> {
  return Number(await grid.getAttribute('aria-rowcount')) - 1
}
