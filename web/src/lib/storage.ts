/** A store that never throws: private windows and locked-down kiosks refuse it, even to be named. */
const storeOf = (place: () => Storage) => ({
  get(key: string): string | null {
    try {
      return place().getItem(`cleanapp.${key}`)
    } catch {
      return null
    }
  },
  set(key: string, value: string): void {
    try {
      place().setItem(`cleanapp.${key}`, value)
    } catch {
      // The value then lasts as long as the page, which is all such a browser allows.
    }
  },
  remove(key: string): void {
    try {
      place().removeItem(`cleanapp.${key}`)
    } catch {
      // Nothing was stored.
    }
  },
})

export const storage = storeOf(() => localStorage)

/** Gone with the browser's tab: for what is about customers and must not stay on a shared computer. */
export const tabStorage = storeOf(() => sessionStorage)
