-- How a question is answered is settled once for many companies: of one that has little, every index that begins with the company looks as good
-- a way to one row as the one that is meant, and of the next company everything is then gone through. A number, a conversation, a label and a
-- person are of one company, so where one of these is known its id stands in front, as in what is sent.
drop index ux_inbound_messages_once;
create unique index ux_inbound_messages_once on inbound_messages (channel_id, wamid_lookup, tenant_id);
drop index ix_inbound_messages_newest;
create index ix_inbound_messages_newest on inbound_messages (channel_id, received_at desc, id desc);
drop index ix_inbound_messages_contact;
create index ix_inbound_messages_contact on inbound_messages (contact_id) where contact_id is not null;
drop index ix_conversations_address;
create index ix_conversations_address on conversations (channel_id, address_lookup, created_at desc);
drop index ux_conversation_labels_once;
create unique index ux_conversation_labels_once on conversation_labels (conversation_id, label_id, tenant_id);
drop index ix_conversation_labels_label;
create index ix_conversation_labels_label on conversation_labels (label_id, conversation_id);
