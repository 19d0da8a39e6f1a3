/** What somebody types, as a CPF is written: 529.982.247-25. */
export function cpfMask(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 11)
  return digits
    .replace(/^(\d{3})(\d)/, '$1.$2')
    .replace(/^(\d{3}\.\d{3})(\d)/, '$1.$2')
    .replace(/^(\d{3}\.\d{3}\.\d{3})(\d)/, '$1-$2')
}

/** Its two last digits follow from the others; a typing error is told at once. */
export function isCpf(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number)
  if (digits.length !== 11 || digits.every((digit) => digit === digits[0])) return false
  return [9, 10].every((place) => {
    const sum = digits.slice(0, place).reduce((total, digit, at) => total + digit * (place + 1 - at), 0)
    return ((sum * 10) % 11) % 10 === digits[place]
  })
}
