-- A claim changes a row that is deleted soon after. With room on its page the change stays there and no index hears of it: half the work of the
-- database for each item of work. Indexes and what is there already are as they were.
alter table work_items set (fillfactor = 45);
