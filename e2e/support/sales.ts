import type { Company } from './company.ts';

const money = (value: string) => ({ value, currency: 'BRL' });
const from = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** The pipeline a company begins with. */
export async function firstPipeline(company: Company): Promise<{ id: string; stages: { id: string; name: string }[] }> {
  return (await company.get('/api/v1/sales/pipelines')).items[0];
}

/** A bakery in the middle of its week: something in each stage, late, won. */
export async function withFunnel(company: Company, seller: Company) {
  const { id, stages } = await firstPipeline(company);
  const { user } = await seller.get('/api/v1/me');
  const { user: owner } = await company.get('/api/v1/me');
  const person = (name: string) => company.post('/api/v1/people/contacts', { name });
  const [maria, clara, joao] = [await person('Maria Lima'), await person('Clara Nunes'), await person('João Prado')];
  const open = (stage: number, title: string, more: object) =>
    company.post('/api/v1/sales/opportunities', { title, stageId: stages[stage]!.id, ...more });
  await open(0, 'Coffee break mensal', { ownerId: user.id, amount: money('890.00') });
  await open(0, 'Cesta de Natal para funcionários', { contactId: joao.id, amount: money('4200.00'), expectedOn: from(20).slice(0, 10) });
  const late = await open(1, 'Festa de 15 anos', { ownerId: owner.id, contactId: clara.id, amount: money('2350.00') });
  await company.put(`/api/v1/sales/opportunities/${late.id}/next-step`, { step: 'Ligar para combinar a prova', at: from(-1) });
  const wedding = await open(2, 'Bolo do casamento', {
    ownerId: owner.id,
    contactId: maria.id,
    amount: money('3800.00'),
    expectedOn: from(45).slice(0, 10),
  });
  await company.put(`/api/v1/sales/opportunities/${wedding.id}/next-step`, { step: 'Mandar a proposta com três recheios', at: from(2) });
  await company.post(`/api/v1/sales/opportunities/${wedding.id}/comments`, { text: 'Quer massa de nozes; a mãe decide junto.' });
  await open(2, 'Salgados do escritório', { amount: money('640.00') });
  await open(3, 'Café da manhã do hotel', { ownerId: user.id, amount: money('7600.00'), expectedOn: from(10).slice(0, 10) });
  const won = await open(3, 'Formatura da escola', { ownerId: owner.id, amount: money('1900.00') });
  await company.post(`/api/v1/sales/opportunities/${won.id}/win`);
  return { pipelineId: id, stages, wedding };
}
