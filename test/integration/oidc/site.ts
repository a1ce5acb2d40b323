import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Provider } from 'oidc-provider'

const NOWHERE = 'http://127.0.0.1:9'
export const REDIRECT_URI = `${NOWHERE}/api/v1/oidc/callback`
export const AFTER_LOGOUT = `${NOWHERE}/anmelden`
export const CLIENT_SECRET = 'a client secret of the tests'
const HOPS = 12
const INTERACTION = '/interaction/'

export interface Site extends AsyncDisposable {
  readonly issuer: string
  /** `host:port` */
  readonly host: string
  /** Begins anew for a product at another origin. */
  serve(origin: string): void
}

/** A certified OpenID provider on loopback that signs everybody in who gives a name, with the level `hoch`. */
export async function startProvider(): Promise<Site> {
  let answer: RequestListener = (_request, response) => response.end()
  const server = createServer((request, response) => {
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const serve = (origin: string): void => {
    const provider = new Provider(`http://${host}`, configuration(origin))
    const protocol = provider.callback()
    answer = (request, response) => {
      if (request.url?.startsWith(INTERACTION) === true) void interact(provider, request, response)
      else protocol(request, response)
    }
  }
  serve(NOWHERE)
  return {
    serve,
    issuer: `http://${host}`,
    host,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The sign-in page of the provider. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST') {
    const accountId = new URLSearchParams(await text(request)).get('login') ?? ''
    await provider.interactionFinished(request, response, { login: { accountId, acr: 'hoch' } })
    return
  }
  response.setHeader('content-type', 'text/html')
  response.end('<form method="post"><label>Login <input name="login"></label><button>Weiter</button></form>')
}

function configuration(origin: string): object {
  return {
    clients: [
      {
        client_id: 'poststelle',
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${origin}/api/v1/oidc/callback`],
        post_logout_redirect_uris: [`${origin}/anmelden`],
      },
    ],
    acrValues: ['niedrig', 'hoch'],
    claims: { openid: ['sub'], acr: null, profile: ['name', 'preferred_username', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => INTERACTION + uid },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Person ${id}`, preferred_username: id, groups: ['amt-50', 7] }),
    }),
    async loadExistingGrant({ oidc }: GrantContext) {
      const { clientId } = oidc.client
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  }
}

interface GrantContext {
  readonly oidc: {
    readonly client: { readonly clientId: string }
    readonly session: { readonly accountId: string }
    readonly provider: Provider
  }
}

/** What a person does in a browser, from the address of the sign-in to the one that leads back. */
export async function signInThere(startUrl: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = startUrl
  for (let hop = 0; hop < HOPS; hop += 1) {
    const page = await visit(url, jar)
    const location = page.headers.get('location')
    await page.text()
    const next = location ?? (await answerForm(url, login, jar))
    url = new URL(next, url).href
    if (url.startsWith(REDIRECT_URI)) return url
  }
  throw new Error('The provider never led back.')
}

async function answerForm(url: string, login: string, jar: Map<string, string>): Promise<string> {
  const answer = await visit(url, jar, new URLSearchParams({ login }))
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
