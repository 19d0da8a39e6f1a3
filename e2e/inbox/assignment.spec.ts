import type { Page } from '@playwright/test';
import { Company } from '../support/company.ts';
import { unattendedFor } from '../support/database.ts';
import { expect, test } from '../support/test.ts';
import { connected, conversationWith, writeTo } from '../support/whatsapp.ts';

const rules = (mode: string, more: object = {}) => ({ mode, capacity: 6, limboMinutes: 10, awayReturnMinutes: null, ...more });

const idOf = async (member: Company): Promise<string> => (await member.get('/api/v1/me')).user.id;

const customers = [
  { from: '+5511987650001', name: 'Maria Lima', text: 'Tem bolo?' },
  { from: '+5511987650002', name: 'João Batista', text: 'Abre hoje?' },
  { from: '+5511987650003', name: 'Clara Nunes', text: 'Entrega?' },
];

test('what customers write is spread over those who are at work, and who is away is left out', async ({ page, browser, request }) => {
  const company = await Company.register(request);
  const { channel, number } = await connected(company);
  const [bia, caio] = [await company.invite('agent', 'Bia Ramos'), await company.invite('agent', 'Caio Reis')];
  await company.signIn(page, '/configuracoes/equipes');
  await page.getByRole('button', { name: 'Nova equipe' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nome').fill('Vendas');
  await dialog.getByRole('combobox', { name: 'Pessoas' }).click();
  for (const name of ['Bia Ramos', 'Caio Reis']) await page.getByRole('option', { name }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('combobox', { name: 'Números que recebe' }).click();
  await page.getByRole('option', { name: channel.name }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('combobox', { name: 'Distribuição' }).click();
  await page.getByRole('option', { name: 'Menos conversas' }).click();
  await dialog.getByLabel('Conversas abertas por pessoa').fill('0');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(dialog.getByText('O mínimo é 1.')).toBeVisible();
  await dialog.getByLabel('Conversas abertas por pessoa').fill('4');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('table', { name: 'Equipes' })).toContainText('Menos conversas, até 4 por pessoa');
  const [theirs, his] = [await bia.atWork(browser, '/atendimento?vista=mine'), await caio.atWork(browser, '/atendimento?vista=mine')];
  const mine = (where: Page) => where.getByRole('list', { name: 'Conversas' }).getByRole('button');

  for (const customer of customers) await writeTo(request, number, customer);

  // Without a reload: two of three with the one, one with the other.
  await expect.poll(async () => [await mine(theirs).count(), await mine(his).count()].sort()).toEqual([1, 2]);
  const [fuller, emptier] = (await mine(theirs).count()) === 2 ? [theirs, his] : [his, theirs];
  await mine(fuller).first().click();
  await expect(fuller.getByRole('group', { name: 'Mensagens' })).toContainText(/Atribuída a .+ — menos conversas abertas \(\d de 4\)/);

  // The emptier one would be next, and goes to lunch.
  const menu = emptier.getByRole('button', { name: /Perfil, aparência, atalhos e sair/ }).first();
  await menu.click();
  await emptier.getByRole('menuitem', { name: 'Ausente…' }).click();
  await emptier.getByRole('dialog').getByText('Almoço').click();
  await emptier.getByRole('dialog').getByRole('combobox', { name: 'Volto' }).click();
  await emptier.getByRole('option', { name: 'Em 30 minutos' }).click();
  await emptier.getByRole('dialog').getByRole('button', { name: 'Ficar ausente' }).click();
  await expect(menu).toContainText(/Ausente: Almoço, até (\d+ de \S+, )?\d\d:\d\d/);
  await writeTo(request, number, { from: '+5511987650004', name: 'Dario Sá', text: 'Quanto custa?' });
  await expect(mine(fuller)).toHaveCount(3);
  await expect(fuller.getByRole('button', { name: /Dario Sá/ })).toBeVisible();
  await expect(mine(emptier)).toHaveCount(1);
  // Colleagues see it where they choose to whom to give something.
  const away = emptier === his ? 'Caio Reis' : 'Bia Ramos';
  await fuller.getByRole('button', { name: /^Responsável:/ }).click();
  await expect(fuller.getByRole('menuitem', { name: new RegExp(`Ausente: Almoço.*${away}`) })).toBeVisible();
  await fuller.keyboard.press('Escape');

  await menu.click();
  await emptier.getByRole('menuitem', { name: 'Disponível' }).click();
  await expect(emptier.getByText('Você está disponível')).toBeVisible();
  await writeTo(request, number, { from: '+5511987650005', name: 'Elza Dias', text: 'Oi' });
  await expect(emptier.getByRole('button', { name: /Elza Dias/ })).toBeVisible();
});

test('whoever leads is told of a customer who waits for nobody, on any screen', async ({ page, request }) => {
  const company = await Company.register(request);
  const { channel, number } = await connected(company);
  const bia = await company.invite('agent', 'Bia Ramos');
  await company.post('/api/v1/inbox/teams', {
    name: 'Vendas',
    memberIds: [await idOf(bia)],
    channelIds: [channel.id],
    assignment: rules('manual', { limboMinutes: 1 }),
  });
  await writeTo(request, number, customers[0]!);
  const { id } = await conversationWith(company, 'Tem bolo?');
  await company.signIn(page, '/pessoas');
  await expect(page.getByRole('heading', { name: 'Pessoas' })).toBeVisible();
  const bar = page.getByText('Sem dono há 1 min');
  await expect(bar).toHaveCount(0);

  // The minute goes by at once; who follows the conversation may be just then at it.
  await expect(async () => {
    await unattendedFor(id, 61);
    await expect(bar).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await page.getByRole('link', { name: 'Ver', exact: true }).click();
  const waiting = page.getByRole('button', { name: /^Esperando 1/ });
  await expect(waiting).toHaveAttribute('aria-pressed', 'true');
  await page
    .getByRole('list', { name: 'Conversas' })
    .getByRole('button', { name: /Maria Lima/ })
    .click();
  await expect(page.getByRole('group', { name: 'Mensagens' })).toContainText('Sem dono há 1 min: quem coordena foi avisado');
  // Seen, it is gone, and stays so when the page is loaded anew; whoever waits is still there.
  await page.getByRole('button', { name: 'Dispensar o aviso' }).click();
  await expect(page.getByRole('button', { name: 'Dispensar o aviso' })).toHaveCount(0);
  await page.reload();
  await expect(waiting).toBeVisible();
  await expect(page.getByRole('button', { name: 'Dispensar o aviso' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Assumir', exact: true }).click();
  await expect(page.getByText('Ninguém esperando', { exact: true })).toBeVisible();
});
