import type { Page } from '@playwright/test';
import { barriers } from '../support/axe.ts';
import { Company } from '../support/company.ts';
import { oneTimeCode } from '../support/mail.ts';
import { withProducts } from '../support/products.ts';
import { withDraft, withLetterhead, withSale, withSent } from '../support/proposals.ts';
import { withFunnel } from '../support/sales.ts';
import { withForm, withImports, withLeads, withLossReasons } from '../support/leads.ts';
import { withHistory } from '../support/dashboard.ts';
import { expect, test } from '../support/test.ts';
import { conversationWith, connected, inOrder, withConversations, withMessages, withTickets, writeTo } from '../support/whatsapp.ts';

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 }, small: { width: 320, height: 640 } };

/** Of the small one only what differs from a phone: where things lie. */
const LYING = ['color-contrast', 'scrollable-region-focusable', 'target-size'];

/** The page at its address, loaded once and looked at in every size, light and dark: only colours differ between the two. */
async function hasNoBarriers(page: Page, path: string) {
  await page.goto(path);
  await looksWell(page, path);
}

async function looksWell(page: Page, what: string) {
  await expect(page.getByRole('heading').or(page.getByRole('img')).first()).toBeVisible();
  await expect(page.locator('[aria-busy=true], .mantine-Skeleton-root')).toHaveCount(0);
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const small = size === 'small';
    await expectNone(page, `${what} (${size}, light)`, small ? LYING : undefined);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways, `${what} (${size}) scrolls sideways`).toBeLessThanOrEqual(0);
    if (small) continue;
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expectNone(page, `${what} (${size}, dark)`, ['color-contrast']);
  }
}

/** At rest: a page that is changing its colours is looked at again. */
const expectNone = (page: Page, what: string, rules?: string[]) =>
  expect(async () => expect(await barriers(page, rules), what).toEqual([])).toPass({ timeout: 20_000 });

test.describe.configure({ timeout: 150_000 });

test('no page of a customer or a newcomer has barriers', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  const ticket = await company.issue('B');
  const charge = await company.post(`/api/v1/counter/tickets/${ticket.id}/charge`);
  const form = await company.get('/api/v1/privacy/form');
  const asked = await company.post('/api/v1/privacy/requests', { kind: 'access', name: 'Maria', reach: 'maria@cliente.example' });
  const link = await company.post('/api/v1/payments/links', {
    amount: { value: '9.00', currency: 'BRL' },
    description: 'Encomenda 7',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const { opportunity } = await withSale(company);
  const offered = await withSent(company, opportunity.id);
  for (const path of [
    '/entrar',
    '/criar-empresa',
    '/esqueci-a-senha',
    '/nova-senha#x',
    '/confirmar-email#x',
    '/painel',
    charge.paymentUrl,
    ticket.followUrl,
    form.url,
    asked.statusUrl,
    new URL(link.url).pathname,
    offered.path,
  ])
    await hasNoBarriers(page, path);
  await page.goto(offered.path);
  await page.getByRole('button', { name: 'Aceitar proposta' }).click();
  await page.getByRole('button', { name: 'Aceitar', exact: true }).click();
  await looksWell(page, 'accepting a proposal');
});

test('no page of daily work has barriers', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  await company.issue('A');
  const paid = await company.issue('B');
  await company.post(`/api/v1/counter/tickets/${paid.id}/manual-payments`, { method: 'cash' });
  const person = await company.post('/api/v1/people/contacts', { name: 'Maria', identifiers: [{ kind: 'cpf', text: '529.982.247-25' }] });
  await company.signIn(page);
  await page.getByRole('button', { name: 'Guichê 1' }).click();
  await looksWell(page, '/balcao');
  for (const path of ['/senhas', '/pessoas', `/pessoas/${person.id}`]) await hasNoBarriers(page, path);
  for (const part of ['a-conferir', 'devolucoes', 'conferencia', 'links', 'a-mao', 'livro']) await hasNoBarriers(page, `/pagamentos/${part}`);
});

