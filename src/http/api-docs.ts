import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Express } from 'express'
import type { oas31 } from 'zod-openapi'
import { allowPage } from './security-headers.ts'

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Poststelle API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', validatorUrl: null })\n`

/** The two files of the viewer that the page needs; everything else of the package stays inside. */
const VIEWER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js']

/** The OpenAPI document and a page to read it, served from this machine without inline script. */
export function registerApiDocs(app: Express, document: oas31.OpenAPIObject): void {
  const viewerRoot = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  app.get('/api/openapi.json', (_request, response) => {
    response.json(document)
  })
  app.get('/api/docs', (_request, response) => {
    allowPage(response)
    response.type('html').send(PAGE)
  })
  app.get('/api/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(START)
  })
  for (const name of VIEWER_FILES) {
    app.get(`/api/docs/${name}`, (_request, response, next) => {
      response.sendFile(name, { root: viewerRoot, cacheControl: false }, next)
    })
  }
}
