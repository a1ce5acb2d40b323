import { createHash } from 'node:crypto'
import type { Response } from 'express'
import { allowForm } from '../security-headers.ts'
import { markup, type Markup } from './markup.ts'

export type Language = 'de' | 'en'

const STYLE = `
html { background: Canvas; color: CanvasText }
a { color: inherit }
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
body { max-width: 42rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere }
label, dt { display: block; font-weight: 600; margin-top: 1rem }
input, textarea, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem }
button { margin: 1.5rem 0; font-weight: 600; cursor: pointer }
small { display: block; font-weight: 400 }
dd { margin: 0; overflow-wrap: anywhere }
.code { font: 1.375rem/1.4 ui-monospace, monospace }
.words { white-space: pre-line; overflow-wrap: anywhere }
.box { border: 2px solid; padding: .5rem 1rem; margin: 1rem 0 }
:focus-visible { outline: 3px solid; outline-offset: 2px }
@media print { form, nav { display: none } }
`
const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`

export interface PlainPage {
  readonly language: Language
  readonly title: string
  readonly body: Markup
}

/** A page of nothing but markup, for browsers without scripts. */
export function sendPlainPage(
  response: Response,
  status: number,
  { language, title, body }: PlainPage,
): void {
  allowForm(response, STYLE_HASH)
  const page = markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
  response.status(status).type('html').send(page.html)
}
