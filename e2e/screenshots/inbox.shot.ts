import { Company } from '../support/company.ts';
import { withMicrophone } from '../support/config.ts';
import { everyForm, schemes, shooter, sizes } from '../support/shots.ts';
import { expect, test } from '../support/test.ts';
import { conversationWith, inOrder, withConversations, withTickets } from '../support/whatsapp.ts';

test.use({ launchOptions: withMicrophone });

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`inbox, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      await company.post('/api/v1/inbox/teams', { name: 'Encomendas', memberIds: [], channelIds: [] });
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/atendimento');
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
      await company.post('/api/v1/inbox/canned-responses', {
        shortcut: 'bem-vindo',
        text: 'Oi, {{cliente}}! Aqui é {{atendente}}, da {{empresa}}. Como posso ajudar?',
      });
      await company.post('/api/v1/inbox/canned-responses', { shortcut: 'horario', text: 'Abrimos de segunda a sábado, das 7h às 19h.' });
      await company.post('/api/v1/inbox/canned-responses', {
        shortcut: 'pix',
        text: 'A chave Pix é o nosso CNPJ. Mande o comprovante por aqui, por favor.',
      });
      await page.goto('/configuracoes/respostas-prontas');
      await expect(page.getByText('/horario')).toBeVisible();
      await shot(page, 'respostas-prontas');
      await page.goto(`/atendimento?conversa=${maria.id}`);
      await page.getByLabel('Mensagem', { exact: true }).pressSequentially('/');
      await expect(page.getByRole('option')).toHaveCount(3);
      await shot(page, 'atendimento-resposta-pronta');
    });

    test(`writing, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      const other = await conversationWith(company, 'Podem mandar o orçamento da festa até sexta? São 40 pessoas.');
      await company.put(`/api/v1/inbox/conversations/${other.id}/draft`, { reply: 'Bom dia! O orçamento para 40 pessoas fica em', note: '' });
      const page = await (await browser.newContext({ viewport, colorScheme: scheme, permissions: ['microphone'] })).newPage();
      await company.signIn(page, '/atendimento');
      await expect(page.getByText('Rascunho:')).toBeVisible();
      await shot(page, 'atendimento-rascunho');
      await page.goto(`/atendimento?conversa=${maria.id}`);
      const field = page.getByLabel('Mensagem', { exact: true });
      await field.fill('Dá sim! A chave é o nosso CNPJ.');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();
      await shot(page, 'atendimento-desfazer');
      await field.fill('Até mais tarde');
      await page.getByRole('button', { name: 'Emoji', exact: true }).click();
      await page.getByLabel('Procurar emoji').fill('bo');
      await shot(page, 'atendimento-emoji');
      await page.keyboard.press('Escape');
      await page.getByLabel('Arquivo', { exact: true }).setInputFiles([
        { name: 'bolo-de-casamento.png', mimeType: 'image/png', buffer: Buffer.from('x') },
        { name: 'orçamento.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') },
      ]);
      await shot(page, 'atendimento-arquivos');
      await page.getByRole('button', { name: 'Gravar áudio' }).click();
      await expect(page.getByRole('timer')).toHaveText('0:03');
      await shot(page, 'atendimento-gravando');
    });

    test(`an inbox in order, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      await inOrder(company);
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/atendimento');
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
      await page.goto('/atendimento');
      await page.getByRole('textbox', { name: 'Buscar nas mensagens' }).fill('bolos');
      await page.getByRole('list', { name: 'O que foi encontrado' }).getByRole('button', { name: /fubá/ }).click();
      await expect(page.locator('[data-found]')).toBeVisible();
      if (size === 'phone') await shot(page, 'atendimento-busca-mensagem');
      if (size === 'phone') await page.goBack();
      await shot(page, 'atendimento-busca');
      await page.getByRole('textbox', { name: 'Buscar nas mensagens' }).fill('maria');
      await expect(page.getByRole('heading', { name: 'Conversas com' })).toBeVisible();
      await page.getByRole('button', { name: 'Período' }).click();
      await shot(page, 'atendimento-busca-periodo');
      await page.goto('/configuracoes/etiquetas');
      await expect(page.getByRole('button', { name: 'Encomenda', exact: true })).toBeVisible();
      await shot(page, 'etiquetas');
      await page.getByRole('button', { name: 'Nova etiqueta' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot(page, 'etiqueta-nova');
    });

    test(`the person, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.withCounter(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      await withTickets(company, maria.id);
      const { contactId } = maria.customer;
      const customer = { name: 'Maria Lima', phone: '+5511987654321' };
      for (const prefix of ['C', 'B']) {
        const ticket = await company.post('/api/v1/counter/tickets', { serviceId: (await company.service(prefix)).id, customer });
        if (prefix === 'C') await company.post(`/api/v1/counter/tickets/${ticket.id}/manual-payments`, { method: 'card' });
        else await company.post(`/api/v1/counter/tickets/${ticket.id}/charge`);
      }
      await company.post(`/api/v1/privacy/contacts/${contactId}/consents`, {
        purpose: 'marketing',
        channel: 'whatsapp',
        granted: true,
        source: 'conversation',
      });
      const twin = await company.post('/api/v1/people/contacts', {
        name: 'Maria Lima',
        identifiers: [{ kind: 'email', text: 'maria@cliente.example' }],
      });
      for (const [name, kind, options, value] of [
        ['Aniversário', 'date', [], '1990-02-28'],
        ['Alergias', 'text', [], 'Amendoim'],
        ['Sabor preferido', 'choice', ['Chocolate', 'Limão', 'Fubá'], 'Fubá'],
        ['Convidados', 'number', [], null],
      ] as const) {
        const field = await company.post('/api/v1/people/fields', { name, kind, options });
        if (value) await company.put(`/api/v1/people/contacts/${contactId}/fields/${field.id}`, { value });
        if (name === 'Alergias') await company.put(`/api/v1/people/contacts/${twin.id}/fields/${field.id}`, { value: 'Nozes' });
      }
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, `/atendimento?conversa=${maria.id}&ver=pessoa`);
      const person = page.getByRole('region', { name: 'Pessoa' });
      await person.getByRole('region', { name: 'Dados de contato' }).scrollIntoViewIfNeeded();
      await person.getByRole('combobox', { name: 'Sabor preferido' }).scrollIntoViewIfNeeded();
      await shot(page, 'atendimento-pessoa');
      await person.getByRole('list', { name: 'Histórico' }).getByRole('link').last().scrollIntoViewIfNeeded();
      await shot(page, 'atendimento-historico');
      await person.getByRole('button', { name: 'Comparar' }).click();
      await expect(page.getByRole('dialog').getByText('Nozes')).toBeVisible();
      await shot(page, 'pessoa-comparar');
      await page.goto('/configuracoes/campos-da-pessoa');
      await expect(page.getByRole('button', { name: 'Sabor preferido', exact: true })).toBeVisible();
      await shot(page, 'campos-da-pessoa');
    });

    test(`sharing out, ${size}, ${scheme}`, async ({ browser, request }) => {
      test.setTimeout(180_000);
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      const team = (await company.get('/api/v1/inbox/teams')).teams[0];
      const change = {
        name: team.name,
        active: true,
        memberIds: [],
        channelIds: [],
        assignment: { mode: 'least_loaded', capacity: 6, limboMinutes: 1, awayReturnMinutes: 15 },
      };
      await company.put(`/api/v1/inbox/agents/${(await company.get('/api/v1/me')).user.id}`, { capacity: 0 });
      await company.put(`/api/v1/inbox/teams/${team.id}`, change);
      await colleague.put('/api/v1/inbox/agents/me/state', {
        state: 'away',
        reason: 'lunch',
        until: new Date(Date.now() + 45 * 60_000).toISOString(),
      });
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/configuracoes/equipes');
      await expect(page.getByText('Ausência automática')).toBeVisible();
      await shot(page, 'equipes-quem-atende');
      await page.getByRole('button', { name: team.name, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot(page, 'equipe-distribuicao');
      await page.goto(`/atendimento?conversa=${maria.id}`);
      await page
        .getByRole('button', { name: /Perfil, aparência, atalhos e sair/ })
        .first()
        .click();
      await expect(page.getByRole('menuitem', { name: 'Ausente…' })).toBeVisible();
      await shot(page, 'ausente-menu');
      await page.getByRole('menuitem', { name: 'Ausente…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot(page, 'ausente');
      if (!everyForm && !(size === 'desktop' && scheme === 'light')) return;
      await page.goto(`/atendimento?vista=waiting`);
      await expect(page.getByText(/sem dono/i).first()).toBeVisible({ timeout: 120_000 });
      await expect(page.getByRole('button', { name: 'Dispensar o aviso' })).toBeVisible({ timeout: 120_000 });
      await page.getByRole('list', { name: 'Conversas' }).getByRole('button').first().click();
      await shot(page, 'sem-dono');
    });

    test(`tickets, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const colleague = await company.invite('agent', 'Bia Ramos');
      const { maria } = await withConversations(company, colleague);
      const first = await withTickets(company, maria.id);
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/chamados');
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
