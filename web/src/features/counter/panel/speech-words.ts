const UNITS = [
  'zero',
  'um',
  'dois',
  'três',
  'quatro',
  'cinco',
  'seis',
  'sete',
  'oito',
  'nove',
  'dez',
  'onze',
  'doze',
  'treze',
  'quatorze',
  'quinze',
  'dezesseis',
  'dezessete',
  'dezoito',
  'dezenove',
]
const TENS = ['', '', 'vinte', 'trinta', 'quarenta', 'cinquenta', 'sessenta', 'setenta', 'oitenta', 'noventa']
const HUNDREDS = [
  '',
  'cento',
  'duzentos',
  'trezentos',
  'quatrocentos',
  'quinhentos',
  'seiscentos',
  'setecentos',
  'oitocentos',
  'novecentos',
]

/** 0 to 999 999 as a Brazilian says it. */
export function numberWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 999_999) throw new RangeError(`numberWords: ${value}`)
  if (value < 20) return UNITS[value]!
  if (value < 100) {
    const rest = value % 10
    return TENS[Math.floor(value / 10)]! + (rest ? ` e ${UNITS[rest]}` : '')
  }
  if (value === 100) return 'cem'
  if (value < 1000) {
    const rest = value % 100
    return HUNDREDS[Math.floor(value / 100)]! + (rest ? ` e ${numberWords(rest)}` : '')
  }
  const thousands = Math.floor(value / 1000)
  const rest = value % 1000
  const head = thousands === 1 ? 'mil' : `${numberWords(thousands)} mil`
  if (rest === 0) return head
  // "mil e cem", "mil e vinte", but "mil duzentos e trinta".
  return head + (rest < 100 || rest % 100 === 0 ? ' e ' : ' ') + numberWords(rest)
}

/** Leading zeros are said one by one, as people read them from the paper: "042" → "zero quarenta e dois". */
export function digitsWords(digits: string): string {
  const zeros = /^0*/.exec(digits)![0].length
  const rest = digits.slice(zeros)
  const words = Array<string>(zeros).fill('zero')
  if (rest.length > 6) words.push(...[...rest].map((digit) => UNITS[Number(digit)]!))
  else if (rest !== '') words.push(numberWords(Number(rest)))
  return words.join(' ')
}

/** "A042" → "A zero quarenta e dois"; letters stand apart so that a voice spells them. */
export function codeWords(code: string): string {
  return (code.match(/\d+|\p{L}/gu) ?? [])
    .map((part) => (/\d/.test(part) ? digitsWords(part) : part.toUpperCase()))
    .join(' ')
}

/** "Guichê 2" → "guichê dois", "Sala 12B" → "sala doze B", "RX" stays "RX". */
export function deskWords(desk: string): string {
  return (desk.match(/\d+|\p{L}+/gu) ?? [])
    .map((part) => {
      if (/\d/.test(part)) return digitsWords(part)
      return part.length > 1 && part.slice(1) === part.slice(1).toLowerCase() ? part.toLowerCase() : part
    })
    .join(' ')
}

export function callWords(call: { code: string; deskName: string }): string {
  const desk = deskWords(call.deskName)
  return `Senha ${codeWords(call.code)}${desk ? `, ${desk}` : ''}`
}
