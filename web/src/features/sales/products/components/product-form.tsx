import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { ErrorState, Section } from '@/components/ui'
import { describeError, describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { Product } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone } from '@/lib/notify'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { uuid } from '@/lib/uuid'
import { listCategories } from '../../product-categories/api/categories'
import { useChangeProduct, useCreateProduct } from '../api/products'
import { originName, unitName, UNITS } from '../words'
import { EMPTY, FIELDS, inputOf, productSchema, valuesOf, type ProductValues } from './product-values'
import css from './products.module.css'

/** Not before somebody asks for it. */
const CategoriesDialog = lazy(() =>
  import('../../product-categories/components/categories-dialog').then((file) => ({
    default: file.CategoriesDialog,
  })),
)

interface Props {
  product: Product | null
  onSaved?: (product: Product) => void
  /** What it is now, asked for anew. */
  onReload?: () => Promise<Product | null>
}

export function ProductForm({ product, onSaved, onReload }: Props) {
  const may = useCan('sales.products.manage')
  const create = useCreateProduct()
  const change = useChangeProduct(product?.id ?? '')
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const [managing, setManaging] = useState<boolean | null>(null)
  const form = useForm<ProductValues>({
    resolver: zodResolver(productSchema()),
    defaultValues: product ? valuesOf(product) : EMPTY,
  })
  const { isDirty } = form.formState
  const isBusy = create.isPending || change.isPending
  // What others change is shown, unless somebody is writing: their change is made from what they saw, and is told so.
  useEffect(() => {
    if (product && !isDirty && product.version > form.getValues('version')) form.reset(valuesOf(product))
  }, [product, isDirty, form])
  useUnsavedGuard(isDirty && !isBusy)

  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    const input = inputOf(values)
    try {
      const saved = product
        ? await change.mutateAsync({ version: values.version, product: input })
        : await create.mutateAsync({ product: input, key })
      form.reset(valuesOf(saved))
      notifyDone(t`${saved.name} foi salvo.`)
      onSaved?.(saved)
    } catch (error) {
      if (isApiError(error, 'sales.product.sku_taken'))
        form.setError('sku', { type: 'server', message: describeError(error).message }, { shouldFocus: true })
      else if (!showErrors(error, form.setError)) setFailure(error)
    }
  })
  const reload = async () => {
    const now = await onReload?.()
    if (!now) return
    setFailure(null)
    form.reset(valuesOf(now))
  }

  // The dialog has a form of its own, which must not be inside this one.
  return (
    <>
      <form noValidate className={css.form} onSubmit={(event) => void submit(event)}>
        <Main form={form} may={may} onCategories={() => setManaging(true)} />
        <Fiscal form={form} may={may} />
        {failure !== null && <ErrorState error={failure} />}
        {may && (
          <div className={css.save}>
            <Button type="submit" loading={isBusy} disabled={product !== null && !isDirty}>
              {t`Salvar`}
            </Button>
            {isApiError(failure, 'sales.product.changed_meanwhile') && (
              <Button variant="default" onClick={() => void reload()}>
                {t`Ver como está agora`}
              </Button>
            )}
          </div>
        )}
      </form>
      {managing !== null && (
        <Suspense fallback={null}>
          <CategoriesDialog opened={managing} onClose={() => setManaging(false)} />
        </Suspense>
      )}
    </>
  )
}

type Form = ReturnType<typeof useForm<ProductValues>>

/** Puts the server's complaints beside their fields. True when every complaint found its field. */
function showErrors(error: unknown, setError: Form['setError']): boolean {
  if (!isApiError(error)) return false
  const names = Object.keys(error.errors)
  let all = names.length > 0
  for (const name of names) {
    const field = FIELDS.find(
      (candidate) => name === `product.${candidate}` || name.startsWith(`product.${candidate}.`),
    )
    if (field) setError(field, { type: 'server', message: describeFieldError(error.errors[name]!) })
    else all = false
  }
  return all
}

