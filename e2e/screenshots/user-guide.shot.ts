import type { Page } from '@playwright/test';
import { Company, newestCharge, pay, payKey } from '../support/company.ts';
import { everyForm, folder, schemes, shooter, sizes } from '../support/shots.ts';
import { expect, test } from '../support/test.ts';
import { withProducts } from '../support/products.ts';
import { withMessages } from '../support/whatsapp.ts';

for (const scheme of schemes)
  for (const [size, viewport] of Object.entries(sizes)) {
    const shot = shooter(size, scheme);

    test(`${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.withCounter(request);
      // In a hand there is a finger, and no keys to hint at.
      const touch = { hasTouch: size === 'phone', isMobile: size === 'phone' };
      const context = await browser.newContext({ viewport, colorScheme: scheme, ...touch });
      const page = await context.newPage();

      await page.goto('/entrar');
      await expect(page.getByRole('button', { name: 'Entrar' })).toBeVisible();
      await shot(page, 'entrar');
      await company.signIn(page);
      await page.getByRole('button', { name: 'Guichê 2' }).click();

      for (const prefix of ['A', 'A', 'A', 'A', 'A', 'A', 'B', 'C']) await company.issue(prefix);
      await company.issue('A', 5);
      const charged = await company.issue('B');
      const charge = await company.post(`/api/v1/counter/tickets/${charged.id}/charge`);
      const panel = await company.openPanel(browser, { viewport: size === 'desktop' ? { width: 1280, height: 720 } : viewport, colorScheme: scheme });
      const desks = (await company.get('/api/v1/counter/desks')).items;
      for (let done = 0; done < 3; done++) {
        const { ticketId } = await company.post(`/api/v1/counter/desks/${desks[done % 2].id}/calls`);
        await company.post(`/api/v1/counter/tickets/${ticketId}/complete`);
      }
      const called = await company.post(`/api/v1/counter/desks/${desks[1].id}/calls`);
      await expect(panel.getByText(called.code).first()).toBeVisible({ timeout: 60_000 });
      await shot(panel, 'painel');

      await page.reload();
      await expect(page.getByText(called.code).first()).toBeVisible();
      await shot(page, 'balcao');
      await page.goto('/senhas');
      await shot(page, 'senhas');

      const payer = await (await browser.newContext({ viewport, colorScheme: scheme, ...touch })).newPage();
      await payer.goto(charge.paymentUrl);
      await expect(payer.getByRole('button', { name: /Copiar/ })).toBeVisible();
      await shot(payer, 'pagamento');
      await pay(request, charge.txid);
      await expect(payer.getByText(/[Pp]ago|Pagamento confirmado/).first()).toBeVisible();
      await shot(payer, 'pago');
      await payer.goto(charged.followUrl);
      await shot(payer, 'fila');
      expect(called.sequence).toBe(4);

      for (const [name, kind, text] of [
        ['Paulo Nogueira', 'phone', '(11) 98765-0001'],
        ['Marina Duarte', 'email', 'marina@duarte.example'],
        ['Ótica Boa Vista', 'cnpj', '12.ABC.345/01DE-35'],
      ])
        await company.post('/api/v1/people/contacts', { name, identifiers: [{ kind, text }] });
      const maria = await company.post('/api/v1/people/contacts', {
        name: 'Maria da Conceição',
        identifiers: [
          { kind: 'cpf', text: '529.982.247-25' },
          { kind: 'phone', text: '(11) 98765-4321' },
        ],
      });
      await company.post(`/api/v1/people/contacts/${maria.id}/reveals`, { reason: 'Emitir a nota fiscal' });
      const laboratory = await company.post('/api/v1/counter/services', {
        name: 'Exame com laudo',
        prefix: 'E',
        price: { value: '0.00', currency: 'BRL' },
        customerAsk: 'required',
        customerPurpose: 'Emitir o laudo no seu nome e avisar quando ficar pronto',
      });
      await company.post('/api/v1/counter/tickets', {
        serviceId: laboratory.id,
        customer: { cpf: '529.982.247-25', consents: [{ purpose: 'marketing', channel: 'whatsapp', version: 1 }] },
      });
      await page.goto('/balcao');
      if (size === 'phone') await page.getByText('Emitir', { exact: true }).click();
      await page.getByRole('button', { name: /Exame com laudo Grátis/ }).click();
      await expect(page.getByRole('checkbox', { name: 'Novidades e ofertas pelo WhatsApp' })).toBeVisible();
      await shot(page, 'cliente');
      await page.goto('/pessoas');
      await expect(page.getByText('Maria da Conceição')).toBeVisible();
      await shot(page, 'pessoas');
      await page.goto(`/pessoas/${maria.id}`);
      await expect(page.getByText('Emitir a nota fiscal')).toBeVisible();
      await shot(page, 'pessoa');

      for (const [name, path] of [
        ['servicos', '/configuracoes/servicos'],
        ['impressoras', '/configuracoes/impressoras'],
        ['consentimentos', '/configuracoes/consentimentos'],
        ['sicredi', '/configuracoes/sicredi'],
      ]) {
        await page.goto(path);
        await shot(page, name);
      }
      await context.close();
    });

    test(`products, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      const touch = { hasTouch: size === 'phone', isMobile: size === 'phone' };
      const page = await (await browser.newContext({ viewport, colorScheme: scheme, ...touch })).newPage();
      const { coffee } = await withProducts(company, page);
      await company.signIn(page, '/comercial/produtos');
      await expect(page.getByText('Pão francês')).toBeVisible();
      await shot(page, 'produtos');
      await page.getByRole('button', { name: 'Importar planilha' }).click();
      const rows =
        'SKU;Nome;Preço;Categoria\nCAF-500;Café torrado em grãos;22,90;Bebidas\nCHA-MATE;Chá mate;12,50;Bebidas\nSONHO;Sonho;7,00;Doces\nPAO-FR;Pão francês;dezoito;\n';
      await page.locator('input[type=file]').setInputFiles({ name: 'produtos.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
      await expect(page.getByText('Sonho')).toBeVisible();
      await shot(page, 'produtos-importar');
      await page.goto(`/comercial/produtos/${coffee.id}`);
      await expect(page.getByRole('img', { name: 'Foto 1 de' })).toBeVisible();
      await shot(page, 'produto');
    });

    test(`money and privacy, ${size}, ${scheme}`, async ({ browser, request }) => {
      test.skip(!everyForm && !(size === 'desktop' && scheme === 'light'));
      test.setTimeout(420_000);
      const company = await Company.withCounter(request);
      // The day of these payments ends while the pictures are taken, so that there is a day to sign.
      const dayEnds = new Date(Math.ceil((Date.now() + 100_000) / 60_000) * 60_000);
      const businessDayCutoff = dayEnds.toLocaleTimeString('pt-BR', { timeZone: 'America/Sao_Paulo', hour: '2-digit', minute: '2-digit' });
      const profile = await company.get('/api/v1/tenant');
      await company.put('/api/v1/tenant', { name: profile.name, timeZone: profile.timeZone, businessDayCutoff });
      const manager = await company.invite('manager', 'Bruno Lima');
      const touch = { hasTouch: size === 'phone', isMobile: size === 'phone' };
      const open = async () => (await browser.newContext({ viewport, colorScheme: scheme, ...touch })).newPage();
      // What a customer opens, a customer opens on a phone.
      const openPhone = async () =>
        (await browser.newContext({ viewport: sizes.phone, colorScheme: scheme, hasTouch: true, isMobile: true })).newPage();
      const phoneShot = async (phone: Page, name: string) => {
        await phone.waitForTimeout(600);
        await phone.screenshot({ path: `${folder}/${name}-phone-${scheme}.png` });
      };
      const page = await open();
      await company.signIn(page);

      // Paid as asked, paid too much and paid out of nowhere; cash and card.
      const charged = async (prefix: string) => {
        const ticket = await company.issue(prefix);
        return { ticket, charge: await company.post(`/api/v1/counter/tickets/${ticket.id}/charge`) };
      };
      const exact = await charged('B');
      const [small, much] = [await charged('C'), await charged('B')];
      await pay(request, exact.charge.txid);
      await pay(request, small.charge.txid);
      await pay(request, much.charge.txid, '40.00');
      const { pixKey } = await company.get('/api/v1/payments/sicredi');
      await payKey(request, pixKey, '12.50');
      await payKey(request, pixKey, '3.00');
      for (const [prefix, method] of [
        ['B', 'cash'],
        ['C', 'card'],
      ])
        await company.post(`/api/v1/counter/tickets/${(await company.issue(prefix)).id}/manual-payments`, { method });
      const unmatched = async () => (await company.get('/api/v1/payments/unmatched')).items as { id: string; amount: { value: string } }[];
      await expect.poll(async () => (await unmatched()).length, { timeout: 60_000 }).toBe(3);
      const tip = (await unmatched()).find((one) => one.amount.value === '3.00')!;
      await company.post(`/api/v1/payments/unmatched/${tip.id}/dismissal`, { reason: 'caixinha' });
      await page.goto('/pagamentos/a-conferir');
      await expect(page.getByRole('cell', { name: 'Valor diferente do cobrado' })).toBeVisible();
      await shot(page, 'a-conferir');
      await page.getByRole('button', { name: 'Devolver', exact: true }).last().click();
      await page.getByRole('dialog').getByLabel('Valor').fill('5,00');
      await page.getByRole('dialog').getByLabel('Motivo').fill('pagou a mais');
      await shot(page, 'devolver');
      await page.getByRole('dialog').getByRole('button', { name: 'Devolver' }).click();
      await expect(page.getByText('Devolução a caminho do banco.')).toBeVisible();

      // Above the limit somebody else decides.
      await company.put('/api/v1/payments/refunds/approval-limit', { above: { value: '20.00', currency: 'BRL' } });
      await expect.poll(async () => (await company.ticket(exact.ticket.code)).status).toBe('paid');
      const { paidWith } = await company.get(`/api/v1/counter/tickets/${exact.ticket.id}`);
      await company.post('/api/v1/payments/refunds', {
        paymentId: paidWith.paymentId,
        reason: 'encomenda desmarcada',
        amount: { value: '35.00', currency: 'BRL' },
      });
      const second = await open();
      await manager.signIn(second, '/pagamentos/devolucoes');
      await expect(second.getByText('Devolvido', { exact: true }).last()).toBeVisible({ timeout: 60_000 });
      await expect(second.getByRole('button', { name: 'Aprovar' })).toBeVisible();
      await shot(second, 'devolucoes');
      await second.getByRole('row').filter({ hasText: 'R$ 5,00' }).getByRole('button').click();
      await expect(second.getByRole('dialog')).toContainText('Identificação da devolução');
      await shot(second, 'comprovante');

      const link = (value: string, description: string, reusable = false) =>
        company.post('/api/v1/payments/links', {
          amount: { value, currency: 'BRL' },
          description,
          reusable,
          expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
        });
      const raffle = await link('10.00', 'Rifa da festa junina', true);
      const cake = await link('120.00', 'Bolo de casamento, sinal');
      await company.post(`/api/v1/payments/links/${(await link('80.00', 'Torta salgada')).id}/cancellation`);
      await link('45.90', 'Cesta de café da manhã');
      const payer = await openPhone();
      for (const { url } of [raffle, cake]) {
        await payer.goto(new URL(url).pathname);
        await expect(payer.getByRole('button', { name: 'Pagar com Pix' })).toBeVisible();
        await phoneShot(payer, 'link-cliente-inicio');
        await payer.getByRole('button', { name: 'Pagar com Pix' }).click();
        await expect(payer.getByRole('img', { name: 'QR Code do Pix' })).toBeVisible();
        await phoneShot(payer, 'link-cliente');
        await pay(request, (await newestCharge(request, pixKey)).txid);
        await expect(payer.getByText('Pago', { exact: true })).toBeVisible();
      }
      await phoneShot(payer, 'link-pago');
      await page.goto('/pagamentos/links');
      await expect(page.getByText('1 pagamento')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText('Pago', { exact: true })).toBeVisible({ timeout: 30_000 });
      await shot(page, 'links');
      await page.getByRole('button', { name: 'Novo link' }).click();
      await page.getByRole('dialog').getByLabel('Valor').fill('25,00');
      await page.getByRole('dialog').getByLabel('Descrição').fill('Encomenda de sábado');
      await shot(page, 'link-novo');
      // A day that is over agrees and waits for its signature.
      await page.waitForTimeout(Math.max(0, dayEnds.getTime() + 1_000 - Date.now()));
      const day = (back: number) => new Date(dayEnds.getTime() - back * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'America/Sao_Paulo' });
      for (const back of [2, 1]) await company.post('/api/v1/payments/reconciliation/checks', { day: day(back) });
      const days = async () => (await company.get('/api/v1/payments/reconciliation/days')).items as { checkedAt: string | null }[];
      await expect.poll(async () => (await days()).filter((one) => one.checkedAt).length, { timeout: 60_000 }).toBe(2);
      await company.post('/api/v1/payments/reconciliation/signatures', { day: day(2), note: null });
      await page.goto('/pagamentos/conferencia');
      await expect(page.getByText('Bate, falta assinar')).toBeVisible();
      await shot(page, 'conferencia');
      await page.getByRole('row').filter({ hasText: 'falta assinar' }).getByRole('button').click();
      await expect(page.getByRole('button', { name: 'Assinar o dia' })).toBeVisible();
      await shot(page, 'conferencia-dia');

      await page.goto('/pagamentos/a-mao');
      await expect(page.getByRole('cell', { name: 'Dinheiro' })).toBeVisible();
      await shot(page, 'a-mao');
      await page.goto('/pagamentos/livro');
      await shot(page, 'livro');
      await page.getByRole('table', { name: 'Livro-caixa por dia' }).getByRole('button').click();
      await expect(page.getByRole('table', { name: 'Lançamentos do dia' })).toBeVisible();
      await shot(page, 'livro-dia');

      // Two records of one person.
      const stays = await company.post('/api/v1/people/contacts', { name: 'Maria Souza', identifiers: [{ kind: 'phone', text: '(11) 98765-4321' }] });
      await company.post('/api/v1/people/contacts', { name: 'Maria da Conceição Souza', identifiers: [{ kind: 'cpf', text: '529.982.247-25' }] });
      await page.goto(`/pessoas/${stays.id}`);
      await page.getByRole('button', { name: 'Juntar com outra pessoa' }).click();
      await page.getByRole('dialog').getByLabel('Quem é a mesma pessoa?').fill('conceição');
      await page.getByRole('dialog').getByRole('button', { name: 'Maria da Conceição Souza' }).click();
      await expect(page.getByRole('region', { name: 'Resultado' })).toBeVisible();
      await shot(page, 'juntar');

      const form = new URL((await company.get('/api/v1/privacy/form')).url).pathname;
      const asker = await openPhone();
      await asker.goto(form);
      await asker.getByLabel('O que você quer?').selectOption({ label: 'Apagar os meus dados' });
      await asker.getByLabel('Seu nome').fill('Maria da Conceição Souza');
      await asker.getByLabel('Telefone ou e-mail').fill('maria@cliente.example');
      await asker.getByLabel('Mensagem (se quiser)').fill('Não sou mais cliente.');
      await phoneShot(asker, 'privacidade-formulario');
      await asker.getByRole('button', { name: 'Enviar pedido' }).click();
      await expect(asker.getByRole('heading', { name: 'Pedido recebido' })).toBeVisible();
      await phoneShot(asker, 'privacidade-recebido');
      await asker.getByRole('link', { name: 'Acompanhar o pedido' }).click();
      await expect(asker.getByText(/vai conferir que é você/)).toBeVisible();
      await phoneShot(asker, 'privacidade-andamento');
      const asked = (kind: string, name: string) => company.post('/api/v1/privacy/requests', { kind, name, reach: '(11) 98765-0001', message: null });
      await asked('correction', 'Paulo Nogueira');
      const known = await asked('access', 'Marina Duarte');
      await company.post(`/api/v1/privacy/requests/${known.request.id}/identification`, { note: 'Documento com foto, visto no balcão' });
      await page.goto('/configuracoes/privacidade');
      await expect(page.getByRole('button', { name: 'Maria da Conceição Souza' })).toBeVisible();
      await shot(page, 'privacidade');
      await page.getByRole('button', { name: 'Maria da Conceição Souza' }).click();
      await expect(page.getByRole('heading', { name: /^Pedido/ }).first()).toBeVisible();
      await page.getByRole('button', { name: 'Temos dados dela', exact: true }).click();
      await page.getByRole('button', { name: 'Registrar a conferência' }).click();
      await page.getByRole('dialog').getByLabel('Como a identidade foi conferida?').fill('Documento com foto, visto no balcão');
      await page.getByRole('dialog').getByRole('button', { name: 'Registrar' }).click();
      await expect(page.getByRole('cell', { name: 'Documento com foto, visto no balcão' })).toBeVisible();
      await page.getByRole('button', { name: /Maria da Conceição Souza · / }).click();
      await expect(page.getByRole('button', { name: 'Anonimizar' })).toBeVisible();
      await page.evaluate(() => window.scrollTo(0, 0));
      await shot(page, 'privacidade-pedido');
      await page.getByRole('button', { name: 'Anonimizar' }).click();
      await expect(page.getByText('Some para sempre:')).toBeVisible();
      await shot(page, 'anonimizar');

      await company.post(`/api/v1/privacy/contacts/${stays.id}/holds`, { reason: 'Processo 0001234-55.2026' });
      await page.goto('/configuracoes/guarda-de-dados');
      await expect(page.getByText('Processo 0001234-55.2026')).toBeVisible();
      await shot(page, 'guarda-de-dados');
      await company.post('/api/v1/privacy/operations', {
        entry: {
          name: 'Senhas do balcão',
          purpose: 'Chamar quem espera',
          legalBasis: 'consent',
          subjects: 'Clientes do balcão',
          data: 'Nome e telefone',
          kept: 'Dois anos depois do último atendimento',
          security: 'Cifrado; visto só por quem atende',
        },
      });
      await page.goto('/configuracoes/operacoes-com-dados');
      await expect(page.getByText('Senhas do balcão')).toBeVisible();
      await shot(page, 'operacoes');
      await company.post('/api/v1/privacy/incidents', {
        entry: {
          title: 'Notebook furtado',
          description: 'Levado do balcão',
          knownAt: new Date().toISOString(),
          data: 'Nomes e telefones',
          risk: 'unknown',
        },
      });
      await page.goto('/configuracoes/incidentes');
      await expect(page.getByText('Notebook furtado')).toBeVisible();
      await shot(page, 'incidentes');
    });

    test(`whatsapp, ${size}, ${scheme}`, async ({ browser, request }) => {
      const company = await Company.register(request);
      await withMessages(company);
      const page = await (await browser.newContext({ viewport, colorScheme: scheme })).newPage();
      await company.signIn(page, '/configuracoes/whatsapp');
      await expect(page.getByText('até 80')).toBeVisible();
      await shot(page, 'whatsapp-numeros');
      await page.goto('/whatsapp');
      await expect(page.getByText('Tem sim, até as 18h')).toBeVisible();
      await shot(page, 'whatsapp-enviadas');
      await page.getByText('Tem sim, até as 18h').click();
      await expect(page.getByText('A Meta aceitou')).toBeVisible();
      await shot(page, 'whatsapp-mensagem');
      await page.goto('/whatsapp?aba=recebidas');
      await page.getByRole('button', { name: 'Responder' }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot(page, 'whatsapp-responder');
    });
  }
