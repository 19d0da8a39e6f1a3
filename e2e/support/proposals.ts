import type { Page } from '@playwright/test';
import type { Company } from './company.ts';
import { pictureOf } from './products.ts';
import { firstPipeline } from './sales.ts';

const money = (value: string) => ({ value, currency: 'BRL' });

export const LINES = [
  {
    sku: 'BOLO-3A',
    name: 'Bolo de casamento, três andares',
    unit: 'un',
    quantity: 1,
    unitPrice: money('2350.00'),
    discountPercent: 5,
    taxPercent: 0,
  },
  { sku: 'DOCE-FIN', name: 'Doces finos sortidos', unit: 'un', quantity: 150, unitPrice: money('4.80'), discountPercent: 0, taxPercent: 0 },
  { sku: null, name: 'Entrega e montagem no salão', unit: 'serv', quantity: 1, unitPrice: money('280.00'), discountPercent: 0, taxPercent: 5 },
];

/** A sale to a customer, which a proposal is made for. */
export async function withSale(company: Company, title = 'Bolo do casamento') {
  const { stages } = await firstPipeline(company);
  const person = await company.post('/api/v1/people/contacts', { name: 'Maria Lima' });
  const opportunity = await company.post('/api/v1/sales/opportunities', { title, stageId: stages[2]!.id, contactId: person.id });
  return { person, opportunity };
}

/** As a seller would have written it, not sent yet. */
export async function withDraft(company: Company, opportunityId: string) {
  const { id } = await company.post('/api/v1/sales/proposals', { opportunityId });
  await company.put(`/api/v1/sales/proposals/${id}/draft`, {
    lines: LINES,
    discount: { kind: 'percent', value: 3 },
    validityDays: 15,
    terms: '50% na reserva da data, o restante até a véspera da festa.\nA degustação está incluída.',
    note: 'Maria, aqui está o que combinamos na degustação, com os três recheios.',
  });
  return id as string;
}

/** With the customer: what they open. */
export async function withSent(company: Company, opportunityId: string) {
  const id = await withDraft(company, opportunityId);
  const { current } = await company.post(`/api/v1/sales/proposals/${id}/sending`, { via: 'link' });
  return { id, path: new URL(current.link).pathname };
}

/** What goes on top of the paper. */
export async function withLetterhead(company: Company, page: Page) {
  await company.put('/api/v1/sales/proposal-settings', {
    validityDays: 15,
    terms: '50% na reserva, o restante na entrega.',
    letterhead: 'Padaria São João Ltda.\nCNPJ 11.222.333/0001-81\nRua das Flores, 120, São Paulo\n(11) 3333-4444',
  });
  const picture = await pictureOf(page, 'São João', 168);
  await company.upload('/api/v1/sales/proposal-settings/logo', 'logo.jpg', 'image/jpeg', picture, 'put');
}
