import { defineConfig } from '@playwright/test'

const isRoot = process.getuid?.() === 0

/** The browser found by scripts/setup.mjs; undefined takes the one Playwright has installed itself. */
const executablePath = process.env['LEADBOOK_BROWSER']

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  // A journey that fails once and then passes is reported as flaky, and is a bug to find; it does not hold up everything else.
  retries: process.env['CI'] ? 1 : 0,
  // Each journey has a home and an app of its own; two at a time wait for each other less than they wait by themselves.
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  // A trace holds the page as it was at each step; filming it as well takes a third of the time of a journey.
  use: {
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    locale: 'en-GB',
  },
  // Journeys run in both; what only one host has is named after it.
  projects: [
    {
      name: 'chromium',
      testIgnore: '**/desktop-*.spec.ts',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...(executablePath === undefined ? {} : { executablePath }),
          args: ['--disable-background-networking', ...(isRoot ? ['--no-sandbox'] : [])],
        },
      },
    },
    { name: 'electron', testIgnore: '**/browser-*.spec.ts' },
  ],
})
