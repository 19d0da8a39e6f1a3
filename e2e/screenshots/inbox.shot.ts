import { expect, test } from '@playwright/test';
import { Company } from '../support/company.ts';
import { schemes, shooter, sizes } from '../support/shots.ts';
import { inOrder, withConversations, withTickets } from '../support/whatsapp.ts';

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`inbox, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      await company.post('/api/v1/inbox/teams', { name: 'Encomendas', memberIds: [], channelIds: [] });
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page);
      await page.goto('/atendimento');
      await expect(page.getByText('Clara Nunes')).toBeVisible();
      await shot(page, 'atendimento');
      await page.goto(`/atendimento?conversa=${maria.id}`);
      await expect(page.getByText('Dá para pagar com Pix na retirada?').last()).toBeVisible();
      await shot(page, 'atendimento-conversa');
      await page.goto('/configuracoes/alertas');
      await page.getByRole('switch', { name: 'Horário de silêncio' }).click();
      await expect(page.getByLabel(/^Das/)).toBeVisible();
      await shot(page, 'alertas');
      await page.goto('/configuracoes/equipes');
      await expect(page.getByText('Encomendas')).toBeVisible();
      await shot(page, 'equipes');
      await company.post('/api/v1/inbox/canned-responses', { shortcut: 'bem-vindo', text: 'Oi, {{cliente}}! Aqui é {{atendente}}, da {{empresa}}. Como posso ajudar?' });
      await company.post('/api/v1/inbox/canned-responses', { shortcut: 'horario', text: 'Abrimos de segunda a sábado, das 7h às 19h.' });
      await company.post('/api/v1/inbox/canned-responses', { shortcut: 'pix', text: 'A chave Pix é o nosso CNPJ. Mande o comprovante por aqui, por favor.' });
      await page.goto('/configuracoes/respostas-prontas');
      await expect(page.getByText('/horario')).toBeVisible();
      await shot(page, 'respostas-prontas');
      await page.goto(`/atendimento?conversa=${maria.id}`);
      await page.getByLabel('Mensagem', { exact: true }).pressSequentially('/');
      await expect(page.getByRole('option')).toHaveCount(3);
      await shot(page, 'atendimento-resposta-pronta');
    });

    test(`an inbox in order, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      await inOrder(company);
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page);
      await page.goto('/atendimento');
      await expect(page.getByText('Encomenda').first()).toBeVisible();
      await shot(page, 'atendimento-etiquetas');
      await page.getByRole('button', { name: 'Filtros' }).click();
      await expect(page.getByText('Guardar esta vista')).toBeVisible();
      await shot(page, 'atendimento-filtros');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Selecionar várias' }).click();
      await page.getByRole('list', { name: 'Conversas' }).getByRole('button').first().click();
      await page.getByRole('list', { name: 'Conversas' }).getByRole('button').nth(1).click();
      await shot(page, 'atendimento-selecionadas');
      await page.goto(`/atendimento?conversa=${maria.id}&ver=pessoa`);
      await expect(page.getByText('Prioridade').last()).toBeVisible();
      await shot(page, 'atendimento-etiquetas-pessoa');
      await page.goto(`/atendimento?conversa=${maria.id}`);
      await page.getByRole('button', { name: 'Anotação', exact: true }).click();
      await page.getByRole('textbox', { name: 'Anotação' }).pressSequentially('Pode ver o recheio? @');
      await expect(page.getByRole('option')).toHaveText(['Bia Ramos']);
      await shot(page, 'atendimento-mencao');
      await page.goto('/configuracoes/etiquetas');
      await expect(page.getByRole('button', { name: 'Encomenda', exact: true })).toBeVisible();
      await shot(page, 'etiquetas');
      await page.getByRole('button', { name: 'Nova etiqueta' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot(page, 'etiqueta-nova');
    });

    test(`tickets, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      const first = await withTickets(company, maria.id);
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page);
      await page.goto('/chamados');
      await expect(page.getByRole('button', { name: /Bolo do casamento/ })).toBeVisible();
      await shot(page, 'chamados');
      await page.goto('/chamados?ver=quadro');
      await expect(page.getByRole('button', { name: /Bolo do casamento/ })).toBeVisible();
      await shot(page, 'chamados-quadro');
      await page.goto(`/chamados/${first.id}`);
      await expect(page.getByText('Falta escolher o recheio')).toBeVisible();
      await shot(page, 'chamado');
      await page.goto(`/atendimento?conversa=${maria.id}&ver=pessoa`);
      await expect(page.getByRole('link', { name: /Bolo do casamento/ })).toBeVisible();
      await shot(page, 'atendimento-chamados');
      await page.getByRole('button', { name: 'Abrir chamado' }).click();
      await expect(page.getByRole('dialog', { name: 'Novo chamado' })).toBeVisible();
      await shot(page, 'chamado-novo');
    });
  }
