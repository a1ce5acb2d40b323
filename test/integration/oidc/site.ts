import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export const REDIRECT_URI = 'http://127.0.0.1:9/api/v1/oidc/callback'
export const AFTER_LOGOUT = 'http://127.0.0.1:9/anmelden'
export const CLIENT_SECRET = 'a client secret of the tests'
const HOPS = 12

export interface Site extends AsyncDisposable {
  readonly issuer: string
  /** `host:port` */
  readonly host: string
}

/** A certified OpenID provider on loopback, with two people; it signs everybody in who gives a name. */
export async function startProvider(): Promise<Site> {
  let answer: RequestListener = (_request, response) => response.end()
  const server = createServer((request, response) => {
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  answer = new Provider(`http://${host}`, configuration()).callback()
  return {
    issuer: `http://${host}`,
    host,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function configuration(): object {
  return {
    clients: [
      {
        client_id: 'poststelle',
        client_secret: CLIENT_SECRET,
        redirect_uris: [REDIRECT_URI],
        post_logout_redirect_uris: [AFTER_LOGOUT],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['of the tests'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Person ${id}`, preferred_username: id, groups: ['amt-50', 7] }),
    }),
  }
}

/** What a person does in a browser, from the address of the sign-in to the one that leads back. */
export async function signInThere(startUrl: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = startUrl
  for (let hop = 0; hop < HOPS; hop += 1) {
    const page = await visit(url, jar)
    const location = page.headers.get('location')
    const next = location ?? (await answerForm(url, await page.text(), login, jar))
    url = new URL(next, url).href
    if (url.startsWith(REDIRECT_URI)) return url
  }
  throw new Error('The provider never led back.')
}

async function answerForm(
  url: string,
  html: string,
  login: string,
  jar: Map<string, string>,
): Promise<string> {
  const isLogin = html.includes('name="prompt" value="login"')
  const body = isLogin
    ? new URLSearchParams({ prompt: 'login', login })
    : new URLSearchParams({ prompt: 'consent' })
  const answer = await visit(url, jar, body)
  await answer.text()
  const location = answer.headers.get('location')
  if (location === null) throw new Error(`The form was answered with ${answer.status}.`)
  return location
}

async function visit(url: string, jar: Map<string, string>, body?: URLSearchParams): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const method = body === undefined ? 'GET' : 'POST'
  const answer = await fetch(url, { method, redirect: 'manual', headers: { cookie }, ...(body && { body }) })
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    jar.set(name, value)
  }
  return answer
}
