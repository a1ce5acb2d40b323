import { UserList, UserView } from '../../src/contract/organisation.ts'
import { signIn, type ApiClient } from './client.ts'
import { ADMIN_PASSWORD } from './product.ts'

/** Without demo data there is nobody but the administrator: from now on he works in the mailroom, too. */
export async function signInAsMailroom(url: string): Promise<ApiClient> {
  const admin = await signInAlone(url)
  const { items } = await admin.json(UserList, 'GET', '/users')
  const [self] = items
  await admin.json(UserView, 'PATCH', `/users/${self?.id ?? ''}`, {
    body: { roles: [...(self?.roles ?? []), 'mailroom'] },
    headers: { 'if-match': `"${self?.version ?? 0}"` },
  })
  return signInAlone(url)
}

export function signInAlone(url: string): Promise<ApiClient> {
  return signIn(url, 'admin', ADMIN_PASSWORD)
}
