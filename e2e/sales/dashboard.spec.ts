import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';

test('a sale is in the figures at once, by pointer and by keyboard, as a chart and as a table, and they lead to it', async ({ page, request }) => {
  const company = await Company.register(request);
  const lead = await company.post('/api/v1/sales/leads', { source: 'visit', person: { name: 'Rui Prado', phone: '11987654321' } });
  await company.post('/api/v1/sales/leads', { source: 'phone', person: { name: 'Bia Reis', phone: '11912345678' } });
  await company.signIn(page, '/comercial/painel');
  const totals = page.getByRole('list', { name: 'Totais' });
  await expect(totals).toContainText('Leads novos2');

  const { opportunityId } = await company.put(`/api/v1/sales/leads/${lead.id}/conversion`, {
    title: 'Bolo de casamento',
    amount: { value: '2350.00', currency: 'BRL' },
  });
  await company.post(`/api/v1/sales/opportunities/${opportunityId}/win`);
  await page.reload();
  await expect(totals).toContainText('R$ 2.350,00');
  await expect(totals).toContainText('50%');
  const sources = page.getByRole('region', { name: 'Conversão por origem' });
  await expect(sources.getByRole('link', { name: /Visita/ })).toContainText('1 · 100%');
  await sources.getByRole('button', { name: /Ver em tabela/ }).press('Enter');
  await expect(sources.getByRole('row', { name: /Visita/ })).toContainText('R$ 2.350,00');

  // The day's column, by keyboard, leads to what was sold on it; from there to the lead it came from.
  await page.getByRole('link', { name: /R\$ 2\.350,00, vendas: 1/ }).press('Enter');
  await expect(page.getByRole('button', { name: /Encerradas/ })).toBeVisible();
  await page.getByRole('table', { name: 'Oportunidades' }).getByRole('button', { name: 'Bolo de casamento' }).click();
  await page.getByRole('link', { name: 'Lead: Visita' }).click();
  await expect(page.getByRole('heading', { name: 'Rui Prado' })).toBeVisible();

  // What is narrowed stands in the address; what leads to nothing says what to do.
  await page.goto('/comercial/painel?origem=event');
  await page.getByRole('button', { name: 'Tirar os filtros' }).click();
  await expect(totals).toContainText('Leads novos2');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Baixar CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^painel-comercial-.*\.csv$/);
});