function Main({ form, may, onCategories }: { form: Form; may: boolean; onCategories: () => void }) {
  const categories = useQuery(listCategories)
  const counted = useWatch({ control: form.control, name: 'counted' })
  const { errors } = form.formState
  const text = (name: keyof ProductValues) => ({
    error: errors[name]?.message,
    disabled: !may,
    ...form.register(name),
  })
  return (
    <Section title={t`Dados`}>
      <div className={css.fields}>
        <div data-span="8">
          <TextInput label={t`Nome`} withAsterisk maxLength={120} autoComplete="off" {...text('name')} />
        </div>
        <div data-span="4">
          <TextInput
            label={t`SKU (código)`}
            withAsterisk
            maxLength={40}
            autoComplete="off"
            {...text('sku')}
          />
        </div>
        <div data-span="3">
          <TextInput label={t`Preço`} withAsterisk inputMode="decimal" leftSection="R$" {...text('price')} />
        </div>
        {may && (
          <div data-span="3">
            <TextInput label={t`Custo`} inputMode="decimal" leftSection="R$" {...text('cost')} />
          </div>
        )}
        <div data-span="3">
          <Controller
            control={form.control}
            name="unit"
            render={({ field }) => (
              <Select
                label={t`Unidade`}
                allowDeselect={false}
                disabled={!may}
                data={UNITS.map((value) => ({ value, label: unitName(value) }))}
                value={field.value}
                onChange={(value) => field.onChange(value ?? 'un')}
              />
            )}
          />
        </div>
        <div data-span="3">
          <Controller
            control={form.control}
            name="categoryId"
            render={({ field }) => (
              <Select
                label={t`Categoria`}
                searchable
                clearable
                disabled={!may}
                placeholder={t`Nenhuma`}
                data={(categories.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                value={field.value || null}
                onChange={(value) => field.onChange(value ?? '')}
              />
            )}
          />
          {may && (
            <Button variant="subtle" size="compact-xs" mt={4} onClick={onCategories}>
              {t`Gerenciar categorias`}
            </Button>
          )}
        </div>
        <Textarea
          label={t`Descrição`}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2000}
          {...text('description')}
        />
        <Checkbox label={t`Contar o estoque`} disabled={!may} {...form.register('counted')} />
        {counted && (
          <div data-span="3">
            <TextInput label={t`Em estoque`} inputMode="decimal" autoComplete="off" {...text('stock')} />
          </div>
        )}
      </div>
    </Section>
  )
}

function Fiscal({ form, may }: { form: Form; may: boolean }) {
  const { errors } = form.formState
  const code = (name: 'ncm' | 'cest' | 'cfop' | 'serviceCode') => ({
    error: errors[name]?.message,
    disabled: !may,
    autoComplete: 'off',
    ...form.register(name),
  })
  return (
    <Section
      title={t`Dados para a nota`}
      text={t`Opcionais. Para mercadorias, NCM, origem e CFOP; para serviços, o código da lista da LC 116. O contador sabe quais usar.`}
    >
      <div className={css.fields}>
        <div data-span="3">
          <TextInput label={t`NCM`} inputMode="numeric" placeholder="0901.21.00" {...code('ncm')} />
        </div>
        <div data-span="3">
          <TextInput label={t`CEST`} inputMode="numeric" placeholder="17.090.00" {...code('cest')} />
        </div>
        <div data-span="3">
          <TextInput label={t`CFOP`} inputMode="numeric" placeholder="5102" {...code('cfop')} />
        </div>
        <div data-span="3">
          <TextInput label={t`Código de serviço`} placeholder="14.01" {...code('serviceCode')} />
        </div>
        <div data-span="6">
          <Controller
            control={form.control}
            name="origin"
            render={({ field }) => (
              <Select
                label={t`Origem`}
                clearable
                disabled={!may}
                placeholder={t`Não informada`}
                data={Array.from({ length: 9 }, (_, origin) => ({
                  value: `${origin}`,
                  label: originName(origin),
                }))}
                value={field.value || null}
                onChange={(value) => field.onChange(value ?? '')}
              />
            )}
          />
        </div>
      </div>
    </Section>
  )
}
