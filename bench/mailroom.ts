import { signIn, type ApiClient } from '../test/support/client.ts'
import { ADMIN_PASSWORD } from '../test/support/product.ts'

/** Somebody who may hand in, made by the administrator of a product without demo data. */
export async function openMailroom(url: string, admin: ApiClient): Promise<ApiClient> {
  const user = {
    username: 'poststelle',
    displayName: 'Poststelle',
    roles: ['mailroom'],
    orgUnitIds: [],
    password: ADMIN_PASSWORD,
  }
  const created = await admin.request('POST', '/users', { body: user })
  if (created.status !== 201) throw new Error(`No user was made: ${await created.text()}`)
  return signIn(url, user.username, ADMIN_PASSWORD)
}
