import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a person is registered, found by number and by name, and revealed with a line of who and why', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page, '/pessoas');
  await page.getByRole('button', { name: 'Nova pessoa' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome').fill('Maria da Conceição');
  // Eleven digits may be a telephone too, so the kind is chosen.
  await dialog.getByLabel('Tipo').click();
  await page.getByRole('option', { name: 'CPF' }).click();
  await dialog.getByLabel('CPF').fill('52998224726');
  await dialog.getByRole('button', { name: 'Cadastrar' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Este CPF não existe');
  await dialog.getByLabel('CPF').fill('52998224725');
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

  await page.getByRole('button', { name: 'Remover Telefone' }).click();
  await dialog.getByRole('button', { name: 'Remover' }).click();
  await expect(page.getByText('Dado removido.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Telefone' })).toBeHidden();

  // What was revealed leaves with the page.
  await page.getByRole('link', { name: 'Pessoas' }).first().click();
  const search = page.getByLabel('Buscar pessoa');
  for (const [text, found] of [
    ['11 98765 4321', false],
    ['529.982.247-25', true],
    ['prado', false],
    ['conce', true],
  ] as const) {
    await search.fill(text);
    if (found) await expect(page.getByText('***.982.247-**')).toBeVisible();
    else await expect(page.getByText('Ninguém encontrado')).toBeVisible();
  }
  expect(page.url()).not.toMatch(/98765|982/);
});
