import { barriers } from '../support/axe.ts';
import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a form is made, filled in by a hand once although the connection broke, and whoever did is a lead', async ({ page, browser, request }) => {
  test.setTimeout(120_000);
  const company = await Company.register(request);
  await page.setViewportSize({ width: 1400, height: 900 });
  await company.signIn(page, '/configuracoes/formularios');
  await page.getByRole('link', { name: 'Novo formulário' }).click();
  await page.getByRole('button', { name: 'Criar formulário' }).click();
  await expect(page.getByText('Dê um nome: só a sua empresa o vê.')).toBeVisible();
  await page.getByLabel('Nome', { exact: true }).fill('Bio do Instagram');
  await page.getByLabel('Título da página').fill('Encomende o seu bolo');
  // Beside it, as a telephone shows it.
  const preview = page.getByRole('complementary', { name: 'Como fica no celular' });
  await expect(preview).toContainText('Encomende o seu bolo');
  await page.getByRole('radiogroup', { name: 'Telefone' }).getByText('Se quiser').click();
  await expect(page.getByText('Exija o telefone ou o e-mail', { exact: false })).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Telefone' }).getByText('Exigir').click();
  await page.getByRole('button', { name: 'Criar formulário' }).click();
  await expect(page.getByRole('img', { name: 'QR code do formulário' })).toBeVisible();
  const link = new URL(await page.locator('code').first().innerText());

  const hand = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const context = await browser.newContext(hand);
  const visitor = await context.newPage();
  const answer = await visitor.goto(`${link.pathname}?utm_source=instagram&utm_campaign=natal`);
  expect(answer?.headers()['x-robots-tag']).toBe('noindex');
  await expect(visitor.getByRole('heading', { name: 'Encomende o seu bolo' })).toBeVisible();
  expect(await barriers(visitor)).toEqual([]);
  await visitor.getByRole('button', { name: 'Enviar' }).tap();
  await expect(visitor.getByText('Digite o seu nome.')).toBeVisible();
  await visitor.getByLabel('Seu nome').fill('Lia Campos');
  await visitor.getByLabel('Telefone').fill('97777-3001');
  await visitor.getByLabel('Mensagem (se quiser)').fill('Bolo para 40 pessoas');
  await expect(visitor.getByText('Confira o número', { exact: false })).toBeVisible();
  await visitor.getByLabel('Telefone').fill('(11) 97777-3001');
  // It arrives, and the answer does not.
  await visitor.route('**/entries', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await visitor.getByRole('button', { name: 'Enviar' }).tap();
  await expect(visitor.getByText('Sem resposta do servidor.', { exact: false })).toBeVisible();
  await expect(visitor.getByLabel('Seu nome')).toHaveValue('Lia Campos');
  await visitor.unroute('**/entries');
  await visitor.getByRole('button', { name: 'Enviar' }).tap();
  await expect(visitor.getByRole('heading', { name: 'Recebemos o seu contato' })).toBeVisible();

  await page.goto('/comercial/leads');
  await page.getByRole('button', { name: 'Lia Campos' }).first().click();
  await expect(page.getByRole('heading', { name: 'Lia Campos' })).toBeVisible();
  const history = page.getByRole('region', { name: 'Histórico' });
  await expect(history.getByText('Pelo formulário Bio do Instagram', { exact: false })).toHaveCount(1);
  await expect(history).toContainText('Bolo para 40 pessoas');
  await expect(history).toContainText('Veio de instagram · natal');

  // The link is given anew; the one there was leads nowhere, and says so.
  await page.goto('/configuracoes/formularios');
  await page.getByRole('button', { name: 'Bio do Instagram' }).click();
  await page.getByRole('button', { name: 'Trocar o link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Trocar', exact: true }).click();
  await expect(page.getByText('Link trocado.', { exact: false })).toBeVisible();
  await visitor.goto(link.pathname);
  await expect(visitor.getByText('Este formulário não recebe mais respostas', { exact: false })).toBeVisible();
  await context.close();
});
