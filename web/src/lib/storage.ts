/** localStorage that never throws: private windows and locked-down kiosks refuse it. */
export const storage = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(`cleanapp.${key}`)
    } catch {
      return null
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem(`cleanapp.${key}`, value)
    } catch {
      // The value then lasts as long as the page, which is all such a browser allows.
    }
  },
  remove(key: string): void {
    try {
      localStorage.removeItem(`cleanapp.${key}`)
    } catch {
      // Nothing was stored.
    }
  },
}
