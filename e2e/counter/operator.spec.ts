import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('an operator works the queue by keyboard: issue, call, recall, no-show, transfer', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  await company.signIn(page);
  await page.getByRole('button', { name: 'Guichê 1' }).click();
  const desk = page.getByRole('region', { name: 'Atendimento' });
  const settled = (button: string) => expect(desk.getByRole('button', { name: new RegExp(button, 'i') })).toBeEnabled();

  await expect(page.getByRole('button', { name: /Café da manhã/ })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('Senha A001 emitida.')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('Senha A002 emitida.')).toBeVisible();
  await page.keyboard.press('n');
  await expect(desk.getByText('A001')).toBeVisible();
  // Shown before the server has answered; a key pressed meanwhile does nothing.
  await expect.poll(async () => (await company.ticket('A001')).status).toBe('called');
  await settled('Rechamar');
  await page.keyboard.press('r');
  await expect.poll(async () => (await company.ticket('A001')).calls).toBe(2);
  await settled('Não compareceu');
  await page.keyboard.press('f');
  await expect(desk.getByText('Guichê livre')).toBeVisible();
  await expect.poll(async () => (await company.ticket('A001')).status).toBe('no_show');

  await settled('Chamar próximo');
  await page.keyboard.press('n');
  await expect(desk.getByText('A002')).toBeVisible();
  await settled('Transferir');
  await page.keyboard.press('t');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Café da manhã/ })
    .click();
  await expect.poll(async () => (await company.ticket('A002')).service.name).toBe('Café da manhã');
  expect((await company.ticket('A002')).status).toBe('paid');
});

test('work at one desk shows at another without a reload', async ({ browser, request }) => {
  const company = await Company.withCounter(request);
  const [first, second] = await Promise.all([1, 2].map(async () => (await browser.newContext()).newPage()));
  await company.signIn(first);
  await first.getByRole('button', { name: 'Guichê 1' }).click();
  await company.signIn(second);
  await second.getByRole('button', { name: 'Guichê 2' }).click();

  await expect(first.getByRole('button', { name: /Café da manhã/ })).toBeVisible();
  await first.keyboard.press('1');
  await expect(first.getByRole('region', { name: 'Fila' }).getByText('A001')).toBeVisible();
  await expect(second.getByRole('region', { name: 'Fila' }).getByText('A001')).toBeVisible();
  await second.keyboard.press('n');
  await expect(second.getByRole('region', { name: 'Atendimento' }).getByText('A001')).toBeVisible();
  await expect(first.getByRole('region', { name: 'Fila' }).getByText('A001')).toBeHidden();
});
