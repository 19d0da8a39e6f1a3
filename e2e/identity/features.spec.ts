import { barriers } from '../support/axe.ts';
import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('what the company does not have is in no menu, and its page says so and leads back', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  // As the server answers for a company without payments.
  await page.route('**/api/v1/features', async (route) => {
    const answer = await route.fetch();
    const { items } = await answer.json();
    expect(items.every((item: { available: boolean }) => item.available)).toBe(true);
    const without = items.map((item: { feature: string }) => ({ ...item, available: item.feature !== 'payments' }));
    await route.fulfill({ response: answer, json: { items: without } });
  });
  await company.signIn(page, '/pagamentos/links');

  await expect(page.getByRole('heading', { name: 'Esta página não está disponível para a sua empresa' })).toBeVisible();
  await expect(page).toHaveTitle(/^Não disponível/);
  expect(await barriers(page)).toEqual([]);
  const menu = page.getByRole('navigation', { name: 'Principal' }).first();
  await expect(menu.getByRole('link', { name: 'Balcão' })).toBeVisible();
  await expect(menu.getByRole('link', { name: 'Pagamentos' })).toHaveCount(0);

  await page.getByRole('link', { name: 'Ir para o início' }).click();
  await expect(page).toHaveURL(/balcao/);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Ir para…' }).fill('p');
  await expect(page.getByRole('option', { name: 'Pessoas' })).toBeVisible();
  await expect(page.getByRole('option', { name: /Pagamentos|Pix Sicredi/ })).toHaveCount(0);
  await page.getByRole('option', { name: 'Impressoras' }).click();
  await expect(page.getByRole('link', { name: 'Serviços' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Pix Sicredi' })).toHaveCount(0);
});
