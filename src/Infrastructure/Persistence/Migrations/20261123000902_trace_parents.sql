-- So that what is done later belongs to the trace of who asked for it.
alter table work_items add column trace_parent text;
alter table outbound_queue add column trace_parent text;
