import type { paths } from './schema'

/**
 * Names for the shapes the screens use, taken from the operations rather than from the document's schema ids:
 * the ids belong to the server's use cases and may be renamed without anything here noticing.
 */
type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never
type Answer<Operation> = Operation extends { responses: infer R }
  ? { [Status in keyof R & (200 | 201 | 202)]: Json<R[Status]> }[keyof R & (200 | 201 | 202)]
  : never
type Body<Operation> = Operation extends { requestBody?: infer B } ? Json<NonNullable<B>> : never

export type Get<P extends keyof paths> = Answer<paths[P]['get']>
export type Posted<P extends keyof paths> = Answer<paths[P]['post']>
export type PostBody<P extends keyof paths> = Body<paths[P]['post']>
export type PutBody<P extends keyof paths> = Body<paths[P]['put']>
type Item<P extends keyof paths> = Get<P> extends { items: (infer T)[] } ? T : never

export type Session = Posted<'/api/v1/auth/login'>
export type Role = Session['role']
export type Invite = Item<'/api/v1/members/invites'>
export type Member = Item<'/api/v1/members'>
export type MailStatus = NonNullable<Invite['mail']>
export type Tenant = Get<'/api/v1/tenant'>
export type Profile = Get<'/api/v1/me/profile'>
export type OwnSession = Get<'/api/v1/me/sessions'>['items'][number]
export type SecondFactor = Get<'/api/v1/me/second-factor'>
export type SecondFactorSecret = Posted<'/api/v1/me/second-factor'>

export type Contact = Get<'/api/v1/people/contacts/{id}'>
export type MergePreview = Posted<'/api/v1/people/contacts/{id}/merges/preview'>
export type TimelineEntry = Item<'/api/v1/people/contacts/{id}/timeline'>
export type PersonField = Item<'/api/v1/people/fields'>
export type FieldKind = PersonField['kind']
export type FieldOfContact = Item<'/api/v1/people/contacts/{id}/fields'>
export type IdentifierKind = Contact['identifiers'][number]['kind']

export type ConsentText = Item<'/api/v1/privacy/consent-texts'>
export type Consent = Item<'/api/v1/privacy/contacts/{contactId}/consents'>
export type PrivacyRequest = Item<'/api/v1/privacy/requests'>
export type PrivacyRequestDetails = Get<'/api/v1/privacy/requests/{requestId}'>
export type RetentionClass = Item<'/api/v1/privacy/retention'>
export type OperationLine = Item<'/api/v1/privacy/operations'>
export type OperationEntry = OperationLine['entry']
export type Incident = Item<'/api/v1/privacy/incidents'>
export type IncidentEntry = Incident['entry']

export type Service = Item<'/api/v1/counter/services'>
export type Money = Service['price']
export type Desk = Item<'/api/v1/counter/desks'>
export type Printer = Item<'/api/v1/counter/printers'>
export type Panel = Item<'/api/v1/counter/panels'>
export type Ticket = Get<'/api/v1/counter/tickets/{id}'>
export type TicketStatus = Ticket['status']
export type TicketHistoryEntry = Item<'/api/v1/counter/tickets/{id}/history'>
export type Queue = Get<'/api/v1/counter/queue'>
export type Charge = Posted<'/api/v1/counter/tickets/{id}/charge'>
export type ChargeStatus = Charge['status']
export type PrintJob = Item<'/api/v1/counter/print-jobs'>
export type PrintJobStatus = PrintJob['status']
export type PanelFeed = Get<'/api/v1/counter/panel'>
export type PanelCall = PanelFeed['items'][number]

export type SicrediSettings = Get<'/api/v1/payments/sicredi'>
export type LedgerEntry = Item<'/api/v1/payments/ledger'>
export type UnmatchedPayment = Item<'/api/v1/payments/unmatched'>
export type ResolvedPayment = Item<'/api/v1/payments/unmatched/resolved'>
export type Refund = Item<'/api/v1/payments/refunds'>
export type ReconciliationDay = Item<'/api/v1/payments/reconciliation/days'>
export type Difference = Item<'/api/v1/payments/reconciliation/differences'>
export type ManualPayment = Item<'/api/v1/payments/manual'>
export type PaymentLink = Item<'/api/v1/payments/links'>
export type Channel = Item<'/api/v1/channels'>
export type ChannelState = Channel['health']['state']
export type ChannelSettings = Get<'/api/v1/channels/{channelId}'>
export type UsageDay = Item<'/api/v1/channels/{channelId}/usage'>
export type OutboundMessage = Item<'/api/v1/channels/{channelId}/messages'>
export type FailureReason = Item<'/api/v1/channels/{channelId}/failures'>
export type OutboundStatus = OutboundMessage['status']
export type OutboundDetails = Get<'/api/v1/channels/{channelId}/messages/{messageId}'>
export type InboundMessage = Item<'/api/v1/channels/{channelId}/received'>
export type NewMessage = PostBody<'/api/v1/channels/{channelId}/messages'>
export type MessageClass = NonNullable<NewMessage['class']>
export type MessageContent = NewMessage['content']
export type MediaKind = Extract<MessageContent, { type: 'media' }>['media']
export type Template = Item<'/api/v1/channels/{channelId}/templates'>
export type TemplateStatus = Template['status']

