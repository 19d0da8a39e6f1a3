import { Company } from '../support/company.ts';
import { withForm, withImports, withLeads, withLossReasons } from '../support/leads.ts';
import { schemes, shooter, sizes } from '../support/shots.ts';
import { expect, test } from '../support/test.ts';
import { withConversations } from '../support/whatsapp.ts';

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`leads, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      const lead = await withLeads(company, maria.id);
      await withLossReasons(company, 'Achou caro', 'Comprou de outro', 'Desistiu da festa', 'Não respondeu mais');
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/comercial/leads');
      await expect(page.getByText('Colégio Aurora')).toBeVisible();
      await shot(page, 'leads');
      await page.getByRole('button', { name: 'Novo lead' }).click();
      await page.getByRole('dialog').getByText('Pessoa nova').click();
      await shot(page, 'lead-novo');
      const form = await withForm(company);
      await page.goto(`/configuracoes/formularios/${form.id}`);
      await expect(page.getByRole('img', { name: 'QR code do formulário' })).toBeVisible();
      await shot(page, 'formulario');
      await page.goto(form.path);
      await expect(page.getByRole('button', { name: 'Enviar' })).toBeVisible();
      await shot(page, 'formulario-publico');
      await page.goto(`/comercial/leads/${lead.id}`);
      await expect(page.getByText('Quer sem lactose')).toBeVisible();
      await shot(page, 'lead');
      await page.getByRole('button', { name: 'Perdido' }).click();
      await expect(page.getByRole('radio', { name: 'Achou caro' })).toBeVisible();
      await shot(page, 'lead-perdido');
      const imports = await withImports(company);
      await page.goto('/comercial/leads/importacoes');
      await expect(page.getByText('clientes-antigos.csv')).toBeVisible();
      await shot(page, 'importacoes');
      await page.goto(`/comercial/leads/importacoes/${imports.waiting}`);
      await expect(page.getByRole('region', { name: 'Primeiras linhas' })).toContainText('Escola Girassol');
      await shot(page, 'importacao-colunas');
      await page.goto(`/comercial/leads/importacoes/${imports.done}`);
      await expect(page.getByRole('button', { name: 'Desfazer a importação' })).toBeVisible();
      await shot(page, 'importacao-feita');
      await page.goto(`/atendimento?conversa=${maria.id}&ver=pessoa`);
      await expect(page.getByRole('region', { name: 'Leads' })).toContainText('Bolo de casamento');
      await shot(page, 'atendimento-lead');
    });
  }
