import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a company is created in the browser and a colleague joins by link', async ({ page, browser }) => {
  const email = `nova-${process.pid}-${Date.now()}@empresa.example`;
  await page.goto('/criar-empresa');
  await page.getByLabel('Nome da empresa').fill('Ótica Boa Vista');
  await page.getByLabel('Seu nome').fill('Clara Reis');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill('uma frase bem longa');
  await page.getByRole('button', { name: /Criar empresa/ }).click();

  // A new company begins where its first step is.
  await page.waitForURL(/configuracoes\/servicos/);

  // The token survives a reload in a cookie no script can read.
  await page.reload();
  await expect(page.getByText('Ótica Boa Vista').first()).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const cookie = (await page.context().cookies()).find((c) => c.name.startsWith('cleanapp_'))!;
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' });

  await page.goto('/configuracoes/membros');
  await page
    .getByRole('button', { name: /Convidar/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Por link', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Gerar link' }).click();
  const url = (
    await page
      .getByText(/\/convite\//)
      .first()
      .innerText()
  ).trim();

  const colleague = await (await browser.newContext()).newPage();
  await colleague.goto(url);
  await colleague.getByLabel('Seu nome').fill('Davi Melo');
  await colleague.getByLabel('E-mail').fill(`colega-${email}`);
  await colleague.getByLabel('Crie uma senha').fill('outra frase bem longa');
  await colleague.getByRole('button', { name: 'Criar conta e entrar' }).click();
  await expect(colleague.getByRole('navigation', { name: 'Principal' })).toBeVisible();
  await expect(colleague.getByRole('button', { name: /Davi Melo/ })).toBeVisible();
});

test('a wrong password says what to do, in Portuguese, and keeps the e-mail', async ({ page, request }) => {
  const company = await Company.register(request);
  await page.goto('/entrar');
  await page.getByLabel('E-mail').fill(company.email);
  await page.getByLabel('Senha', { exact: true }).fill('não é esta senha');
  await page.getByRole('button', { name: 'Entrar' }).click();
  await expect(page.getByRole('alert')).toContainText(/senha/i);
  await expect(page.getByLabel('E-mail')).toHaveValue(company.email);
});

test('signing out ends the session at once, here and for whoever kept the cookie', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page);
  const kept = (await page.context().cookies()).filter((c) => c.name.startsWith('cleanapp_'));
  expect(kept).toHaveLength(1);

  await page.getByRole('button', { name: /aparência, atalhos e sair/ }).click();
  await page.getByRole('menuitem', { name: 'Sair' }).click();

  await page.waitForURL(/entrar/);
  // The screen is left at once, the server is told meanwhile.
  const left = async () => (await page.context().cookies()).filter((c) => c.name.startsWith('cleanapp_'));
  await expect.poll(left).toEqual([]);
  await page.context().addCookies(kept);
  const again = await page.request.post('/api/v1/auth/refresh', { data: {}, headers: { 'x-refresh-transport': 'cookie' } });
  expect(again.status()).toBe(401);
  await page.goto('/balcao');
  await page.waitForURL(/entrar/);
});