test('no page of products has barriers', async ({ page, request }) => {
  const company = await Company.register(request);
  const { coffee } = await withProducts(company, page);
  await company.enter(page);
  for (const path of ['/comercial/produtos', `/comercial/produtos/${coffee.id}`, '/comercial/produtos/novo']) await hasNoBarriers(page, path);
  await page.goto('/comercial/produtos?situacao=inativos');
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('button', { name: 'Importar planilha' }).click();
  const file = Buffer.from('SKU;Nome;Preço;Cor\nCAF-500;Café torrado;20\nNOVO;Chá;9,90\nRUIM;;\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'produtos.csv', mimeType: 'text/csv', buffer: file });
  await expect(page.getByText('Muda', { exact: true })).toBeVisible();
  await looksWell(page, 'what a spreadsheet would change');
});

test('no page of WhatsApp has barriers', async ({ page, request }) => {
  const company = await Company.register(request);
  await withMessages(company);
  await company.enter(page);
  for (const tab of ['enviadas', 'recebidas', 'a-decidir', 'nao-entregues', 'modelos']) await hasNoBarriers(page, `/whatsapp?aba=${tab}`);
  await hasNoBarriers(page, '/configuracoes/whatsapp');
});

test('no page of the inbox has barriers', async ({ page, request }) => {
  const company = await Company.register(request);
  const colleague = await company.invite('agent', 'Bia Ramos');
  const { maria } = await withConversations(company, colleague);
  await company.post('/api/v1/inbox/teams', { name: 'Encomendas', memberIds: [], channelIds: [] });
  await company.post('/api/v1/inbox/canned-responses', { shortcut: 'horario', text: 'Abrimos às 7h.' });
  const ticket = await withTickets(company, maria.id);
  await company.enter(page);
  await inOrder(company);
  for (const path of [
    '/atendimento',
    '/atendimento?vista=mentions',
    '/atendimento?vista=waiting',
    '/configuracoes/etiquetas',
    '/configuracoes/alertas',
    '/atendimento?situacao=resolved',
    `/atendimento?conversa=${maria.id}`,
    `/atendimento?conversa=${maria.id}&ver=pessoa`,
    '/configuracoes/equipes',
    '/configuracoes/respostas-prontas',
    '/chamados',
    '/chamados?ver=quadro',
    `/chamados/${ticket.id}`,
  ])
    await hasNoBarriers(page, path);
  await page.goto(`/atendimento?conversa=${maria.id}&mensagem=1&autor=customer`);
  await page.setViewportSize(sizes.desktop);
  const box = page.getByRole('textbox', { name: 'Buscar nas mensagens' });
  await box.fill('pix retirada');
  await expect(page.locator('mark').first()).toBeVisible();
  await looksWell(page, 'what was found, and a conversation opened at it');
  await page.goto('/atendimento');
  for (const [text, what] of [
    ['maria', 'Conversas com'],
    ['xyzabc', 'Nada encontrado'],
    ['de', 'Escreva uma palavra inteira'],
  ] as const) {
    await box.fill(text);
    await expect(page.getByText(what)).toBeVisible();
    await looksWell(page, `a search with ${what}`);
  }
  await page.setViewportSize(sizes.desktop);
  await box.fill('bolo');
  await page.getByRole('button', { name: 'Período' }).click();
  await looksWell(page, 'the period of a search');
  await page.goto('/configuracoes/equipes');
  await page.getByRole('button', { name: 'Atendimento', exact: true }).first().click();
  await looksWell(page, 'a team');
  await page.keyboard.press('Escape');
  await page.setViewportSize(sizes.desktop);
  await page
    .getByRole('button', { name: /Perfil, aparência, atalhos e sair/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Ausente…' }).click();
  await looksWell(page, 'going away');
});

test('no page of sales has barriers', async ({ page, request }) => {
  const company = await Company.register(request);
  const seller = await company.invite('agent', 'Bia Ramos');
  const { wedding } = await withFunnel(company, seller);
  await company.enter(page);
  for (const path of ['/comercial/funil', '/comercial/funil?ver=lista', `/comercial/oportunidades/${wedding.id}`, '/configuracoes/funis'])
    await hasNoBarriers(page, path);
  // With nothing to tell, with four months of it, and where a figure leads.
  await hasNoBarriers(page, '/comercial/painel?origem=event');
  await withHistory(company, seller);
  for (const path of [
    '/comercial/painel',
    '/comercial/painel?periodo=12-meses&comparar=ano',
    '/comercial/funil?ver=lista&encerradas=2026-01-01..2026-12-31',
  ])
    await hasNoBarriers(page, path);
  await page.goto('/comercial/funil');
  await page.getByRole('button', { name: 'Nova oportunidade' }).click();
  await looksWell(page, 'a new opportunity');
  await page.keyboard.press('Escape');
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('button', { name: 'Previsão' }).click();
  await looksWell(page, 'the forecast');
});

test('no page of proposals has barriers', async ({ page, request }) => {
  const company = await Company.register(request);
  await withLetterhead(company, page);
  const { opportunity } = await withSale(company);
  const sent = await withSent(company, opportunity.id);
  const draft = await withDraft(company, opportunity.id);
  await company.enter(page);
  for (const path of ['/comercial/propostas', `/comercial/propostas/${sent.id}`, `/comercial/propostas/${draft}`, '/configuracoes/propostas'])
    await hasNoBarriers(page, path);
  await page.goto(`/comercial/propostas/${draft}`);
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('textbox', { name: 'Preço do item 1' }).fill('x');
  await expect(page.getByText('Informe um preço', { exact: false })).toBeVisible();
  await looksWell(page, 'a proposal with what cannot be read');
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('textbox', { name: 'Preço do item 1' }).fill('10');
  await page.getByRole('button', { name: 'Enviar…' }).click();
  await expect(page.getByRole('dialog', { name: 'Enviar a proposta' })).toBeVisible();
  await looksWell(page, 'sending a proposal');
});

test('no page of leads has barriers', async ({ page, request }) => {
  const company = await Company.register(request);
  const { number } = await connected(company);
  await writeTo(request, number, { text: 'Quanto sai um bolo de casamento?' });
  const conversation = await conversationWith(company, 'Quanto sai um bolo de casamento?');
  const lead = await withLeads(company, conversation.id);
  await withLossReasons(company, 'Achou caro', 'Comprou do vizinho');
  const imports = await withImports(company);
  const form = await withForm(company);
  await company.enter(page);
  for (const path of [
    '/comercial/leads',
    '/comercial/leads?vista=unowned&situacao=lost',
    `/comercial/leads/${lead.id}`,
    '/comercial/leads/importacoes',
    `/comercial/leads/importacoes/${imports.done}`,
    `/comercial/leads/importacoes/${imports.waiting}`,
    '/configuracoes/pontos-dos-leads',
    '/configuracoes/formularios',
    '/configuracoes/formularios/novo',
    `/configuracoes/formularios/${form.id}`,
    form.path,
  ])
    await hasNoBarriers(page, path);
  await page.goto(form.path);
  await page.getByRole('button', { name: 'Enviar' }).click();
  await expect(page.getByText('Digite o seu nome.')).toBeVisible();
  await looksWell(page, 'a form that lacks something');
  await hasNoBarriers(page, '/f/unknown0unknown0unknown');
  await page.goto(`/comercial/leads/${lead.id}`);
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('button', { name: 'Mudar o passo' }).click();
  await looksWell(page, 'planning the next step');
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('button', { name: 'Perdido' }).click();
  await expect(page.getByRole('radio', { name: 'Achou caro' })).toBeVisible();
  await looksWell(page, 'losing a lead');
  await page.goto('/comercial/leads');
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('button', { name: 'Novo lead' }).click();
  const dialog = page.getByRole('dialog', { name: 'Novo lead' });
  await dialog.getByText('Pessoa nova').click();
  await dialog.getByRole('button', { name: 'Campanha (UTM)' }).click();
  await dialog.getByRole('button', { name: 'Criar lead' }).click();
  await expect(dialog.getByText('Informe o nome.')).toBeVisible();
  await looksWell(page, 'a new lead');
});

test('no page of the settings has barriers', async ({ page, request }) => {
  const company = await Company.withCounter(request);
  const asked = await company.post('/api/v1/privacy/requests', { kind: 'access', name: 'Maria', reach: 'maria@cliente.example' });
  await company.enter(page);
  for (const part of [
    'servicos',
    'guiches',
    'impressoras',
    'paineis',
    'sicredi',
    'consentimentos',
    'membros',
    'campos-da-pessoa',
    'privacidade',
    `privacidade/${asked.request.id}`,
    'guarda-de-dados',
    'operacoes-com-dados',
    'incidentes',
    'empresa',
  ])
    await hasNoBarriers(page, `/configuracoes/${part}`);
});

test('no page of an account has barriers', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  await company.post('/api/v1/members/invites', { role: 'agent', email: `bia-${company.email}`, name: 'Bia Ramos', delivery: 'email' });
  const { url } = await company.post('/api/v1/members/invites', { role: 'agent' });
  await company.signIn(page, '/perfil/duas-etapas');
  await page.getByRole('button', { name: 'Ligar' }).click();
  await page.getByRole('dialog').getByLabel('Sua senha').fill('uma frase bem longa');
  await page.getByRole('dialog').getByRole('button', { name: 'Continuar' }).click();
  const secret = (await page.getByText(/^[A-Z2-7]{32}$/).innerText()).trim();
  await looksWell(page, 'setting up the second factor');
  await page.getByLabel(/código de seis dígitos/).fill(oneTimeCode(secret));
  await page.getByRole('button', { name: 'Ligar' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(10);
  await looksWell(page, 'recovery codes');
  for (const path of ['/perfil', '/perfil/senha', '/perfil/duas-etapas', '/perfil/aparelhos', '/configuracoes/membros'])
    await hasNoBarriers(page, path);
  await page.setViewportSize(sizes.desktop);
  await page.getByRole('button', { name: 'Convidar' }).click();
  await looksWell(page, 'inviting');

  const newcomer = await (await browser.newContext()).newPage();
  await hasNoBarriers(newcomer, new URL(url).pathname);
  await newcomer.getByRole('button', { name: 'Entrar e aceitar' }).click();
  await looksWell(newcomer, 'an invitation for whoever has an account');
  await newcomer.goto('/entrar');
  await newcomer.getByLabel('E-mail').fill(company.email);
  await newcomer.getByLabel('Senha', { exact: true }).fill('uma frase bem longa');
  await newcomer.getByRole('button', { name: 'Entrar' }).click();
  await expect(newcomer.getByLabel('Código de seis dígitos')).toBeVisible();
  await looksWell(newcomer, 'the second step');
});