export type Conversation = Item<'/api/v1/inbox/conversations'>
export type ConversationStatus = Conversation['status']
export type ConversationDetails = Get<'/api/v1/inbox/conversations/{conversationId}'>
export type ConversationItem = Item<'/api/v1/inbox/conversations/{conversationId}/items'>
export type ConversationMessage = NonNullable<ConversationItem['message']>
export type MessageSearch = Posted<'/api/v1/inbox/messages/searches'>
export type FoundMessage = MessageSearch['items'][number]
export type Reply = PostBody<'/api/v1/inbox/conversations/{conversationId}/messages'>
export type Teams = Get<'/api/v1/inbox/teams'>
export type Agent = Get<'/api/v1/inbox/agents'>['items'][number]
export type AwayReason = NonNullable<Agent['reason']>
export type CannedResponse = Get<'/api/v1/inbox/canned-responses'>['items'][number]
export type Label = Get<'/api/v1/inbox/labels'>['items'][number]
export type LabelColor = Label['color']
export type SavedFilter = Get<'/api/v1/inbox/saved-filters'>['items'][number]
export type Team = Teams['teams'][number]

export type SupportTicket = Item<'/api/v1/inbox/support-tickets'>
export type SupportTicketStatus = SupportTicket['status']
export type Priority = SupportTicket['priority']
export type TicketType = SupportTicket['type']
export type SupportTicketDetails = Get<'/api/v1/inbox/support-tickets/{supportTicketId}'>
export type Pipeline = Item<'/api/v1/sales/pipelines'>
export type Stage = Pipeline['stages'][number]
export type LossReason = Item<'/api/v1/sales/loss-reasons'>
export type Board = Get<'/api/v1/sales/pipelines/{pipelineId}/board'>
export type Opportunity = Get<'/api/v1/sales/opportunities/{opportunityId}'>
export type OpportunityStatus = Opportunity['status']
export type Dashboard = Get<'/api/v1/sales/dashboard'>
export type OpportunityEvent = Item<'/api/v1/sales/opportunities/{opportunityId}/events'>
export type SupportTicketEvent = Item<'/api/v1/inbox/support-tickets/{supportTicketId}/events'>

export type ProductSummary = Item<'/api/v1/sales/products'>
export type Product = Get<'/api/v1/sales/products/{productId}'>
export type ProductUnit = Product['unit']
export type ProductInput = PostBody<'/api/v1/sales/products'>['product']
export type ProductPrice = Item<'/api/v1/sales/products/{productId}/prices'>
export type ProductCategory = Get<'/api/v1/sales/product-categories'>['items'][number]
export type ImportPreview = Posted<'/api/v1/sales/products/imports/preview'>
export type ImportRow = ImportPreview['rows'][number]
export type ProductColumn = ImportRow['changedColumns'][number]
export type Lead = Item<'/api/v1/sales/leads'>
export type LeadStatus = Lead['status']
export type LeadSource = Lead['source']
export type LeadDetails = Get<'/api/v1/sales/leads/{leadId}'>
export type LeadEvent = Item<'/api/v1/sales/leads/{leadId}/events'>
export type LeadForm = Item<'/api/v1/sales/lead-forms'>
export type FieldDemand = LeadForm['phone']
export type NewLeadForm = PostBody<'/api/v1/sales/lead-forms'>
export type LeadFormInput = PutBody<'/api/v1/sales/lead-forms/{leadFormId}'>
export type PublicLeadForm = Get<'/api/v1/public/lead-forms/{token}'>
export type LeadScoring = Get<'/api/v1/sales/lead-scoring'>
export type NewLead = PostBody<'/api/v1/sales/leads'>
export type LeadImport = Item<'/api/v1/sales/lead-imports'>
export type LeadImportDetails = Get<'/api/v1/sales/lead-imports/{importId}'>
export type LeadPreview = NonNullable<LeadImportDetails['preview']>
export type LeadColumn = LeadPreview['columns'][number]
export type LeadRowProblem = LeadPreview['rows'][number]['problems'][number]

export type ProposalSummary = Item<'/api/v1/sales/proposals'>
export type ProposalStatus = ProposalSummary['status']
export type Proposal = Get<'/api/v1/sales/proposals/{proposalId}'>
export type ProposalVersion = Proposal['current']
export type ProposalLine = ProposalVersion['lines'][number]
export type ProposalDraft = PutBody<'/api/v1/sales/proposals/{proposalId}/draft'>
export type ProposalSending = PostBody<'/api/v1/sales/proposals/{proposalId}/sending'>
export type ProposalSettings = Get<'/api/v1/sales/proposal-settings'>
export type ProposalSettingsInput = PutBody<'/api/v1/sales/proposal-settings'>
export type PublicProposal = Get<'/api/v1/public/proposals/{token}'>

export type PublicPayment = Get<'/api/v1/public/pay/{token}'>
export type PublicQueueTicket = Get<'/api/v1/public/queue/{token}'>

export type Alerts = Get<'/api/v1/inbox/alerts'>
export type AlertSettings = Alerts['settings']
export type AlertDevice = Alerts['devices'][number]
export type NewDevice = PostBody<'/api/v1/inbox/alerts/devices'>
export type DeviceTest = Posted<'/api/v1/inbox/alerts/devices/{deviceId}/tests'>
