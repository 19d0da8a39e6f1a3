import { readFile } from 'node:fs/promises';
import { Company } from '../support/company.ts';
import { pictureOf } from '../support/products.ts';
import { expect, test } from '../support/test.ts';

test('a product is made, pictured and repriced; others come in a spreadsheet of an old program, and all go out again', async ({ page, request }) => {
  const company = await Company.register(request);
  const field = (name: string) => page.getByRole('textbox', { name });
  await company.signIn(page, '/comercial/produtos');
  await expect(page.getByText('Nenhum produto ainda')).toBeVisible();
  await page.keyboard.press('c');
  await field('Nome').fill('Café torrado');
  await field('SKU').fill('CAF-500');
  await field('Preço').fill('18,9x');
  await field('NCM').fill('0901');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Informe um valor, como 12,50.')).toBeVisible();
  await expect(page.getByText('O NCM tem 8 números.')).toBeVisible();
  await field('Preço').fill('18,90');
  await field('NCM').fill('0901.21.00');
  await page.getByLabel('Contar o estoque').check();
  await field('Em estoque').fill('12,5');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('heading', { name: 'Café torrado' })).toBeVisible();

  // Pictures: the second is made the one that stands for it; one that is taken away comes back.
  const pictures = [await pictureOf(page, 'A', 20), await pictureOf(page, 'B', 200)];
  const chooser = page.locator('input[type=file]');
  await chooser.setInputFiles(pictures.map((buffer, i) => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer })));
  await expect(page.getByRole('img', { name: 'Foto 2 de Café torrado' })).toBeVisible();
  const shown = (n: number) => page.getByRole('img', { name: `Foto ${n} de Café torrado` });
  // What is drawn, since addresses of what is in memory say nothing.
  const drawn = (n: number) =>
    shown(n).evaluate((image: HTMLImageElement) => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')!.drawImage(image, 0, 0, 8, 8);
      return canvas.toDataURL();
    });
  const second = await drawn(2);
  await page.getByRole('button', { name: 'O que fazer com a foto 2' }).click();
  await page.getByRole('menuitem', { name: 'Tornar principal' }).click();
  await expect.poll(() => drawn(1)).toBe(second);
  await page.getByRole('button', { name: 'O que fazer com a foto 1' }).click();
  await page.getByRole('menuitem', { name: 'Tirar' }).click();
  await expect(shown(2)).toBeHidden();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(shown(2)).toBeVisible();
  await expect.poll(() => drawn(1)).toBe(second);

  // Who writes is not overwritten by a colleague, nor the colleague by them.
  await field('Preço').fill('21');
  const { items } = await company.get('/api/v1/sales/products');
  const product = { sku: 'CAF-500', name: 'Café moído', unit: 'un', price: { value: '19.00', currency: 'BRL' } };
  await company.put(`/api/v1/sales/products/${items[0].id}`, { version: 1, product });
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Outra pessoa mudou este produto')).toBeVisible();
  await page.getByRole('button', { name: 'Ver como está agora' }).click();
  await expect(field('Preço')).toHaveValue('19,00');
  await field('Preço').fill('21');
  await page.getByRole('button', { name: 'Salvar' }).click();
  const prices = page.getByRole('table', { name: 'Histórico de preços' }).getByRole('row');
  await expect(prices).toHaveCount(4);
  await expect(prices.nth(1)).toContainText('21,00');

  await page.getByRole('link', { name: 'Produtos' }).last().click();
  await page.getByRole('button', { name: 'Importar planilha' }).click();
  const file = Buffer.from('Código;Nome;Preço;Unidade\r\ncaf-500;;22,50;\r\nPÃO;Pão de açúcar;1.012,00;quilo\r\n;Sem código;1;\r\n', 'latin1');
  await page.locator('input[type=file]').setInputFiles({ name: 'produtos.csv', mimeType: 'text/csv', buffer: file });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Com erro: 1')).toBeVisible();
  await expect(dialog.getByRole('cell', { name: 'SKU: falta' })).toBeVisible();
  const errors = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Baixar linhas com erro' }).click();
  expect(await readFile(await (await errors).path(), 'utf8')).toContain(';Sem código;1;;4;SKU: falta');
  await dialog.getByRole('button', { name: 'Importar 2' }).click();
  await expect(page.getByText('Criados: 1; mudados: 1')).toBeVisible();

  // While it closes, keys are still its own.
  await expect(dialog).toBeHidden();
  await page.keyboard.press('/');
  await page.keyboard.type('acucar');
  await expect(page).toHaveURL(/busca=acucar/);
  const rows = page.getByRole('table', { name: 'Produtos' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('R$ 1.012,00');
  const all = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exportar' }).click();
  const text = await readFile(await (await all).path(), 'utf8');
  expect(text).toContain('CAF-500;Café moído;;UN;22,50;');
  expect(text).toContain('PÃO;Pão de açúcar;;KG;1012,00;');
});
