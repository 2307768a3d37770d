import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { exampleSummary } from '../../rig/page/example.ts'
import { openBrowser, openPage, showSummary } from '../../rig/page/page.ts'
import { gantt } from '../../src/summary/gantt.ts'
import { code, line } from '../../src/summary/markdown.ts'
import { jobSummary, restoreSummary, runSummary } from '../../src/summary/summary.ts'
import type { PhaseName } from '../../src/record/timeline.ts'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await openPage(browser)
})

afterAll(async () => {
  await browser.close()
})

/** The texts of what a selector finds. */
async function texts(selector: string, of = page): Promise<string[]> {
  return (await of.locator(selector).allTextContents()).map((text) => text.trim())
}

const phaseNames: Readonly<Record<PhaseName, true>> = {
  'look up': true,
  restore: true,
  volume: true,
  CLI: true,
  'engine image': true,
  'engine start': true,
  command: true,
  'idle check': true,
  'free space': true,
  'engine stop': true,
  save: true,
  clean: true,
}

describe('on the page of a run', () => {
  test('a summary has its headings, tables and bars', async () => {
    await showSummary(page, exampleSummary())
    expect(await texts('h3')).toEqual(['Dagger cache: hit', 'Where the time went', 'Dagger cache: saved'])
    expect(await texts('table:nth-of-type(1) tr > :first-child')).toEqual([
      'Restored',
      'Key',
      'Saved',
      'Fetched',
    ])
    expect(await texts('table:nth-of-type(1) code')).toEqual([
      'warm-dagger-linux-x64-v0.21/ci.yml/test/3f1c9a04d2b76e58/0.21.8',
    ])
    expect(await texts('table:nth-of-type(2) tr')).toEqual([
      expect.stringMatching(/^New or changed\s+140\.5 MB, in chunks of 1 MiB$/),
      expect.stringMatching(/^Written\s+34\.2 MB compressed in 2\.3 s$/),
      expect.stringMatching(/^Reused\s+93\.9 % of the state/),
      expect.stringMatching(/^State\s+1832\.9 MB, 560\.3 MB compressed in 10 packs$/),
    ])
    expect(await texts('p strong')).toEqual(['78.6 s saved'])
    expect(await page.locator('svg rect.task').count()).toBe(9)
    expect(await texts('svg .sectionTitle')).toEqual(['Restore', 'Run', 'Save'])
  })

  test('every phase has a bar with its name, its time and its own length', async () => {
    const names = Object.keys(phaseNames) as PhaseName[]
    const phases = names.map((name, at) => ({ name, start: at * 1000, end: at * 1000 + 500 * (at + 1) }))
    await showSummary(page, gantt(phases))
    expect((await texts('svg .taskText, svg [class*=taskTextOutside]')).toSorted()).toEqual(
      names.map((name, at) => `${name} ${(0.5 * (at + 1)).toFixed(1)} s`).toSorted(),
    )
    const widths = await page
      .locator('svg rect.task')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('width'))))
    const first = widths[0] ?? 0
    expect(first).toBeGreaterThan(10)
    expect(widths.map((width) => Math.round(width / first))).toEqual(names.map((_name, at) => at + 1))
  })

  test('commands of several steps are distinguished', async () => {
    const phases = [0, 1000].map((start) => ({ name: 'command' as const, start, end: start + 1000 }))
    await showSummary(page, gantt(phases))
    expect((await texts('svg .taskText, svg [class*=taskTextOutside]')).toSorted()).toEqual([
      'command 1, 1.0 s',
      'command 2, 1.0 s',
    ])
  })

  test.each(['UTC', 'Asia/Kolkata', 'America/St_Johns'])(
    'the chart begins at 0 and has round marks for a reader in %s',
    async (zone) => {
      const there = await openPage(browser, 'dark', zone)
      const marks = async (end: number) => {
        await showSummary(there, gantt([{ name: 'command', start: 0, end }]))
        return await texts('svg .tick', there)
      }
      expect(await marks(1000)).toEqual(['0.000', '0.500', '1.000'])
      expect(await marks(8000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((second) => `00:0${second}`))
      expect(await marks(7_200_000)).toEqual([
        ...[
          '0:00:00',
          '0:15:00',
          '0:30:00',
          '0:45:00',
          '1:00:00',
          '1:15:00',
          '1:30:00',
          '1:45:00',
          '2:00:00',
        ],
      ])
      await there.close()
    },
  )
})

/** A page that has this text wherever a summary has some that is not ours. */
function summaryOf(text: string): string {
  const command = {
    command: text,
    milliseconds: 1,
    at: 1,
    succeeded: true,
    engineCache: text,
    traceUrl: `https://dagger.cloud/${text}/traces/a`,
  }
  return [
    restoreSummary(
      {
        kind: 'snapshot',
        key: text,
        exact: true,
        engineVersion: text,
        savedAt: 0,
        content: 1,
        fetched: 1,
        packs: 1,
        restoreMilliseconds: 1,
        run: { id: text, url: `https://github.com/${text}` },
      },
      [text],
      1,
    ),
    runSummary({
      command: { argv: [text], script: text, ignored: [] },
      version: text,
      engine: text,
      verdict: text,
      commandTime: text,
      stepTime: text,
      traceUrl: command.traceUrl,
    }),
    jobSummary({
      phases: [
        { name: 'command', start: 0, end: 1000 },
        { name: text as PhaseName, start: 0, end: 1000 },
      ],
      commands: [command],
      coldStart: command,
      saved: true,
      reason: text,
      rows: [[line`${text}`, line`a ${text} b ${code(text)}`]],
    }),
  ].join('\n\n')
}

/** What a page is made of, whatever is written in it: tags, and what would run a script. */
async function elements(): Promise<string[]> {
  return await page
    .locator('body *')
    .evaluateAll((all) =>
      all.map((element) =>
        [element.tagName, ...element.getAttributeNames().filter((name) => name.startsWith('on'))].join(' '),
      ),
    )
}

test.each([
  ['a pipe', 'a | b'],
  ['an escaped pipe', 'a \\| b'],
  ['backticks', '`a` ``` b'],
  ['an element', '<img src=x onerror="alert(1)"><b>bold</b>'],
  ['the end of what it is in', '</code></td></table><script>alert(1)</script>'],
  ['a comment', '<!-- a'],
  ['lines', 'a\n\n# b\n\n```mermaid\ngantt\n```\n'],
  ['a workflow command', 'a\n::error title=b::c\n##[error]d'],
  ['a link', '[a](https://b.c) ![d](https://e.f) <https://g.h> https://i.j www.k.l m@n.op'],
  ['emphasis', '**a** _b_ ~~c~~ __d__'],
  ['a heading', '# a'],
  ['a list', '- a'],
  ['a numbered list', '1. a'],
  ['a quotation', '> a'],
  ['a rule', '---'],
  ['a reference', '[a]: https://b.c'],
  ['a footnote', '[^1]: a'],
  ['a mention', '@octocat @acme/team'],
])('%s from outside is but text', async (_name, text) => {
  await showSummary(page, summaryOf('a'))
  const harmless = await elements()
  await showSummary(page, summaryOf(text))
  expect(await elements()).toEqual(harmless)
  const shown = text.replaceAll(/\s+/g, ' ').trim().replaceAll('@', '@\u200b')
  expect((await texts('table:last-of-type th'))[0]).toBe(shown)
  expect((await texts('table:last-of-type th code'))[0]).toBe(shown.replaceAll('\u200b', ''))
  expect(await page.locator('svg rect.task').count()).toBe(1)
})
