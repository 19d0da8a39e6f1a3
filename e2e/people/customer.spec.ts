import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a ticket with consent: the customer reads and agrees, is found by CPF, and takes the consent back', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  await company.signIn(page, '/configuracoes/servicos');
  await page.getByRole('button', { name: 'Atendimento' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Pergunta quem é o cliente?').click();
  await page.getByRole('option', { name: 'Só emite com o cliente identificado' }).click();
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('quem é perguntado tem o direito de saber')).toBeVisible();
  await dialog.getByLabel('Para que servem os dados').fill('Emitir o laudo no seu nome');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog).toBeHidden();

  await page.goto('/balcao');
  await page.getByRole('button', { name: /Atendimento/ }).click();
  await expect(dialog.getByText('Emitir o laudo no seu nome')).toBeVisible();
  await expect(dialog.getByText('Padaria São João a me enviar novidades e ofertas pelo WhatsApp')).toBeVisible();
  // Nothing is agreed to beforehand, and nobody gets a ticket unnamed.
  await expect(dialog.getByRole('checkbox', { name: 'Novidades e ofertas pelo WhatsApp' })).not.toBeChecked();
  await expect(dialog.getByRole('button', { name: 'Emitir sem identificar' })).toBeHidden();
  await dialog.getByRole('button', { name: 'Emitir senha' }).click();
  await expect(dialog.getByText('Informe nome, CPF ou telefone.')).toBeVisible();
  await dialog.getByLabel('Nome').fill('Maria da Conceição');
  await dialog.getByLabel('CPF').fill('529.982.247-26');
  await dialog.getByRole('checkbox', { name: 'Novidades e ofertas pelo WhatsApp' }).check();
  await dialog.getByRole('button', { name: 'Emitir senha' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Este CPF não existe');
  await dialog.getByLabel('CPF').fill('529.982.247-25');
  await dialog.getByRole('button', { name: 'Emitir senha' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await company.ticket('A001'))?.status).toBe('paid');

  await page.goto('/pessoas');
  await page.getByLabel('Buscar pessoa').fill('11144477735');
  await expect(page.getByText('Ninguém encontrado')).toBeVisible();
  await page.getByLabel('Buscar pessoa').fill('52998224725');
  await page.getByRole('button', { name: 'Maria da Conceição' }).click();
  await expect(page.getByText('***.982.247-**')).toBeVisible();
  await expect(page.getByRole('link', { name: 'A001', exact: true })).toBeVisible();
  await expect(page.getByText('Autorizado', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('No balcão').first()).toBeVisible();

  await page.getByRole('button', { name: 'Retirar' }).click();
  await dialog.getByLabel('Como a pessoa pediu?').fill('Ligou');
  await dialog.getByRole('button', { name: 'Retirar' }).click();
  await expect(page.getByText('Retirado', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Autorizado, até a resposta seguinte')).toBeVisible();

  await page.getByRole('link', { name: 'A001', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Maria da Conceição' })).toBeVisible();
});

test('consent texts are reworded as the next version', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page, '/configuracoes/consentimentos');
  await page.getByRole('button', { name: 'Novidades e ofertas pelo WhatsApp' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Texto que o cliente lê').fill('Autorizo a padaria a me escrever quando houver pão quente.');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Texto salvo: versão 2.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Novidades e ofertas/ })).toContainText('2');
});
