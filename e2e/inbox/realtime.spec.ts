import type { Browser, BrowserContext, Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, sandboxUrl, writeTo } from '../support/whatsapp.ts';

const field = (page: Page) => page.getByLabel('Mensagem', { exact: true });
const messages = (page: Page) => page.getByRole('group', { name: 'Mensagens' });

/** A company, a colleague with a browser of their own, and a customer who waits. */
async function twoBrowsers(page: Page, browser: Browser, company: Company) {
  const { number } = await connected(company);
  const colleague = await company.invite('agent', 'Bia Ramos');
  await writeTo(company.request, number, { text: 'Vocês abrem hoje?' });
  const { id } = await conversationWith(company, 'Vocês abrem hoje?');
  await company.signIn(page, `/atendimento?conversa=${id}`);
  await expect(messages(page)).toContainText('Vocês abrem hoje?');
  const theirs = await (await browser.newContext()).newPage();
  await colleague.enter(theirs);
  return { number, colleague, id, theirs };
}

test('the network of one browser is cut in the middle, and nothing is lost or stands there twice', async ({ page, browser, context, request }) => {
  const company = await Company.register(request);
  const { number, colleague, id, theirs } = await twoBrowsers(page, browser, company);
  await theirs.goto(`/atendimento?conversa=${id}`);
  const say = (text: string) => colleague.post(`/api/v1/inbox/conversations/${id}/messages`, { content: { type: 'text', text } });
  await say('Abrimos às 9h.');
  await expect(messages(page).getByText('Abrimos às 9h.')).toBeVisible();

  await context.setOffline(true);
  await expect(page.getByText('Sem internet.')).toBeVisible();
  for (let turn = 1; turn <= 5; turn++) {
    await writeTo(request, number, { text: `Pergunta ${turn}` });
    await say(`Resposta ${turn}`);
  }
  await expect(messages(theirs).getByText('Resposta 5')).toBeVisible();
  await expect(messages(page).getByText('Resposta 1')).toHaveCount(0);
  await context.setOffline(false);

  await expect(page.getByText('Sem internet.')).toHaveCount(0);
  for (const what of ['Pergunta', 'Resposta'])
    for (let turn = 1; turn <= 5; turn++) await expect(messages(page).getByText(`${what} ${turn}`)).toHaveCount(1);
  // And it goes on by itself.
  await writeTo(request, number, { text: 'Obrigada!' });
  await expect(messages(page).getByText('Obrigada!')).toBeVisible();
});

test('who was away learns that a colleague has answered before their own answer goes out', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  const { colleague, id } = await twoBrowsers(page, browser, company);
  // What there is new does not reach this screen yet.
  let held = true;
  await page.route(/\/conversations\/[^/]+\/items/, (route) => (held ? route.abort() : route.continue()));
  await colleague.post(`/api/v1/inbox/conversations/${id}/messages`, { content: { type: 'text', text: 'Abrimos às 9h.' } });

  await field(page).fill('Sim, abrimos.');
  await field(page).press('Control+Enter');
  const notice = page.getByRole('alert').filter({ hasText: 'Um colega respondeu a este cliente' });
  await expect(notice).toBeVisible();
  await expect(field(page)).toHaveValue('Sim, abrimos.');
  held = false;
  await expect(messages(page).getByText('Abrimos às 9h.')).toBeVisible({ timeout: 20_000 });
  await expect(messages(page).getByText('Sim, abrimos.')).toHaveCount(0);

  await notice.getByRole('button', { name: 'Enviar mesmo assim' }).click();
  const sent = (text: string) => messages(page).getByRole('listitem').filter({ hasText: text }).getByText('Entregue');
  await expect(sent('Sim, abrimos.')).toBeAttached({ timeout: 20_000 });
  await expect(notice).toHaveCount(0);
  await expect(field(page)).toHaveValue('');
  // Having seen it, one simply goes on.
  await field(page).fill('Até as 19h.');
  await field(page).press('Control+Enter');
  await expect(sent('Até as 19h.')).toBeAttached({ timeout: 20_000 });
  await expect(notice).toHaveCount(0);
});

test('colleagues see who has the conversation before their eyes', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  const { id, theirs } = await twoBrowsers(page, browser, company);
  const notice = page.getByText('Bia Ramos está vendo esta conversa');
  await expect(notice).toHaveCount(0);
  await theirs.goto(`/atendimento?conversa=${id}`);
  await expect(notice).toBeVisible();
  // Whoever comes later is told of those who are there.
  await expect(theirs.getByText('Ana Souza está vendo esta conversa')).toBeVisible();
  await theirs.getByRole('link', { name: 'Pessoas' }).first().click();
  await expect(notice).toHaveCount(0);
});

