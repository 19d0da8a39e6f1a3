import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a person under a legal hold cannot be erased, and a period says beforehand what it would remove', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  const person = await company.post('/api/v1/people/contacts', { name: 'Maria Retida' });
  await company.signIn(page, `/pessoas/${person.id}`);
  await page.getByRole('button', { name: 'Reter dados' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Por quê?').fill('Processo 0001234-55.2026');
  await dialog.getByRole('button', { name: 'Reter' }).click();
  await expect(page.getByText('Sob retenção legal: Processo 0001234-55.2026')).toBeVisible();

  await page.getByRole('button', { name: 'Anonimizar' }).click();
  await dialog.getByLabel('Por quê?').fill('Pedido');
  await dialog.getByRole('button', { name: 'Anonimizar para sempre' }).click();
  await expect(dialog.getByText('A pessoa está sob retenção legal')).toBeVisible();
  await dialog.getByRole('button', { name: 'Voltar' }).click();

  await page.goto('/configuracoes/guarda-de-dados');
  await page.getByRole('button', { name: 'Pessoas sem movimento' }).click();
  await dialog.getByRole('switch', { name: 'Guardar para sempre' }).uncheck();
  await expect(dialog.getByText('Na próxima noite não sairia nada.')).toBeVisible();
  await dialog.getByLabel('Dias').fill('365');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Pessoas sem movimento' })).toContainText('365 dias');
  await page.getByRole('row').filter({ hasText: 'Processo 0001234' }).getByRole('button', { name: 'Encerrar' }).click();
  await expect(page.getByText('Nenhuma retenção')).toBeVisible();
});

test('an operation and an incident are entered and taken away as a table', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  await company.signIn(page, '/configuracoes/operacoes-com-dados');
  await page.getByRole('button', { name: 'Nova operação' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('Preencha este campo.').first()).toBeVisible();
  for (const [label, text] of [
    ['Operação', 'Senhas do balcão'],
    ['Finalidade', 'Chamar quem espera'],
    ['De quem são os dados', 'Clientes'],
    ['Quais dados', 'Nome e telefone'],
    ['Por quanto tempo ficam', 'Dois anos'],
    ['Como são protegidos', 'Cifrados'],
  ])
    await dialog.getByLabel(label, { exact: true }).fill(text);
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Senhas do balcão' })).toContainText('Em uso');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Baixar planilha' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^operacoes-de-tratamento-\d{4}-\d\d-\d\d\.csv$/);

  await page.goto('/configuracoes/incidentes');
  await page.getByRole('button', { name: 'Registrar incidente' }).click();
  await dialog.getByLabel('O que foi', { exact: true }).fill('Notebook furtado');
  await dialog.getByLabel('Como aconteceu').fill('Levado do balcão');
  await dialog.getByLabel('Quais dados').fill('Nomes e telefones');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Notebook furtado' })).toContainText('Comunicar até');
});
