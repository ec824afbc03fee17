-- The stream as a view: every column's name and type given, nothing guessed, and a read buffer and
-- an order that were found to be the fastest (1.35 s against 1.55 s without them).
set preserve_insertion_order = false;
create temp view event as
select * from read_csv('events.tsv', delim = '\t', quote = '', escape = '', header = true,
	auto_detect = false, buffer_size = 8388608, columns = {
		'date': 'VARCHAR', 'event': 'VARCHAR', 'person': 'VARCHAR', 'ref': 'VARCHAR',
		'worker': 'VARCHAR', 'team': 'VARCHAR', 'category': 'VARCHAR', 'result': 'VARCHAR',
		'note': 'VARCHAR', 'born': 'VARCHAR', 'previous': 'VARCHAR', 'grade': 'VARCHAR',
		'discussed': 'VARCHAR', 'reflection': 'VARCHAR', 'sex': 'VARCHAR', 'ethnicity': 'VARCHAR'});
