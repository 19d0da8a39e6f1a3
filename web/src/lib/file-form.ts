/** A form with one file, as operations take it that take one. */
export const fileForm = (file: Blob, name: string) => ({
  body: { file: name },
  bodySerializer: () => {
    const form = new FormData()
    form.append('file', file, name)
    return form
  },
})
