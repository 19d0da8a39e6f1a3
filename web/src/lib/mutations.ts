/**
 * What comes after a mutation is said by `mutateAsync(…).then(done, failed)`, never by callbacks of the call: they go with the component that
 * made it, and what a mutation changes often takes just that one away.
 */

/** Of a form that shows its mutation's error itself. */
export const shownInPlace = (): void => undefined
