import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** Where Debian, Ubuntu and Google put the browser; `CHROMIUM` names another place. The shell draws no window around a page. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

export const NO_BROWSER = 'no Chromium found. Install one (apt-get install chromium) or name it in CHROMIUM.'

export function chromiumPath(): string | undefined {
  return [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path))
}

export async function launchBrowser(executablePath: string): Promise<Browser> {
  // Chromium's own sandbox cannot be set up by root, who runs the tests in containers.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

export const DESK = { width: 1_440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** What the browser complained about: broken code, a violated content policy, a missing file. */
export interface Complaints {
  readonly page: Page
  readonly texts: string[]
}

export async function openPage(
  browser: Browser,
  url: string,
  viewport = DESK,
  timezoneId = 'Europe/Berlin',
): Promise<Complaints & { readonly context: BrowserContext }> {
  const context = await browser.newContext({
    viewport,
    baseURL: url,
    locale: 'de-DE',
    timezoneId,
    reducedMotion: 'reduce',
  })
  return { context, ...(await watchedPage(context)) }
}

/** One more page of somebody; what he has loaded before need not come again. */
export async function watchedPage(context: BrowserContext): Promise<Complaints> {
  const page = await context.newPage()
  const texts: string[] = []
  page.on('pageerror', (error) => texts.push(error.message))
  page.on('console', (message) => {
    const isRefusal = /status of (401|404)/.test(message.text())
    if (message.type() === 'error' && !isRefusal) texts.push(message.text())
  })
  return { page, texts }
}
