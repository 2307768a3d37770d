import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { chromium, type Browser, type Page } from 'playwright-core'
import { installed } from '../installed.ts'

export type Theme = 'light' | 'dark'

const { resolve } = createRequire(import.meta.url)

/** A browser with background network requests disabled. */
export async function openBrowser(): Promise<Browser> {
  await installed('browser')
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  const shell = '/usr/bin/chromium-headless-shell'
  return await chromium.launch({
    executablePath: existsSync(shell) ? shell : '/usr/bin/google-chrome',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
  })
}

/** A page that shows a summary like GitHub's, with diagrams. */
export async function openPage(browser: Browser, theme: Theme = 'light', timezoneId = 'UTC'): Promise<Page> {
  // The width that GitHub leaves for a summary in a window of 1280.
  const viewport = { width: 928, height: 600 }
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5, timezoneId, offline: true })
  const style = readFileSync(resolve(`github-markdown-css/github-markdown-${theme}.css`), 'utf8')
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}
body { margin: 0 } .markdown-body { padding: 24px } .mermaid svg { display: block }</style>
<body class="markdown-body"></body>`)
  await page.addScriptTag({ path: resolve('@mermaid-js/tiny/dist/mermaid.tiny.js') })
  const mermaidTheme = theme === 'light' ? 'default' : 'dark'
  await page.evaluate(
    `mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: '${mermaidTheme}', fontFamily: 'sans-serif' })`,
  )
  return page
}

/**
 * Replaces the page's content with a job's summary and draws its diagrams. GitHub removes dangerous HTML; this page
 * does not, so that a test finds it.
 *
 * @throws Error when Mermaid cannot draw a diagram
 */
export async function showSummary(page: Page, markdown: string): Promise<void> {
  const body = micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
  // As text, because it runs in the page, where this project's types do not apply.
  await page.evaluate(`(async () => {
    document.body.innerHTML = ${JSON.stringify(body)}
    for (const [at, block] of document.querySelectorAll('code.language-mermaid').entries()) {
      const place = document.createElement('section')
      place.className = 'mermaid'
      block.parentElement.replaceWith(place)
      const { svg } = await mermaid.render('diagram-' + at, block.textContent, place)
      place.innerHTML = svg
    }
  })()`)
}
