import { expect, type APIRequestContext } from '@playwright/test';
import type { Company } from './company.ts';

export const sandboxUrl = process.env.SANDBOX_URL ?? 'http://localhost:8090';

/** A number of one test at the test Meta: its customers, windows and switches meet nobody else's. */
export function newNumber() {
  const unique = `${Date.now()}${Math.floor(Math.random() * 90_000) + 10_000}`;
  return { id: `7${unique}`, wabaId: `8${unique}`, token: `token-de-${unique}`, appSecret: `segredo-de-${unique}` };
}

export type TestNumber = ReturnType<typeof newNumber>;

export async function setUp(request: APIRequestContext, number: TestNumber, settings: object) {
  const answer = await request.put(`${sandboxUrl}/sandbox/meta/numbers/${number.id}`, { data: settings });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Connected over the API, as an owner does it in the settings. */
export async function connected(company: Company) {
  const number = newNumber();
  const { id: phoneNumberId, ...secrets } = number;
  const channel = await company.post('/api/v1/channels', {
    name: 'Atendimento',
    phoneNumberId,
    wabaId: secrets.wabaId,
    accessToken: secrets.token,
    appSecret: secrets.appSecret,
    apiUrl: `${sandboxUrl}/graph`,
  });
  const { webhookUrl, verifyToken } = channel;
  await setUp(company.request, number, {
    ...secrets,
    displayPhoneNumber: '+55 11 3000-7000',
    verifiedName: 'Padaria São João',
    webhookUrl,
    verifyToken,
  });
  return { channel, number };
}

/** A customer's message, by default Maria's. */
export async function writeTo(request: APIRequestContext, number: TestNumber, message: object) {
  const answer = await request.post(`${sandboxUrl}/sandbox/meta/numbers/${number.id}/inbound`, {
    data: { from: '+5511987654321', name: 'Maria Lima', ...message },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** With a customer's message, an answer, a notice and one that failed. */
export async function withMessages(company: Company) {
  const { channel, number } = await connected(company);
  await writeTo(company.request, number, { text: 'Bom dia! Ainda tem bolo de fubá?' });
  const path = `/api/v1/channels/${channel.id}`;
  await expect.poll(async () => (await company.get(`${path}/received`)).items.length).toBe(1);
  const [received] = (await company.get(`${path}/received`)).items;
  await company.post(`${path}/messages`, {
    replyTo: received.id,
    class: 'reply',
    content: { type: 'text', text: 'Bom dia, Maria! Tem sim, até as 18h.' },
  });
  await company.post(`${path}/templates/sync`);
  await company.post(`${path}/messages`, {
    to: '+5511977776655',
    class: 'utility',
    content: { type: 'template', name: 'boas_vindas', language: 'pt_BR' },
  });
  await company.request.put(`${sandboxUrl}/sandbox/meta/faults?phoneNumberId=${number.id}`, {
    data: { answers: [{ match: { call: 'messages' }, times: 1, failedCode: 131026 }] },
  });
  await expect.poll(async () => (await company.get(`${path}/messages?status=queued&status=sending`)).items.length).toBe(0);
  await company.post(`${path}/messages`, { replyTo: received.id, class: 'reply', content: { type: 'text', text: 'Separo um para você?' } });
  await expect.poll(async () => (await company.get(`${path}/messages?status=failed`)).items.length).toBe(1);
  await company.post(`${path}/check`);
  return { channel, number };
}

/** The conversation of whoever wrote this last. */
export async function conversationWith(company: Company, preview: string) {
  const all = async () =>
    (await company.get('/api/v1/inbox/conversations')).items as { id: string; preview: string; customer: { contactId: string } }[];
  await expect.poll(async () => (await all()).some((one) => one.preview === preview), { intervals: [50, 100, 200, 400] }).toBe(true);
  return (await all()).find((one) => one.preview === preview)!;
}

/** An inbox of an ordinary morning: conversations that wait, are somebody's or resolved, a note, a reaction, a message that failed. */
export async function withConversations(company: Company, colleague: Company) {
  const { channel, number } = await withMessages(company);
  const { request } = company;
  const said = (message: object) => writeTo(request, number, message);
  const maria = await conversationWith(company, 'Separo um para você?');
  const path = (id: string, act: string) => `/api/v1/inbox/conversations/${id}/${act}`;

  await said({ from: '+5521998765432', name: 'João Batista', text: 'Vocês fazem bolo sem glúten?' });
  const joao = await conversationWith(company, 'Vocês fazem bolo sem glúten?');
  await colleague.post(path(joao.id, 'messages'), { content: { type: 'text', text: 'Fazemos, com um dia de antecedência.' } });
  await said({ from: '+5531987651111', name: 'Clara Nunes', type: 'image', media: {} });
  await said({ from: '+5541987652222', name: 'Ótica Boa Vista', text: 'Podem mandar o orçamento da festa até sexta? São 40 pessoas.' });
  await said({ from: '+5551987653333', name: 'Pedro Alves', text: 'Obrigado!' });
  await company.put(path((await conversationWith(company, 'Obrigado!')).id, 'status'), { status: 'resolved' });

  await company.post(path(maria.id, 'notes'), { text: 'É a cliente do casamento de sábado: avisar a Ana antes de dar desconto.' });
  await said({ text: 'Separa sim, por favor. Passo às 17h.' });
  await conversationWith(company, 'Separa sim, por favor. Passo às 17h.');
  await company.post(path(maria.id, 'messages'), { content: { type: 'text', text: 'Combinado! Já está no seu nome.' } });
  await said({ text: 'Dá para pagar com Pix na retirada?' });
  await conversationWith(company, 'Dá para pagar com Pix na retirada?');
  return { channel, number, maria };
}

/** Tickets of an ordinary week; the first of them is this conversation's. */
export async function withTickets(company: Company, conversationId: string) {
  const path = '/api/v1/inbox/support-tickets';
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
  const me = (await company.get('/api/v1/me')).user.id;
  const open = (ticket: object) => company.post(path, { type: 'request', priority: 'normal', ...ticket });
  const first = await open({
    title: 'Bolo do casamento de sábado',
    description: 'Três andares, entrega no salão às 16h. Combinar a montagem com a Ana.',
    priority: 'high',
    dueAt: days(2),
    conversationId,
    assigneeId: me,
  });
  await company.put(`${path}/${first.id}/status`, { status: 'waiting_customer' });
  await company.post(`${path}/${first.id}/comments`, { text: 'Falta escolher o recheio' });
  await open({ title: 'Forno da loja 2 não acende', type: 'problem', priority: 'urgent', dueAt: days(-1) });
  await open({ title: 'Segunda via da nota de outubro', type: 'question', priority: 'low' });
  const late = await open({ title: 'Entrega chegou fria', type: 'complaint', assigneeId: me });
  await company.put(`${path}/${late.id}/status`, { status: 'in_progress' });
  const done = await open({ title: 'Trocar o endereço de cobrança' });
  await company.put(`${path}/${done.id}/status`, { status: 'resolved' });
  return first as { id: string };
}

/** The same morning put in order: labels, priorities, a colleague who asks for help, and a filter that is kept. */
export async function inOrder(company: Company) {
  const path = '/api/v1/inbox';
  const me = (await company.get('/api/v1/me')).user.id;
  const label = async (name: string, color: string) => (await company.post(`${path}/labels`, { name, color })).id as string;
  const [order, party] = [await label('Encomenda', 'orange'), await label('Festa', 'violet')];
  await label('Cobrança', 'red');
  await label('VIP', 'blue');
  const open = (await company.get(`${path}/conversations`)).items as { id: string; customer: { name: string } }[];
  const of = (name: string) => open.find((one) => one.customer.name === name)!.id;
  const set = (name: string, what: string, body: object) => company.put(`${path}/conversations/${of(name)}/${what}`, body);
  await set('Maria Lima', 'labels', { labelIds: [order, party] });
  await set('Maria Lima', 'priority', { priority: 'high' });
  await set('Ótica Boa Vista', 'labels', { labelIds: [party] });
  await set('Ótica Boa Vista', 'priority', { priority: 'urgent' });
  await company.post(`${path}/conversations/${of('João Batista')}/notes`, {
    text: '@Ana Souza pode confirmar o preço sem glúten?',
    mentionedIds: [me],
  });
  await company.post(`${path}/saved-filters`, { name: 'Festas urgentes', view: 'all', labelId: party, priority: 'urgent' });
}
