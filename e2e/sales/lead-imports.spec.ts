import { readFile } from 'node:fs/promises';
import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

const file = (rows: string) => ({ name: 'clientes da feira.csv', mimeType: 'text/csv', buffer: Buffer.from(rows, 'latin1') });

test('a spreadsheet is looked at, becomes leads while nobody looks, tells what was wrong, and is undone', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page, '/comercial/leads');
  await page.getByRole('button', { name: 'Importar' }).click();
  await expect(page.getByText('Nenhuma importação ainda')).toBeVisible();
  const rows =
    'Nome;Celular;Contato de e-mail;Interesse;Valor\r\n' +
    'José Antônio;(11) 97000-0001;jose@padaria.example;Pão de açúcar;1.012,50\r\n' +
    'Conceição;11 97000-0002;;Bolo;80\r\n' +
    'Sem número;123;;;\r\n';
  await page.locator('input[type=file]').setInputFiles(file(rows));
  await expect(page.getByRole('heading', { name: 'clientes da feira.csv' })).toBeVisible();
  await expect(page.getByText('3 linhas, windows-1252, colunas separadas por ponto e vírgula')).toBeVisible();

  // What each column says: found out, and put right where it was not.
  await expect(page.getByRole('combobox', { name: 'O que diz a coluna Celular' })).toHaveValue('Telefone');
  const email = page.getByRole('combobox', { name: 'O que diz a coluna Contato de e-mail' });
  await expect(email).toHaveValue('Não usar');
  await email.click();
  await page.getByRole('option', { name: 'E-mail', exact: true }).click();
  await expect(email).toHaveValue('E-mail');
  await expect(page.getByText('Telefone: não é válido (linha 4)')).toBeVisible();
  const started = page.waitForResponse((answer) => answer.url().endsWith('/start') && answer.ok());
  await page.getByRole('button', { name: 'Importar 3 linhas' }).click();
  await started;

  // It goes on by itself, and is told to whoever comes back.
  await page.goto('/comercial/leads');
  await page.getByRole('button', { name: 'Importar' }).click();
  await expect(page.getByRole('table', { name: 'Importações' })).toContainText('Importada');
  await page.getByRole('button', { name: 'clientes da feira.csv' }).click();
  await expect(page.getByRole('definition').nth(0)).toHaveText('2');
  const left = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Baixar o que ficou de fora' }).click();
  expect(await readFile(await (await left).path(), 'utf8')).toContain('Sem número;123;;;;4;Telefone: não é válido');
  expect((await company.get('/api/v1/sales/leads')).items).toHaveLength(2);

  await page.getByRole('button', { name: 'Desfazer a importação' }).click();
  await page.getByRole('button', { name: 'Desfazer agora' }).click();
  await expect(page.getByText('Desfeita')).toBeVisible();
  await expect(page.getByRole('definition').nth(0)).toHaveText('2');
  expect((await company.get('/api/v1/sales/leads')).items).toHaveLength(0);
});
