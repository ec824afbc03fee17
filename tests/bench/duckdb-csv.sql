-- The shuffled CSV as a view, read in the way that duckdb-tsv.sql says.
set preserve_insertion_order = false;
create temp view event as
select * from read_csv('shuffled.csv', delim = ',', quote = '"', escape = '"', header = true,
	auto_detect = false, buffer_size = 8388608, columns = {
		'date': 'VARCHAR', 'event': 'VARCHAR', 'person': 'VARCHAR', 'ref': 'VARCHAR',
		'worker': 'VARCHAR', 'team': 'VARCHAR', 'category': 'VARCHAR', 'result': 'VARCHAR',
		'note': 'VARCHAR', 'born': 'VARCHAR', 'previous': 'VARCHAR', 'grade': 'VARCHAR',
		'discussed': 'VARCHAR', 'reflection': 'VARCHAR', 'sex': 'VARCHAR', 'ethnicity': 'VARCHAR'});
