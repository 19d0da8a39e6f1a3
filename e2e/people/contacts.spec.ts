import { expect, test } from '@playwright/test';
import { Company } from '../support/company.ts';

test('a person is registered, found by number and by name, and revealed with a line of who and why', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page);
  await page.goto('/pessoas');
  await page.getByRole('button', { name: 'Nova pessoa' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome').fill('Maria da Conceição');
  await dialog.getByLabel('Telefone, e-mail, CPF ou CNPJ').fill('529.982.247-26');
  await dialog.getByRole('button', { name: 'Cadastrar' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Este CPF não existe');
  await dialog.getByLabel('Telefone, e-mail, CPF ou CNPJ').fill('529.982.247-25');
  await dialog.getByRole('button', { name: 'Cadastrar' }).click();

  await expect(page.getByRole('heading', { name: 'Maria da Conceição' })).toBeVisible();
  await expect(page.getByText('***.982.247-**')).toBeVisible();
  await page.getByRole('button', { name: 'Adicionar' }).click();
  await dialog.getByLabel('Telefone').fill('(11) 8765-4321');
  await dialog.getByRole('button', { name: 'Adicionar' }).click();
  await expect(page.getByText('+55 11 *******21')).toBeVisible();

  await page.getByRole('button', { name: 'Revelar' }).click();
  await dialog.getByLabel('Para quê?').fill('Emitir a nota');
  await dialog.getByRole('button', { name: 'Revelar' }).click();
  await expect(page.getByText('52998224725')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Emitir a nota' })).toBeVisible();

  // What was revealed leaves with the page.
  await page.getByRole('link', { name: 'Pessoas' }).first().click();
  const search = page.getByLabel('Buscar pessoa');
  for (const [text, found] of [
    ['11 98765 4321', true],
    ['conce', true],
    ['prado', false],
  ] as const) {
    await search.fill(text);
    if (found) await expect(page.getByText('***.982.247-**')).toBeVisible();
    else await expect(page.getByText('Ninguém encontrado')).toBeVisible();
  }
  expect(page.url()).not.toContain('98765');
});
