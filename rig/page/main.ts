// Draws the picture of a job's summary in the docs: node rig/page/main.ts FILE.png [light|dark]
import { exampleSummary } from './example.ts'
import { openBrowser, openPage, showSummary } from './page.ts'

const [file, theme = 'light'] = process.argv.slice(2)
if (file === undefined || (theme !== 'light' && theme !== 'dark')) {
  console.error('usage: node rig/page/main.ts FILE.png [light|dark]')
  process.exit(2)
}
const browser = await openBrowser()
try {
  const page = await openPage(browser, theme)
  await showSummary(page, exampleSummary())
  await page.screenshot({ path: file, fullPage: true })
} finally {
  await browser.close()
}
