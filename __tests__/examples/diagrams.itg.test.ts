import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser, openPage, showSummary, type Theme } from '../../rig/page/page.ts'
import { blocks, pages } from './sources.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
})

test.each(blocks('mermaid', ...pages))('$name is a diagram that Mermaid draws', async ({ text }) => {
  for (const theme of ['light', 'dark'] satisfies Theme[]) {
    const page = await openPage(browser, theme)
    await showSummary(page, `\`\`\`mermaid\n${text}\`\`\``)
    expect(await page.locator('svg g.node').count()).toBeGreaterThan(3)
  }
})
