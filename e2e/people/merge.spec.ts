import type { Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

const path = '/api/v1/people/contacts';

async function twoPeople(company: Company) {
  const stays = await company.post(path, { name: 'Maria Souza', identifiers: [{ kind: 'phone', text: '11987654321' }] });
  const goes = await company.post(path, { name: 'Maria da Conceição', identifiers: [{ kind: 'cpf', text: '52998224725' }] });
  return { stays, goes };
}

async function chooseOther(page: Page, text: string) {
  await page.getByRole('button', { name: 'Juntar com outra pessoa' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Quem é a mesma pessoa?').fill(text);
  await dialog.getByRole('button', { name: 'Maria da Conceição' }).click();
  return dialog;
}

for (const [device, viewport] of [
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 780 }],
] as const)
  test(`two records of one person are merged and told apart again (${device})`, async ({ page, request }) => {
    await page.setViewportSize(viewport);
    const company = await Company.register(request);
    await company.signIn(page);
    const { stays, goes } = await twoPeople(company);
    await page.goto(`/pessoas/${stays.id}`);

    const dialog = await chooseOther(page, 'conceição');
    await expect(dialog.getByRole('region', { name: 'Este cadastro fica' })).toContainText('Maria Souza');
    await expect(dialog.getByRole('region', { name: 'Este passa a fazer parte dele' })).toContainText('***.982.247-**');
    const result = dialog.getByRole('region', { name: 'Resultado' });
    await expect(result).toContainText('+55 11 *******21');
    await expect(result).toContainText('***.982.247-**');
    await dialog.getByLabel('Maria da Conceição').check();
    await expect(result).toContainText('Maria da Conceição');
    // Nothing is cut off, however narrow the screen.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await dialog.getByRole('button', { name: 'Juntar', exact: true }).click();

    await expect(page.getByRole('heading', { name: 'Maria da Conceição' })).toBeVisible();
    await expect(page.getByRole('cell', { name: '***.982.247-**' })).toBeVisible();
    // The way back is at hand,
    await page.locator('.notice-action', { hasText: 'Desfazer' }).click();
    await expect(page.getByText('Junção desfeita.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Maria Souza' })).toBeVisible();
    await expect(page.getByRole('cell', { name: '***.982.247-**' })).toBeHidden();
    await expect(page.getByRole('table').getByText('Desfeita', { exact: true })).toBeVisible();

    // and stays on the page; the old address shows the one who stays.
    await company.post(`${path}/${stays.id}/merges`, { otherId: goes.id });
    await page.goto(`/pessoas/${goes.id}`);
    await expect(page.getByRole('heading', { name: 'Maria Souza' })).toBeVisible();
    await page.getByRole('table', { name: 'Pessoas juntadas' }).getByRole('button', { name: 'Desfazer' }).click();
    await expect(page.getByRole('heading', { name: 'Maria da Conceição' })).toBeVisible();
    await expect(page.getByRole('cell', { name: '***.982.247-**' })).toBeVisible();
    expect(page.url()).not.toMatch(/98765|982/);
  });

test('two people with a CPF each cannot be merged', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page);
  const { stays } = await twoPeople(company);
  await company.post(`${path}/${stays.id}/identifiers`, { kind: 'cpf', text: '11144477735' });
  await page.goto(`/pessoas/${stays.id}`);

  const dialog = await chooseOther(page, '529.982.247-25');

  await expect(dialog.getByRole('alert')).toContainText('Cada cadastro tem o seu CPF');
  await expect(dialog.getByRole('button', { name: 'Juntar', exact: true })).toBeDisabled();
});
