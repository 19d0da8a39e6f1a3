import type { Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { expectMail, followMail, nextCode, oneTimeCode } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';

const password = 'uma frase bem longa';
const newPassword = 'outra frase bem longa';

async function enter(page: Page, email: string, secret: string) {
  await page.goto('/entrar');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Entrar' }).click();
}

test('a colleague is invited by e-mail, follows the link in the mailbox and works at once', async ({ page, browser, request }) => {
  const company = await Company.register(request, 'Ótica Boa Vista');
  const email = `bia-${process.pid}-${Date.now()}@empresa.example`;
  await company.signIn(page, '/configuracoes/membros');
  await page.getByRole('button', { name: 'Convidar' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome (opcional)').fill('Bia Ramos');
  await dialog.getByLabel('E-mail', { exact: true }).fill(email);
  await dialog.getByRole('button', { name: 'Enviar convite' }).click();
  await expect(dialog).toBeHidden();
  // Without a reload: the list hears of what became of the mail.
  const row = page.getByRole('row', { name: /Bia Ramos/ });
  await expect(row).toContainText('Enviado');

  const mailbox = await (await browser.newContext()).newPage();
  const invitation = await followMail(mailbox, email, /Convite para entrar em Ótica Boa Vista/);
  await expect(invitation.getByRole('heading', { name: 'Entrar em Ótica Boa Vista' })).toBeVisible();
  await expect(invitation.getByLabel('Seu nome')).toHaveValue('Bia Ramos');
  await expect(invitation.getByLabel('E-mail')).toHaveValue(email);
  await invitation.getByLabel('Crie uma senha').fill(password);
  await invitation.getByRole('button', { name: 'Criar conta e entrar' }).click();
  await expect(invitation.getByRole('navigation', { name: 'Principal' })).toBeVisible();
  await expect(invitation.getByRole('button', { name: /Bia Ramos/ })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('row', { name: /Bia Ramos/ })).toContainText('Ativo');
  const again = await followMail(mailbox, email, /Convite/);
  await expect(again.getByRole('alert')).toContainText('não existe mais');
});

test('whoever has an account joins with the password they have', async ({ page, browser, request }) => {
  const [theirs, ours] = [await Company.register(request, 'Casa das Tintas'), await Company.register(request, 'Ótica Boa Vista')];
  await ours.post('/api/v1/members/invites', { role: 'manager', email: theirs.email, delivery: 'email' });
  const mailbox = await (await browser.newContext()).newPage();
  const invitation = await followMail(mailbox, theirs.email, /Convite/);

  await invitation.getByRole('button', { name: 'Entrar e aceitar' }).click();
  await invitation.getByLabel('Sua senha').fill(password);
  await invitation.getByRole('button', { name: 'Entrar e aceitar' }).click();

  await expect(invitation.getByRole('navigation', { name: 'Principal' })).toBeVisible();
  const switcher = (name: string) => invitation.getByRole('button', { name: `${name} Trocar de empresa` });
  await expect(switcher('Ótica Boa Vista')).toBeVisible();

  // Back to their own, from a page of the other's.
  await invitation.goto('/senhas?situacao=paid');
  await switcher('Ótica Boa Vista').click();
  await invitation.getByRole('menuitem', { name: 'Casa das Tintas' }).click();
  await expect(switcher('Casa das Tintas')).toBeVisible();
  await expect(invitation).not.toHaveURL(/senhas/);
  await page.close();
});

test('a forgotten password is replaced by way of the mailbox, and the old one and its sessions end', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  await company.signIn(page);
  const other = await (await browser.newContext()).newPage();
  await other.goto('/entrar');
  await other.getByRole('link', { name: 'Esqueci minha senha' }).click();
  // Both pages have a field of this name.
  await expect(other.getByRole('heading', { name: 'Esqueci minha senha' })).toBeVisible();
  await other.getByLabel('E-mail').fill(company.email);
  await other.getByRole('button', { name: 'Enviar o link' }).click();
  await expect(other.getByText(/Se .* tem uma conta/)).toBeVisible();

  const link = await followMail(other, company.email, 'Crie uma senha nova');
  await link.getByLabel('Senha nova').fill('1234567890');
  await link.getByRole('button', { name: 'Guardar a senha' }).click();
  await expect(link.getByRole('alert')).toContainText('comum demais');
  await link.getByLabel('Senha nova').fill(newPassword);
  await link.getByRole('button', { name: 'Guardar a senha' }).click();
  await expect(link.getByRole('heading', { name: 'Senha trocada' })).toBeVisible();
  await expectMail(request, company.email, 'Sua senha foi trocada');

  // The browser that was signed in is thrown out.
  await page.waitForURL(/entrar/);
  await enter(page, company.email, password);
  await expect(page.getByRole('alert')).toContainText('não conferem');
  await enter(page, company.email, newPassword);
  await page.waitForURL(/balcao/);
  await link.reload();
  await expect(link.getByRole('alert')).toContainText('não vale mais');
});

test('a second factor is set up, asked for when signing in, and a recovery code stands in for the telephone', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  await company.signIn(page);
  await page.getByRole('button', { name: /Perfil, aparência/ }).click();
  await page.getByRole('menuitem', { name: 'Meu perfil' }).click();
  await page.getByRole('link', { name: 'Duas etapas' }).click();
  await page.getByRole('button', { name: 'Ligar' }).click();
  await page.getByRole('dialog').getByLabel('Sua senha').fill(password);
  await page.getByRole('dialog').getByRole('button', { name: 'Continuar' }).click();
  await expect(page.getByRole('img', { name: 'Código para o aplicativo autenticador' })).toBeVisible();
  const secret = (await page.getByText(/^[A-Z2-7]{32}$/).innerText()).trim();
  await page.getByLabel(/código de seis dígitos/).fill('000000');
  await page.getByRole('button', { name: 'Ligar' }).click();
  await expect(page.getByRole('alert')).toContainText('O código não confere');
  await page.getByLabel(/código de seis dígitos/).fill(oneTimeCode(secret));
  await page.getByRole('button', { name: 'Ligar' }).click();
  const codes = page.getByRole('dialog', { name: 'Guarde estes códigos' });
  await expect(codes.getByRole('listitem')).toHaveCount(10);
  const recovery = await codes.getByRole('listitem').first().innerText();
  await codes.getByRole('button', { name: 'Guardei' }).click();
  await expect(page.getByText(/que restam: 10/)).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await enter(other, company.email, password);
  await other.getByLabel('Código de seis dígitos').fill(nextCode(secret));
  await other.getByRole('button', { name: 'Entrar', exact: true }).click();
  await other.waitForURL(/balcao/);

  const lost = await (await browser.newContext()).newPage();
  await enter(lost, company.email, password);
  await lost.getByRole('button', { name: 'Usar um código de recuperação' }).click();
  await lost.getByLabel('Código de recuperação').fill(recovery);
  await lost.getByRole('button', { name: 'Entrar', exact: true }).click();
  await lost.waitForURL(/balcao/);
});

test('a company demands the second factor, and leads through it on the way in', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  const colleague = await company.invite('manager', 'Bia Ramos');
  const { secret } = await company.post('/api/v1/me/second-factor', { password });
  await company.post('/api/v1/me/second-factor/confirm', { code: oneTimeCode(secret) });
  await colleague.signIn(page);
  await company.put('/api/v1/tenant/second-factor', { required: true, graceDays: 0 });
  // Whoever is in without one is out with the next request.
  await page.goto('/senhas');
  await page.waitForURL(/entrar/);

  const other = await (await browser.newContext()).newPage();
  await enter(other, colleague.email, password);
  await expect(other.getByRole('heading', { name: 'Proteja sua conta' })).toBeVisible();
  const theirs = (await other.getByText(/^[A-Z2-7]{32}$/).innerText()).trim();
  await other.getByLabel('Código de seis dígitos').fill(oneTimeCode(theirs));
  await other.getByRole('button', { name: 'Ligar e entrar' }).click();
  await expect(other.getByRole('listitem')).toHaveCount(10);
  await other.getByRole('button', { name: 'Guardei, continuar' }).click();
  await other.waitForURL(/balcao/);
});

