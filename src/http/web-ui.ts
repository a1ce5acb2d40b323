import compression from 'compression'
import express, { type Express, type Response } from 'express'
import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { contextOf } from './request-context.ts'
import { allowApp } from './security-headers.ts'

/** Pages of the interface have words and ids in their path and no extension. */
const PAGE = /^(?:\/[\w-]+)*\/?$/
const CITIZENS_PAGE = /^\/(abgabe|nachreichen)\/([a-z0-9-]{1,63})(?:\/[\w-]+)*\/?$/
const NO_PAGE = /^\/(?:api|livez|readyz|metrics)(?:\/|$)/

/** Nobody changes a page, so there is nothing to hold against them. */
const CONDITIONS_OF_CHANGE = ['if-match', 'if-unmodified-since']

const YEAR_SECONDS = 365 * 24 * 3_600

/**
 * Serves the built user interface. Files under `assets/` carry a hash of their content in the name and never change;
 * everything else is asked for anew. Addresses without an extension are pages of the interface itself.
 *
 * @param webRoot folder with `index.html`
 */
export function registerWebUi(app: Express, webRoot: string): void {
  // Only what is the same for everybody: the size of a packed answer tells of secrets in it (BREACH).
  app.use(compression())
  app.use(
    express.static(webRoot, {
      acceptRanges: false,
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: setCacheHeaders,
    }),
  )
  app.get(CITIZENS_PAGE, async (request, response) => {
    contextOf(request).route = 'page'
    allowApp(response)
    const page = await readFile(join(webRoot, 'index.html'), 'utf8')
    response
      .type('html')
      .send(withPlainForm(page, request.params[0] === 'nachreichen', request.params[1] ?? ''))
  })
  app.get('/{*page}', (request, response, next) => {
    if (!PAGE.test(request.path) || NO_PAGE.test(request.path)) {
      next()
      return
    }
    contextOf(request).route = 'page'
    allowApp(response)
    for (const condition of CONDITIONS_OF_CHANGE) Reflect.deleteProperty(request.headers, condition)
    response.sendFile(
      'index.html',
      { root: webRoot, cacheControl: false, acceptRanges: false },
      (error?: Error) => {
        // Told of success, too, while a packed page is still on its way: nobody else shall answer then.
        if (error !== undefined) next(error)
      },
    )
  })
}

/** Tells browsers without scripts of the form that needs none. @param slug of a city, checked by its pattern */
function withPlainForm(page: string, isAnswer: boolean, slug: string): string {
  const form = `/abgabe/${slug}/einfach`
  const [address, words] = isAnswer
    ? [`${form}/nachreichen`, 'Unterlagen ohne JavaScript nachreichen']
    : [form, 'Unterlagen ohne JavaScript abgeben']
  return page.replace('</noscript>', () => `<p><a href="${address}">${words}</a></p></noscript>`)
}

function setCacheHeaders(response: Response, path: string): void {
  allowApp(response)
  if (basename(dirname(path)) === 'assets') {
    response.set('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`)
  } else if (extname(path) !== '.html') {
    response.set('Cache-Control', 'no-cache')
  }
}
