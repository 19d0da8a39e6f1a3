import type { Company } from './company.ts';
import { expect } from './test.ts';

const path = '/api/v1/sales/leads';

/** Why something is not sold, as a company's settings have it. */
export async function withLossReasons(company: Company, ...names: string[]) {
  for (const name of names) await company.post('/api/v1/sales/loss-reasons', { name });
}

/** Leads of an ordinary week; the first of them began in this conversation. */
export async function withLeads(company: Company, conversationId: string) {
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
  const me = (await company.get('/api/v1/me')).user.id;
  const money = (value: string) => ({ value, currency: 'BRL' });
  const open = (source: string, name: string, phone: string, more: object) => company.post(path, { source, person: { name, phone }, ...more });
  const plan = (id: string, step: string, at: string) => company.put(`${path}/${id}/next-step`, { step, at });

  const school = await open('recommendation', 'Colégio Aurora', '(11) 97777-1001', {
    interest: 'Lanche para 120 alunos, toda semana',
    amount: money('4800.00'),
    ownerId: me,
  });
  await company.put(`${path}/${school.id}/status`, { status: 'qualified' });
  await plan(school.id, 'Levar as amostras', days(-1));
  await open('website', 'Bruno Teixeira', '(11) 97777-1002', { interest: 'Coffee break de sexta', campaign: { source: 'google', name: 'festas' } });
  const visit = await open('visit', 'Dona Célia', '(11) 97777-1003', { interest: 'Bolo de 15 anos', amount: money('950.00'), ownerId: me });
  await company.put(`${path}/${visit.id}/status`, { status: 'working' });
  await plan(visit.id, 'Ligar para escolher o recheio', days(2));
  await open('instagram', 'Rafa Moreira', '(11) 97777-1004', { interest: 'Cesta de café da manhã' });

  const { lead } = await company.put(`${path}/of-conversations/${conversationId}`);
  const id = lead.id as string;
  await company.put(`${path}/${id}`, { interest: 'Bolo de casamento, três andares', amount: money('2350.00') });
  await company.put(`${path}/${id}/status`, { status: 'working' });
  await plan(id, 'Mandar o orçamento com as fotos', days(1));
  await company.post(`${path}/${id}/comments`, { text: 'Quer sem lactose. A mãe dela é cliente desde 2019.' });
  return { id };
}

/** A spreadsheet that became leads, with a row that did not, and one that waits to be started. */
export async function withImports(company: Company) {
  const upload = (name: string, rows: string) => company.upload('/api/v1/sales/lead-imports', name, 'text/csv', Buffer.from(rows));
  const head = 'Nome;Celular;E-mail;Interesse;Valor;Origem;Cidade\n';
  const done = await upload(
    'feira-de-noivas.csv',
    `${head}Helena Prado;(11) 97888-2001;helena@noiva.example;Bolo de três andares;2.800,00;Evento;Santos\n` +
      'Marcos Vidal;(11) 97888-2002;;Docinhos;650,00;Evento;São Paulo\nSem telefone;97888;;;;Evento;Guarujá\n',
  );
  await company.put(`/api/v1/sales/lead-imports/${done.id}/start`);
  await expect.poll(async () => (await company.get(`/api/v1/sales/lead-imports/${done.id}`)).import.status).toBe('done');
  const waiting = await upload(
    'clientes-antigos.csv',
    `${head}Renata Luz;(11) 97888-2003;renata@luz.example;Café da manhã;420,00;Indicação;Santos\n` +
      'Escola Girassol;(13) 3222-1020;contato@girassol.example;Lanche para 80 alunos;3.900,50;Site;Santos\n' +
      'Tiago Nunes;(11) 9788;tiago@nunes.example;Bolo;120,00;Indicação;São Paulo\n' +
      'Padaria do Porto;(13) 97888-2006;;Pão francês;1.200,00;Marte;Santos\n',
  );
  return { done: done.id as string, waiting: waiting.id as string };
}

/** A form that is sent once, and the path of its page. */
export async function withForm(company: Company) {
  const form = await company.post('/api/v1/sales/lead-forms', {
    name: 'Bio do Instagram',
    title: 'Encomende o seu bolo',
    text: 'Conte para quantas pessoas e quando. Respondemos no mesmo dia, pelo WhatsApp.',
    phone: 'required',
    email: 'optional',
    message: 'optional',
    thanks: 'Já recebemos! Hoje mesmo alguém fala com você.',
    notice: 'Usamos estes dados só para responder a este contato.',
  });
  const { pathname } = new URL(form.url);
  const token = pathname.split('/').at(-1);
  await company.post(`/api/v1/public/lead-forms/${token}/entries`, {
    entryId: crypto.randomUUID(),
    version: form.version,
    name: 'Lia Campos',
    phone: '(11) 97777-3001',
    email: 'lia@campos.example',
    message: 'Bolo para 40 pessoas, dia 20.',
    query: '?utm_source=instagram&utm_campaign=natal',
  });
  return { id: form.id as string, path: pathname };
}
