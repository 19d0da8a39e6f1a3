import { expect, it } from 'vitest'
import { initials } from './avatar'

it.each([
  ['Ana Souza', 'AS'],
  ['  maria da  Conceição ', 'MC'],
  ['Ângela', 'Â'],
  ['𝒜lice Reis', '𝒜R'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, expected) => expect(initials(name)).toBe(expected))
