-- The shuffled CSV, all columns, into memory.
create table event (date, event, person, ref, worker, team, category, result, note, born, previous,
	grade, discussed, reflection, sex, ethnicity);
.import --csv --skip 1 shuffled.csv event