/** Whoever looks elsewhere: another window has the focus. */
async function elsewhere(context: BrowserContext) {
  await context.addInitScript(() => {
    document.hasFocus = () => false;
    (window as unknown as { heard: number }).heard = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      (window as unknown as { heard: number }).heard++;
      start.apply(this, when);
    };
  });
}
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: number }).heard);

test('whoever looks elsewhere hears a sound and finds the number in the title, if they want to', async ({ page, context, request }) => {
  await elsewhere(context);
  const company = await Company.register(request);
  const { number } = await connected(company);
  await company.signIn(page, '/atendimento');
  await expect(page).toHaveTitle('Atendimento · CleanApp');
  // What comes before the page listens is there when it stands, and rings nobody.
  await expect(async () => {
    await writeTo(request, number, { text: 'Oi?' });
    await expect(page).toHaveTitle('(1) Atendimento · CleanApp', { timeout: 3_000 });
  }).toPass();
  await expect.poll(() => heard(page)).toBeGreaterThan(0);
  await writeTo(request, number, { from: '+5521998765432', name: 'João Batista', text: 'Bom dia' });
  await expect(page).toHaveTitle('(2) Atendimento · CleanApp');
  await page.evaluate(() => {
    document.hasFocus = () => true;
    window.dispatchEvent(new Event('focus'));
  });
  await expect(page).toHaveTitle('Atendimento · CleanApp');

  await page.goto('/configuracoes/alertas');
  const saved = page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().endsWith('/inbox/alerts'));
  await page.getByRole('radio', { name: 'Nada' }).click();
  await expect(page.getByRole('radio', { name: 'Nada' })).toBeChecked();
  await saved;
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Nada' })).toBeChecked();
  await page.getByRole('link', { name: 'Atendimento' }).first().click();
  const row = page.getByRole('list', { name: 'Conversas' }).getByRole('button', { name: /Maria Lima/ });
  await expect(row).toBeVisible();
  await writeTo(request, number, { text: 'Alguém?' });
  await expect(row).toContainText('Alguém?');
  await page.waitForTimeout(1_500);
  await expect(page).toHaveTitle('Atendimento · CleanApp');
  expect(await heard(page)).toBe(0);
});

test('the settings of alerts are kept, and quiet hours have a beginning and another end', async ({ page, request }) => {
  const company = await Company.register(request);
  await company.signIn(page, '/configuracoes/alertas');
  // Each is shown as done at once, and is done when the server has said so.
  const saved = async (act: () => Promise<void>) => {
    const answer = page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().endsWith('/inbox/alerts'));
    await act();
    expect((await answer).ok()).toBe(true);
  };
  await saved(() => page.getByRole('radio', { name: 'Todas as que eu vejo' }).click());
  await expect(page.getByRole('radio', { name: 'Todas as que eu vejo' })).toBeChecked();
  await saved(() => page.getByRole('switch', { name: 'Mostrar quem escreveu e o quê' }).click());
  await expect(page.getByRole('switch', { name: 'Mostrar quem escreveu e o quê' })).not.toBeChecked();
  await page.getByRole('switch', { name: 'Horário de silêncio' }).click();
  await page.getByLabel(/^Das/).fill('22:00');
  await page.getByLabel(/^Até/).fill('22:00');
  await expect(page.getByText('Escolha outro fim.')).toBeVisible();
  await page.getByLabel(/^Até/).fill('06:30');
  await saved(() => page.getByRole('button', { name: 'Salvar horário' }).click());
  await expect(page.getByRole('button', { name: 'Salvar horário' })).toBeDisabled();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Todas as que eu vejo' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Mostrar quem escreveu e o quê' })).not.toBeChecked();
  await expect(page.getByLabel(/^Das/)).toHaveValue('22:00');
  await expect(page.getByLabel(/^Até/)).toHaveValue('06:30');
});

test('a browser whose push service does not answer says so', async ({ page, context, request }) => {
  await context.grantPermissions(['notifications']);
  await page.addInitScript(() => {
    PushManager.prototype.subscribe = () => Promise.reject(new DOMException('Registration failed - push service error', 'AbortError'));
  });
  const company = await Company.register(request);
  await company.signIn(page, '/configuracoes/alertas');
  await page.getByRole('button', { name: 'Avisar neste aparelho' }).click();
  await expect(page.getByRole('alert')).toContainText('O serviço de avisos do navegador não respondeu.');
});
