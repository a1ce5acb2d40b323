import type { Browser } from 'playwright-core'
import { CLIENT_SECRET, startProvider, type Site } from '../../integration/oidc/site.ts'
import { startProduct, type Product } from '../../support/product.ts'
import { skipUnless } from '../../support/skip.ts'
import { chromiumPath, launchBrowser, NO_BROWSER } from './browser.ts'

export interface House {
  readonly product: Product
  readonly browser: Browser
  /** An OpenID provider that the product may reach; no record names it yet. */
  readonly site: Site
}

let opened: Promise<House> | undefined

/** The product and a browser, started once for all browser tests. Skips the suite, and says so, without a browser. */
export async function openHouse(context: Mocha.Context): Promise<House> {
  const path = chromiumPath()
  skipUnless(context, path !== undefined, NO_BROWSER)
  opened ??= open(path)
  return opened
}

async function open(path: string): Promise<House> {
  const site = await startProvider()
  const environment = {
    OUTGOING_ALLOWED_HOSTS: site.host,
    OIDC_SECRET_STADT: CLIENT_SECRET,
    OIDC_ISSUER_STADT: site.issuer,
  }
  const product = await startProduct({ environment })
  site.serve(product.url)
  const browser = await launchBrowser(path)
  return { product, browser, site }
}

after(async function () {
  this.timeout(30_000)
  if (opened === undefined) return
  const { product, browser, site } = await opened
  await browser.close()
  await site[Symbol.asyncDispose]()
  await product[Symbol.asyncDispose]()
})
