/** Passwords that are known to have leaked; the operator gives the list. */
export interface BreachedPasswords {
  /** Compares the password as it is typed. False for every password when there is no list. */
  has(password: string): boolean
}
