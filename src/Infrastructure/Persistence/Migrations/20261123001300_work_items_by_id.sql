-- In a queue that was empty when it was last looked at, every index that begins with the company looks as good as the one of the id, and
-- one item is then looked for among all of its company's. Only that of the id begins so now; the subject is always asked for with its kind.
drop index ux_work_items_subject;
create unique index ux_work_items_subject on work_items (kind, subject_id, tenant_id);
