-- The three columns that are asked for, cut by cut(1), into memory.
create table event (date, event, person);
.mode ascii
.separator "\t" "\n"
.import --skip 1 "|cut -f 1-3 events.tsv" event
