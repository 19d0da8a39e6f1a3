import { t } from '@lingui/core/macro'
import { z } from 'zod'
import type { Product, ProductInput } from '@/lib/api/types'
import { amountInput, brl, parseAmount } from '@/lib/money'
import { parseStock, stockInput, UNITS } from '../words'

const digits = (text: string) => text.replace(/[\s.-]/g, '')

const optional = (pattern: RegExp, message: string, bare = digits) =>
  z.string().refine((text) => text.trim() === '' || pattern.test(bare(text)), message)

export const productSchema = () =>
  z
    .object({
      /** Which a change is made from; 0: of none. */
      version: z.number(),
      sku: z
        .string()
        .trim()
        .min(1, t`Dê um código ao produto.`),
      name: z
        .string()
        .trim()
        .min(1, t`Dê um nome ao produto.`),
      description: z.string(),
      unit: z.enum(UNITS),
      price: z.string().refine((text) => parseAmount(text) !== null, t`Informe um valor, como 12,50.`),
      cost: z
        .string()
        .refine(
          (text) => text.trim() === '' || parseAmount(text) !== null,
          t`Informe um valor, como 12,50, ou deixe em branco.`,
        ),
      ncm: optional(/^\d{8}$/, t`O NCM tem 8 números.`),
      cest: optional(/^\d{7}$/, t`O CEST tem 7 números.`),
      origin: z.string(),
      cfop: optional(/^[1-35-7]\d{3}$/, t`O CFOP tem 4 números, como 5102.`),
      serviceCode: optional(/^([1-9]|[1-3]\d|40)\.\d{2}$/, t`Use item e subitem, como 14.01.`, (text) =>
        text.trim().replace(/^0/, ''),
      ),
      counted: z.boolean(),
      stock: z.string(),
      categoryId: z.string(),
    })
    .refine(({ counted, stock }) => !counted || parseStock(stock) !== null, {
      path: ['stock'],
      error: t`Informe quanto há, como 3 ou 1,5.`,
    })

export type ProductValues = z.infer<ReturnType<typeof productSchema>>

export const EMPTY: ProductValues = {
  version: 0,
  sku: '',
  name: '',
  description: '',
  unit: 'un',
  price: '',
  cost: '',
  ncm: '',
  cest: '',
  origin: '',
  cfop: '',
  serviceCode: '',
  counted: false,
  stock: '',
  categoryId: '',
}

export const FIELDS = Object.keys(EMPTY) as (keyof ProductValues)[]

export const valuesOf = (product: Product): ProductValues => ({
  version: product.version,
  sku: product.sku,
  name: product.name,
  description: product.description ?? '',
  unit: product.unit,
  price: amountInput(product.price),
  cost: product.cost ? amountInput(product.cost) : '',
  ncm: product.ncm ?? '',
  cest: product.cest ?? '',
  origin: product.origin === null ? '' : `${product.origin}`,
  cfop: product.cfop ?? '',
  serviceCode: product.serviceCode ?? '',
  counted: product.stock !== null,
  stock: product.stock === null ? '' : stockInput(product.stock),
  categoryId: product.categoryId ?? '',
})

export const inputOf = (values: ProductValues): ProductInput => ({
  sku: values.sku.trim(),
  name: values.name.trim(),
  description: values.description.trim() || null,
  unit: values.unit,
  price: brl(parseAmount(values.price)!),
  cost: values.cost.trim() === '' ? null : brl(parseAmount(values.cost)!),
  ncm: digits(values.ncm) || null,
  cest: digits(values.cest) || null,
  origin: values.origin === '' ? null : Number(values.origin),
  cfop: digits(values.cfop) || null,
  serviceCode: values.serviceCode.trim().replace(/^0/, '') || null,
  stock: values.counted ? parseStock(values.stock) : null,
  categoryId: values.categoryId || null,
})