test('a device signed out from afar is thrown out while it looks on', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  const other = await (await browser.newContext()).newPage();
  await company.signIn(other);
  await company.signIn(page, '/perfil/aparelhos');
  const rows = page.getByRole('row', { name: /Chrome em Linux/ });
  await expect(rows).toHaveCount(2);
  await rows.getByRole('button', { name: /^Sair: / }).click();

  await expect(rows).toHaveCount(1);
  await other.waitForURL(/entrar/, { timeout: 15_000 });
  await expect(page.getByText('Este aparelho')).toBeVisible();
});

test('name, picture and address are changed in the profile', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  await company.signIn(page, '/perfil');
  await page.getByLabel('Nome', { exact: true }).fill('Ana Beatriz Souza');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('button', { name: /Ana Beatriz Souza/ })).toBeVisible();

  // A picture of the page itself will do.
  await page.locator('input[type=file]').setInputFiles({ name: 'eu.png', mimeType: 'image/png', buffer: await page.screenshot() });
  await expect(page.getByRole('button', { name: 'Trocar a foto' })).toBeVisible();
  await expect(page.locator('aside img[src^="blob:"]')).toBeVisible();

  const email = `nova-${company.email}`;
  await page.getByRole('button', { name: 'Trocar', exact: true }).click();
  await page.getByLabel('Novo e-mail').fill(email);
  await page.getByRole('dialog').getByLabel('Sua senha').fill(password);
  await page.getByRole('button', { name: 'Enviar o link' }).click();
  await expect(page.getByText(/Esperando a confirmação de/)).toBeVisible();
  const link = await followMail(await (await browser.newContext()).newPage(), email, 'Confirme seu novo e-mail');
  await link.getByRole('button', { name: 'Confirmar' }).click();
  await expect(link.getByText(new RegExp(`entra com ${email.replaceAll('.', '\\.')}`))).toBeVisible();
  await page.reload();
  await expect(page.getByText(email, { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/Esperando a confirmação de/)).toHaveCount(0);
});
